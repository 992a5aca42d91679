"""One Report per round and audience: page, PDF and JSON each take it, so their figures are the same figures.

It holds what its audience may see and nothing else; building.py makes it. What only some readers need is worked out
when it is first asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from assessments.interchange import as_text
from assessments.maturity import Profile
from assessments.result_file import RoundFacts, result_as_dict
from assessments.wording import level_in_words
from framework_data.content import Content
from reports import rule_told, sentences, told
from reports.answers import AnswerTold, tell_answers
from reports.audience import BLIND, HOLDS, PUBLIC, Audience
from reports.details import (
    Bodies,
    Column,
    LeftOut,
    StatementTold,
    left_out,
    tell_statements,
)
from reports.moved import MovementTold, Past, tell_movement
from reports.pictures import HeatMap, heat_map
from reports.texts import Texts
from reports.worked import Worked, worked_example


@dataclass(frozen=True)
class Body:
    """An entity as this round knows it."""

    slug: str
    name: str
    is_lead: bool
    takes_part: bool
    participation: str
    reason: str
    has_submitted: bool


@dataclass(frozen=True)
class BodyLevels:
    """One row of the table of bodies: the levels in words, in the order of the dimensions."""

    slug: str
    name: str
    levels: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """The round itself, in words where a reader sees words."""

    partnership: str
    partnership_slug: str
    slug: str
    title: str
    scope: str
    scope_agreed: str
    period_start: date
    period_end: date
    state: str
    state_words: str
    is_draft: bool
    is_revealed: bool


@dataclass(frozen=True)
class SealShown:
    """The seal that a signed-off round was printed under. by: the office in words.

    accepted_open: joint questions left open by name, where the audience reads what the board agreed and why.
    """

    number: int
    sha256: str
    on: date
    minute_reference: str
    by: str
    accepted_open: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """`subject` is the body whose own report this is, or None for the partnership's.

    profiles: those the audience may see, the partnership's first; before the reveal only the subject's own.
    texts: answers, notes and reasons, in a report that prints them.
    past: the comparison with the round before, where there is one that the audience may read.
    """

    audience: Audience
    content: Content
    facts: Facts
    bodies: tuple[Body, ...]
    subject: Body | None
    is_blind: bool
    round_facts: RoundFacts
    profiles: tuple[Profile, ...]
    own_missing: int
    texts: Texts | None = None
    past: Past | None = None
    seal: SealShown | None = None

    # --- Whose result it is ---------------------------------------------------------------------------------

    @cached_property
    def profile(self) -> Profile:
        """The profile that the report is about."""
        entity = self.subject.slug if self.subject else None
        return next(profile for profile in self.profiles if profile.entity == entity)

    @cached_property
    def partnership(self) -> Profile | None:
        """The partnership's profile; None before the reveal."""
        return next((profile for profile in self.profiles if profile.entity is None), None)

    @property
    def subject_name(self) -> str:
        return self.subject.name if self.subject else self.facts.partnership

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Of the bodies that take part, by slug."""
        return {body.slug: body.name for body in self.taking_part}

    @cached_property
    def taking_part(self) -> tuple[Body, ...]:
        return tuple(body for body in self.bodies if body.takes_part)

    @cached_property
    def absent(self) -> tuple[Body, ...]:
        return tuple(body for body in self.bodies if not body.takes_part)

    @cached_property
    def lead(self) -> Body | None:
        return next((body for body in self.bodies if body.is_lead), None)

    @cached_property
    def not_submitted(self) -> tuple[Body, ...]:
        """Bodies whose answers count as missing because they are not handed in; those the reader may know of."""
        return tuple(b for b in self.taking_part if not b.has_submitted and b.slug in self.audience.bodies)

    # --- In words -------------------------------------------------------------------------------------------

    @cached_property
    def coverage(self) -> str:
        absent = [(body.name, body.participation) for body in self.absent]
        return sentences.coverage(len(self.taking_part), absent)

    @cached_property
    def dimensions(self) -> tuple[told.DimensionTold, ...]:
        return told.tell_dimensions(self.content, self.profile, self.names)

    @cached_property
    def panels(self) -> tuple[tuple[told.DimensionTold, str], ...]:
        """Each dimension, with the partnership's level beside it in a body's own result."""
        beside = (
            self.partnership_levels.levels if self.subject and self.partnership_levels else ("",) * len(self.dimensions)
        )
        return tuple(zip(self.dimensions, beside, strict=True))

    @cached_property
    def matrix(self) -> told.Matrix:
        return told.tell_matrix(self.content, self.profile)

    @cached_property
    def heat_map(self) -> HeatMap:
        """The matrix as a picture."""
        return heat_map(self.matrix)

    @cached_property
    def partnership_levels(self) -> BodyLevels | None:
        return self._levels(self.partnership, self.facts.partnership) if self.partnership else None

    @cached_property
    def body_levels(self) -> tuple[BodyLevels, ...]:
        """The bodies that the audience may see, in entity order, which is no ranking."""
        return tuple(
            self._levels(profile, self.names[profile.entity]) for profile in self.profiles if profile.entity is not None
        )

    def _levels(self, profile: Profile, name: str) -> BodyLevels:
        levels = (level_in_words(self.content, result) for result in profile.dimensions)
        return BodyLevels(profile.entity or "", name, tuple(levels))

    @cached_property
    def summary(self) -> tuple[str, str, str]:
        """Three sentences that say it all."""
        return (
            sentences.where_it_stands(self.content, self.profile),
            sentences.nearest_next_level(self.content, self.profile, self.names),
            sentences.basis(self.content, self.profile, len(self.taking_part), self.own_missing),
        )

    @cached_property
    def movement(self) -> MovementTold | None:
        """What moved since the round before."""
        return tell_movement(self.content, self.past) if self.past else None

    # --- On paper ------------------------------------------------------------------------------------------------

    @property
    def heading(self) -> str:
        if self.subject is None:
            return _("Self-assessment report")
        return _("Self-assessment report of %(entity)s") % {"entity": self.subject.name}

    @property
    def holds(self) -> str:
        """What this edition holds, for its cover."""
        return _(BLIND if self.is_blind else HOLDS[self.audience.kind])

    @property
    def title(self) -> str:
        return f"{self.heading}: {self.facts.title}, {self.facts.partnership}"

    @property
    def state_line(self) -> str:
        words = self.facts.state_words
        return _("Draft: %(state)s") % {"state": words[:1].lower() + words[1:]} if self.facts.is_draft else words

    @cached_property
    def rule(self) -> str:
        return rule_told.rule(self.content)

    @cached_property
    def method(self) -> tuple[str, ...]:
        return rule_told.method(self.content, of_a_body=self.subject is not None, is_blind=self.is_blind)

    @cached_property
    def seal_told(self) -> tuple[str, ...]:
        """What the seal covers and how to check it; empty where the round has none."""
        if self.seal is None:
            return ()
        return rule_told.seal(self.seal.number, self.seal.on, self.seal.minute_reference, self.seal.by)

    @cached_property
    def left_open(self) -> str:
        """The joint questions that the board left open by name."""
        return sentences.listed(self.seal.accepted_open) if self.seal else ""

    def attachment_name(self, extension: str) -> str:
        return f"result.{extension}"

    @property
    def has_bodies_table(self) -> bool:
        """Whether bodies stand beside the partnership: never one without the other."""
        return self.partnership is not None and bool(self.body_levels)

    # --- Statement by statement ---------------------------------------------------------------------------------

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The profiles whose values stand side by side: the subject's, then the partnership's."""
        agreed = self._texts.agreed
        only = self.audience.kind == PUBLIC
        found = [Column(self.subject.name, _("This entity"), self.profile, {})] if self.subject else []
        if self.partnership:
            found.append(Column(_("Partnership"), _("Partnership"), self.partnership, agreed, only))
        return tuple(found)

    @property
    def prints_answers(self) -> bool:
        """Whether what single bodies answered is part of this edition."""
        return bool(self.audience.bodies)

    @property
    def how_to_read(self) -> str:
        return rule_told.how_to_read(self.audience.kind, of_a_body=self.subject is not None, is_blind=self.is_blind)

    @cached_property
    def how_to_read_strips(self) -> str:
        """What the marks of a dot strip mean; empty where the report has none."""
        has_strips = any(question.strip for statement in self.statements for question in statement.questions)
        return rule_told.how_to_read_strips() if has_strips else ""

    @cached_property
    def statements(self) -> tuple[StatementTold, ...]:
        return tell_statements(self.content, self.columns, self._bodies_shown, self._texts)

    @cached_property
    def answers(self) -> tuple[AnswerTold, ...]:
        """What the statements tell, answer by answer, for the forms that are tables."""
        return tell_answers(self.content, self.columns, self._bodies_shown, self._texts)

    @cached_property
    def left_out(self) -> tuple[LeftOut, ...]:
        return left_out(self.content, self._bodies_shown, self._texts)

    @cached_property
    def worked(self) -> Worked | None:
        return worked_example(self.content, self.columns[0])

    @property
    def _texts(self) -> Texts:
        if self.texts is None:
            raise ValueError("This report was built for a page: build it in full.")
        return self.texts

    @cached_property
    def _bodies_shown(self) -> Bodies:
        shown = {body.slug: body.name for body in self.bodies if body.slug in self.audience.bodies}
        return Bodies(shown, self.lead.slug if self.lead else None, are_named=self.subject is None)

    @property
    def changed_on(self) -> date:
        """Of this round or, where it is compared with the one before, of either."""
        before = self.past.changed_on if self.past else None
        return max(self._texts.changed_on, before) if before else self._texts.changed_on

    # --- As a file --------------------------------------------------------------------------------------------

    @cached_property
    def document(self) -> dict[str, Any]:
        """The figures as an alps-result/1 document; never more than the report shows."""
        return result_as_dict(self.content.framework, self.round_facts, self.profiles)

    @cached_property
    def json(self) -> str:
        return as_text(self.document)

    def file_name(self, extension: str) -> str:
        """Partnership, round, body, edition, state and the day of the latest change to what the file holds.

        That day rather than today: the same figures have the same name, and newer figures another.
        """
        whose = [self.subject.slug] if self.subject else []
        facts, changed = self.facts, self.changed_on.isoformat()
        state = facts.state.replace("_", "-")
        parts = [facts.partnership_slug, facts.slug, *whose, self.audience.kind, state, changed]
        return f"{'-'.join(parts)}.{extension}"
