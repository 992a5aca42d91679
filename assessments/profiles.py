"""Profiles of rounds other than the one that is visited, several at a time: for movement and for the list of rounds.

Three queries, four where some are signed off, whatever the number of rounds and bodies. A signed-off round's profiles
come from its seal, without a look at its answers.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from assessments.maturity import Profile, Round, entity_profile, partnership_profile
from assessments.models import Assessment, Participant
from assessments.rounds import counted_rounds
from assessments.sealed import remember_seals, sealed_of

Bodies = Mapping[int, tuple[Participant, ...]]
"""Assessment id -> all bodies of the round in entity order."""


def partnership_profile_of(assessment: Assessment) -> Profile:
    """The partnership's profile of a revealed round, without explanation."""
    return profiles_of([assessment], bodies_of([assessment]))[assessment.pk][None]


def profiles_of(
    assessments: Sequence[Assessment], bodies: Bodies, *, of: Collection[str] = ()
) -> dict[int, dict[str | None, Profile]]:
    """Assessment id -> the partnership's profile (under None), and those of the bodies in `of` that took part."""
    remember_seals(assessments)
    sealed = {found.pk: seal.profiles for found in assessments if (seal := sealed_of(found))}
    recorded = counted_rounds([found for found in assessments if found.pk not in sealed], bodies)
    return {pk: _profiles(each, of) for pk, each in recorded.items()} | {
        pk: {each.entity: each for each in profiles if each.entity is None or each.entity in of}
        for pk, profiles in sealed.items()
    }


def bodies_of(assessments: Iterable[Assessment]) -> Bodies:
    """The participants of several rounds, in one query."""
    found: dict[int, list[Participant]] = {assessment.pk: [] for assessment in assessments}
    rows = Participant.objects.filter(assessment__in=found).select_related("entity")
    for participant in rows.order_by("order"):
        found[participant.assessment_id].append(participant)
    return {pk: tuple(participants) for pk, participants in found.items()}


def _profiles(recorded: Round, of: Collection[str]) -> dict[str | None, Profile]:
    found: dict[str | None, Profile] = {None: partnership_profile(recorded, explain=False)}
    for entity in recorded.entities:
        if entity in of:
            found[entity] = entity_profile(recorded, entity, explain=False)
    return found
