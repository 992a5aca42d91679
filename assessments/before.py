"""The round before, as much of it as movement needs: gathered in past.py, kept by a seal, and given back from it.

A signed-off round compares itself with the round before as that stood at sign-off: whatever becomes of the other round
later, of bodies that succeed each other, or of the wording, changes nothing here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assessments.result import Profile
from assessments.result_file import profile_as_dict, profiles_from
from framework_data.content import Content, content_from


@dataclass(frozen=True)
class StandIn:
    """Whose result of the round before is compared with a body's own (its slug there), and what is said about it."""

    entity: str | None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Before:
    """profiles: the partnership's under None, and those that stand in for a body; stand_ins: by the slug of now.

    state: that of the round before at sign-off, which decides who reads of it. unlike: sentences.
    """

    slug: str
    title: str
    state: str
    content: Content
    profiles: Mapping[str | None, Profile]
    stand_ins: Mapping[str, StandIn]
    unlike: tuple[str, ...]
    changed_on: date
    edition: Sequence[Mapping[str, Any]] = field(default=(), repr=False)
    """The objects of its edition, where they are to be sealed."""


def before_as_dict(before: Before, edition: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """As a seal keeps it. edition: that of the round itself, which is not kept twice."""
    return {
        "assessment": before.slug,
        "title": before.title,
        "state": before.state,
        "changed_on": before.changed_on.isoformat(),
        "edition": None if list(before.edition) == list(edition) else list(before.edition),
        "profiles": [profile_as_dict(profile) for profile in before.profiles.values()],
        "stand_ins": {
            slug: {"entity": found.entity, "remarks": list(found.remarks)} for slug, found in before.stand_ins.items()
        },
        "unlike": list(before.unlike),
    }


def before_from(told: Mapping[str, Any], content: Content) -> Before:
    """What before_as_dict has written. content: that of the round itself."""
    before = content_from(told["edition"], {}) if told["edition"] else content
    nothing: list[dict[str, Any]] = [{"floor": {}, "ceiling": {}}] * len(told["profiles"])
    profiles = profiles_from(before.framework, {"profiles": told["profiles"]}, nothing)
    return Before(
        slug=told["assessment"],
        title=told["title"],
        state=told["state"],
        content=before,
        profiles={profile.entity: profile for profile in profiles},
        stand_ins={
            slug: StandIn(found["entity"], tuple(found["remarks"])) for slug, found in told["stand_ins"].items()
        },
        unlike=tuple(told["unlike"]),
        changed_on=date.fromisoformat(told["changed_on"]),
    )
