"""A result in the keys and the order of alps-result/1, which docs/interchange.md describes.

Pure but for the rows of participants that it takes; the profiles come from maturity.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.maturity import DimensionResult, HeldBack, HeldQuestion, Profile, StatementResult, Step
from assessments.models import Assessment, Participant
from framework_data.structure import Framework

RESULT_FORMAT = "alps-result/1"


@dataclass(frozen=True)
class RoundFacts:
    """What a result says of its round besides the profiles; bodies by slug, in entity order."""

    assessment: str
    state: str
    participating: tuple[str, ...]
    declined: tuple[str, ...]
    did_not_take_part: tuple[str, ...]


def round_facts(assessment: Assessment, participants: Sequence[Participant]) -> RoundFacts:
    def slugs(participation: str) -> tuple[str, ...]:
        return tuple(p.entity.slug for p in participants if p.participation == participation)

    return RoundFacts(
        assessment=assessment.slug,
        state=assessment.state,
        participating=slugs(Participant.Participation.PARTICIPATING),
        declined=slugs(Participant.Participation.DECLINED),
        did_not_take_part=slugs(Participant.Participation.DID_NOT_TAKE_PART),
    )


def result_as_dict(framework: Framework, facts: RoundFacts, found: Sequence[Profile]) -> dict[str, Any]:
    """The profiles in the keys and the order of alps-result/1."""
    policy = framework.policy
    return {
        "format": RESULT_FORMAT,
        "edition": framework.edition,
        "policy": {
            "bands": {"P": policy.band_p, "L": policy.band_l, "F": policy.band_f},
            "full_needs": policy.full_needs,
            "reach": policy.reach,
            "build_on": policy.build_on,
        },
        "assessment": facts.assessment,
        "state": facts.state,
        "participating": list(facts.participating),
        "declined": list(facts.declined),
        "did_not_take_part": list(facts.did_not_take_part),
        "profiles": [profile_as_dict(profile) for profile in found],
    }


def profile_as_dict(profile: Profile) -> dict[str, Any]:
    """One profile in the keys and the order of alps-result/1."""
    return {
        "entity": profile.entity,
        "missing": profile.missing,
        "confirmed": profile.is_confirmed,
        "statements": {s.code: {"floor": s.floor, "ceiling": s.ceiling} for s in profile.statements},
        "dimensions": {dimension.code: _dimension(dimension) for dimension in profile.dimensions},
    }


def _dimension(dimension: DimensionResult) -> dict[str, Any]:
    return {
        "floor": dimension.floor,
        "ceiling": dimension.ceiling,
        "confirmed": dimension.is_confirmed,
        "missing": dimension.missing,
        "next_level": dimension.next_level,
        "held_back_by": [
            {
                "statement": held.statement,
                "rating": held.rating,
                "needs": held.needs,
                "questions": [
                    {"question": q.question, "value": q.value, "entities": list(q.entities)} for q in held.questions
                ],
            }
            for held in dimension.held_back_by
        ],
        "shortest_way_up": [
            {"question": step.question, "from": step.start, "to": step.end, "entities": list(step.entities)}
            for step in dimension.shortest_way_up
        ],
        "ahead": list(dimension.ahead),
        "not_applicable": {"questions": dimension.not_applicable, "of": dimension.rated_questions},
    }


# --- And back --------------------------------------------------------------------------------------------------


def values_as_dicts(found: Sequence[Profile]) -> list[dict[str, Any]]:
    """What counts for each question in the two readings, which alps-result/1 leaves out and a seal keeps."""
    return [
        {"entity": profile.entity, "floor": dict(profile.floor), "ceiling": dict(profile.ceiling)} for profile in found
    ]


def profiles_from(
    framework: Framework, result: Mapping[str, Any], values: Sequence[Mapping[str, Any]]
) -> tuple[Profile, ...]:
    """The profiles that result_as_dict and values_as_dicts have written, in framework order."""
    return tuple(_profile_from(framework, *pair) for pair in zip(result["profiles"], values, strict=True))


def _profile_from(framework: Framework, told: Mapping[str, Any], values: Mapping[str, Any]) -> Profile:
    statements, codes = told["statements"], [question.code for question in framework.questions]
    return Profile(
        entity=told["entity"],
        missing=told["missing"],
        statements=tuple(
            StatementResult(s.code, statements[s.code]["floor"], statements[s.code]["ceiling"])
            for s in framework.statements
        ),
        dimensions=tuple(_dimension_from(code, told["dimensions"][code]) for code in framework.dimensions),
        floor={code: values["floor"][code] for code in codes if code in values["floor"]},
        ceiling={code: values["ceiling"][code] for code in codes if code in values["ceiling"]},
    )


def _dimension_from(code: str, told: Mapping[str, Any]) -> DimensionResult:
    return DimensionResult(
        code=code,
        floor=told["floor"],
        ceiling=told["ceiling"],
        missing=told["missing"],
        next_level=told["next_level"],
        held_back_by=tuple(_held_from(held) for held in told["held_back_by"]),
        shortest_way_up=tuple(
            Step(step["question"], step["from"], step["to"], tuple(step["entities"]))
            for step in told["shortest_way_up"]
        ),
        ahead=tuple(told["ahead"]),
        not_applicable=told["not_applicable"]["questions"],
        rated_questions=told["not_applicable"]["of"],
    )


def _held_from(told: Mapping[str, Any]) -> HeldBack:
    questions = (HeldQuestion(q["question"], q["value"], tuple(q["entities"])) for q in told["questions"])
    return HeldBack(told["statement"], told["rating"], told["needs"], tuple(questions))
