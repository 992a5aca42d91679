"""Checks an alps-assessment/1 document before anything is written: every fault with its place, none silently mended.

Works on parsed JSON and on what the server already holds, handed in; writes nothing. The format is described in
docs/interchange.md.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from assessments import document_values as values
from assessments.maturity import closed_by
from assessments.models import LONGEST_NOTE, Assessment, Participant
from framework_data.content import Content
from framework_data.structure import ENTITY, LEAD_ENTITY
from partnerships.models import Entity

FORMAT = "alps-assessment/1"
MOST_FAULTS = 100
PARTICIPATING = Participant.Participation.PARTICIPATING


class DocumentError(Exception):
    """The document cannot be taken; `faults` are lines "place: what is wrong", the first 100 of `count`."""

    def __init__(self, faults: list[str]) -> None:
        self.count, self.faults = len(faults), faults[:MOST_FAULTS]
        super().__init__("\n".join(self.faults))


@dataclass(frozen=True)
class Known:
    """What the server holds of the names in a document.

    may_follow_closed: a body's own answers behind a gate that it closed are let be, since the gate may be newer.
    """

    content: Content | None
    assessment_exists: bool = False
    partnership_name: str | None = None
    entities: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # slug -> (name, kind)
    may_follow_closed: bool = False


def parse(text: bytes) -> Any:
    """The JSON in a file; raises DocumentError where it is not JSON, not UTF-8, or names a key twice."""
    repeated: list[tuple[dict[str, Any], str]] = []

    def without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                repeated.append((found, key))
            found[key] = value
        return found

    try:
        data = json.loads(text.decode("utf-8"), object_pairs_hook=without_repeats, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise DocumentError([f"byte {error.start}: the file is not text in UTF-8."]) from None
    except json.JSONDecodeError as error:
        raise DocumentError([f"line {error.lineno}, column {error.colno}: this is not JSON ({error.msg})."]) from None
    except (RecursionError, ValueError):
        raise DocumentError(["the file: nested too deeply or with a number too long to be an assessment."]) from None
    if repeated:
        places = _places_of_objects(data)
        raise DocumentError(
            [f"{places.get(id(found), '')}{key}: this key stands twice in one object." for found, key in repeated]
        )
    return data


def _no_constant(name: str) -> NoReturn:
    raise DocumentError([f"the file: {name} is not JSON."])


def _places_of_objects(data: Any) -> dict[int, str]:
    """What stands before a key of each object, by the object's id: "assessment." or "answers[3]."."""
    found: dict[int, str] = {}
    waiting = [(data, "")]
    while waiting:
        value, place = waiting.pop()
        if isinstance(value, dict):
            found[id(value)] = f"{place}." if place else ""
            waiting += [(inner, f"{found[id(value)]}{key}") for key, inner in value.items()]
        elif isinstance(value, list):
            waiting += [(inner, f"{place}[{number}]") for number, inner in enumerate(value)]
    return found


def check(data: Any, known: Known) -> None:
    """Raises DocumentError with every fault of the document."""
    checker = _Checker(known)
    checker.document(data)
    if checker.faults:
        raise DocumentError(checker.faults)


# --- Which keys an object has, which it must have ------------------------------------------------------------

_DOCUMENT: dict[str, values.Check] = {
    "format": values.choice(FORMAT),
    "edition": values.slug,
    "partnership": values.an_object,
    "assessment": values.an_object,
    "entities": values.a_list,
    "answers": values.a_list,
    "agreed": values.a_list,
}
_PARTNERSHIP: dict[str, values.Check] = {"slug": values.slug, "name": values.text(200, blank=False)}
_ASSESSMENT: dict[str, values.Check] = {
    "slug": values.slug,
    "title": values.text(200, blank=False),
    "scope": values.text(500),
    "scope_agreed_on": values.day_or_null,
    "scope_agreed_by": values.text(200),
    "period_start": values.day,
    "period_end": values.day,
    "deadline": values.day_or_null,
    "state": values.choice(*Assessment.State.values),
    "lead_entity": values.slug_or_null,
}
_ENTITY: dict[str, values.Check] = {
    "slug": values.slug,
    "name": values.text(200, blank=False),
    "kind": values.choice(*Entity.Kind.values),
    "in_area": values.boolean,
    "year_end": values.month_day,
    "participation": values.choice(*Participant.Participation.values),
    "reason": values.text(LONGEST_NOTE),
}
_ANSWER: dict[str, values.Check] = {
    "question": values.text(40),
    "entity": values.slug,
    "value": values.text(40),
    "note": values.text(LONGEST_NOTE),
    "reason": values.text(LONGEST_NOTE),
}
_AGREED: dict[str, values.Check] = {
    "question": values.text(40),
    "value": values.text(40),
    "rationale": values.text(LONGEST_NOTE),
    "dissent": values.a_list,
}
_DISSENT: dict[str, values.Check] = {"entity": values.slug, "note": values.text(LONGEST_NOTE)}

_OPTIONAL = {
    "scope_agreed_by",
    "deadline",
    "in_area",
    "year_end",
    "reason",
    "note",
    "rationale",
    "dissent",
}


class _Checker:
    def __init__(self, known: Known) -> None:
        self.known, self.content = known, known.content
        self.faults: list[str] = []
        self.participation: dict[str, Any] = {}
        self.lead: Any = None
        self.is_draft = False

    def fault(self, place: str, sentence: str) -> None:
        self.faults.append(f"{place}: {sentence}")

    def keys(self, value: Any, expected: Mapping[str, values.Check], place: str) -> dict[str, Any]:
        """The values that are right, by key; a fault for each that is wrong, missing or not known."""
        if not isinstance(value, dict):
            self.fault(place or "the file", "must be an object.")
            return {}
        prefix = f"{place}." if place else ""
        for key in value:
            if key not in expected:
                self.fault(f"{prefix}{key}", "this key is not known.")
        good = {}
        for key, checker in expected.items():
            if key in value:
                sentence = checker(value[key])
                if sentence:
                    self.fault(f"{prefix}{key}", sentence)
                else:
                    good[key] = value[key]
            elif key not in _OPTIONAL:
                self.fault(f"{prefix}{key}", "this key is missing.")
        return good

    def document(self, data: Any) -> None:
        good = self.keys(data, _DOCUMENT, "")
        if "edition" in good and self.content is None:
            self.fault("edition", f"there is no edition {good['edition']} on this server.")
        self.partnership(good.get("partnership"))
        assessment = self.assessment(good.get("assessment"))
        self.entities(good.get("entities", []))
        self.check_lead(assessment, good)
        self.answers(good.get("answers", []))
        self.agreed(good.get("agreed", []))

    def partnership(self, value: Any) -> None:
        if value is None:
            return
        good = self.keys(value, _PARTNERSHIP, "partnership")
        name = self.known.partnership_name
        if name is not None and "name" in good and good["name"] != name:
            self.fault("partnership.name", f"this server knows {good.get('slug')} as {name}.")

    def assessment(self, value: Any) -> dict[str, Any]:
        if value is None:
            return {}
        good = self.keys(value, _ASSESSMENT, "assessment")
        self.is_draft = good.get("state") == Assessment.State.DRAFT
        if self.known.assessment_exists:
            self.fault("assessment.slug", f"there is an assessment {good.get('slug')} already.")
        if "period_start" in good and "period_end" in good and good["period_end"] < good["period_start"]:
            self.fault("assessment.period_end", "the period must not end before it starts.")
        if not self.is_draft:
            if "scope" in good and not good["scope"].strip():
                self.fault("assessment.scope", "only a draft may lack its scope.")
            if "scope_agreed_on" in good and good["scope_agreed_on"] is None:
                self.fault("assessment.scope_agreed_on", "only a draft may lack the date its scope was agreed.")
        return good

    def entities(self, rows: list[Any]) -> None:
        for number, row in enumerate(rows):
            place = f"entities[{number}]"
            good = self.keys(row, _ENTITY, place)
            slug = good.get("slug")
            if slug is None:
                continue
            if slug in self.participation:
                self.fault(f"{place}.slug", f"{slug} stands twice.")
            self.participation[slug] = good.get("participation")
            for key, here in zip(("name", "kind"), self.known.entities.get(slug, ()), strict=False):
                if key in good and good[key] != here:
                    self.fault(f"{place}.{key}", f"this server knows {slug} as {here}.")

    def check_lead(self, assessment: Mapping[str, Any], document: Mapping[str, Any]) -> None:
        if "lead_entity" not in assessment or "entities" not in document:
            return
        lead = self.lead = assessment["lead_entity"]
        if lead is None:
            if not self.is_draft:
                self.fault("assessment.lead_entity", "only a draft may lack its lead.")
        elif lead not in self.participation:
            self.fault("assessment.lead_entity", f"{lead} is not among the entities.")
        elif self.participation[lead] != PARTICIPATING and not self.is_draft:
            self.fault("assessment.lead_entity", f"{lead} leads and so must take part.")

    def value_fault(self, code: str, value: str) -> str | None:
        if self.content is None or code not in self.content.question_by_code:
            return None
        known = self.content.question_by_code[code].label_of
        return None if value in known else f"{code} takes one of {', '.join(known)}, not {value!r}."

    def question(self, good: Mapping[str, Any], place: str) -> str | None:
        """The question's code where the edition knows it."""
        code = good.get("question")
        if code is None or self.content is None:
            return None
        if code not in self.content.question_by_code:
            self.fault(f"{place}.question", f"there is no question {code} in this edition.")
            return None
        return str(code)

    def answers(self, rows: list[Any]) -> None:
        seen: set[tuple[str, str]] = set()
        found: dict[str, dict[str, tuple[int, str]]] = {}
        for number, row in enumerate(rows):
            place = f"answers[{number}]"
            good = self.keys(row, _ANSWER, place)
            code, entity = self.question(good, place), self.body(good, place)
            if code and "value" in good:
                sentence = self.value_fault(code, good["value"])
                if sentence:
                    self.fault(f"{place}.value", sentence)
            if good.get("value") == "NA" and not str(good.get("reason", "")).strip():
                self.fault(f"{place}.reason", "say why the question is not applicable.")
            if entity is None or code is None:
                continue
            if self.participation[entity] not in (PARTICIPATING, None):
                self.fault(f"{place}.entity", f"{entity} does not take part, so it has no answers.")
            if (entity, code) in seen:
                self.fault(place, f"{entity} answers {code} twice.")
            elif "value" in good and not self.value_fault(code, good["value"]):
                found.setdefault(entity, {})[code] = (number, good["value"])
            seen.add((entity, code))
        for entity, of_entity in found.items():
            self.closed_followers(entity, of_entity)

    def closed_followers(self, entity: str, answers: Mapping[str, tuple[int, str]]) -> None:
        """A body's own answers (not its views) may not follow a gate that it closed itself."""
        if self.content is None or self.known.may_follow_closed:
            return
        framework = self.content.framework
        addressed = (ENTITY, LEAD_ENTITY) if entity == self.lead else (ENTITY,)
        own = {c: value for c, (_, value) in answers.items() if framework.question_by_code[c].respondent in addressed}
        for follower, (gate, _) in closed_by(framework, own).items():
            if follower in own:
                place = f"answers[{answers[follower][0]}]"
                self.fault(place, f"{entity} closed {follower} itself by its answer to {gate}.")

    def body(self, good: Mapping[str, Any], place: str) -> str | None:
        slug = good.get("entity")
        if slug is not None and slug not in self.participation:
            self.fault(f"{place}.entity", f"{slug} is not among the entities.")
            return None
        return slug

    def agreed(self, rows: list[Any]) -> None:
        seen: set[str] = set()
        for number, row in enumerate(rows):
            place = f"agreed[{number}]"
            good = self.keys(row, _AGREED, place)
            code = self.question(good, place)
            if code and "value" in good:
                sentence = self.value_fault(code, good["value"])
                if sentence:
                    self.fault(f"{place}.value", sentence)
            if good.get("value") == "NA" and not str(good.get("rationale", "")).strip():
                self.fault(f"{place}.rationale", "give the reasons why the question is not applicable.")
            if code in seen:
                self.fault(place, f"{code} is agreed twice.")
            elif code:
                seen.add(code)
            self.dissent(good.get("dissent", []), place)

    def dissent(self, rows: list[Any], place: str) -> None:
        seen: set[str] = set()
        for number, row in enumerate(rows):
            here = f"{place}.dissent[{number}]"
            slug = self.body(self.keys(row, _DISSENT, here), here)
            if slug in seen:
                self.fault(here, f"{slug} dissents twice.")
            elif slug:
                seen.add(slug)
