"""What was said in the round before, beside the same question now, where that round is revealed.

On a body's own pages: what it, or a body that it took over from, answered and submitted; never the answer of another
body. In consensus: what counted for the partnership. Nothing is asked where there is no round before, nor of a round
under seal: the one before may be reopened, and a signed-off round shows nothing that can still change.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from assessments.access import EntityVisit, Visit, reach_of
from assessments.maturity import closed_by
from assessments.models import Answer, Assessment, Participant
from assessments.past import REVEALED, previous_of
from assessments.profiles import partnership_profile_of
from assessments.sealed import content_for, is_sealed
from framework_data.content import Content
from framework_data.models import Edition
from partnerships.succession import forebears


@dataclass(frozen=True, slots=True)
class Said:
    """One answer of the round before. who: the body's name then, empty where it is the same body.

    asked: the question as it was put then, empty where the words are the same. follows: the gate that it follows from.
    """

    who: str
    round: str
    label: str
    note: str
    reason: str
    links: tuple[str, ...]
    asked: str
    follows: str

    @property
    def has_more(self) -> bool:
        return bool(self.note or self.reason or self.links or self.asked)


@dataclass(frozen=True, slots=True)
class _Row:
    """An answer as it was saved, with whose it was and what was asked."""

    participant: int
    who: str
    question: str
    value: str
    note: str
    reason: str
    evidence: str


def last_time(visit: EntityVisit, codes: Iterable[str]) -> Mapping[str, tuple[Said, ...]]:
    """Question code -> what was said last time, in one query; the body's own first, then each predecessor's."""
    if visit.assessment.previous_id is None or is_sealed(visit.assessment):
        return {}
    wanted = list(codes)
    rows = list(_rows(visit, [*wanted, *_gates(visit.content, wanted)]).values(*_COLUMNS))
    if not rows:
        return {}
    before = _content_of_row(rows[0])
    teller = _Teller(visit.content, before, rows[0]["participant__assessment__title"])
    by_body: dict[int, list[_Row]] = {}
    for row in rows:
        by_body.setdefault(row["participant_id"], []).append(_row(row, visit))
    found: dict[str, list[Said]] = {}
    for body in by_body.values():
        for code, said in teller.told(body, wanted).items():
            found.setdefault(code, []).append(said)
    return {code: tuple(sorted(said, key=lambda each: each.who != "")) for code, said in found.items()}


@dataclass(frozen=True, slots=True)
class Counted:
    """What counted for the partnership in the round before. labels: question code -> the value in words."""

    round: str
    labels: Mapping[str, str]

    def of(self, code: str) -> str:
        """ "Last time, in Round 2024/25: Largely in place", empty where it was not settled."""
        return (
            _("Last time, in %(round)s: %(label)s") % {"round": self.round, "label": self.labels[code]}
            if code in self.labels
            else ""
        )


def counted_last_time(visit: Visit) -> Counted:
    """Agreed or computed values that missing answers could not change, by the rule as from the reveal."""
    is_over = is_sealed(visit.assessment)
    previous = None if is_over else previous_of(visit.assessment, reach_of(visit.standing))
    if previous is None:
        return Counted("", {})
    profile, questions = partnership_profile_of(previous), content_for(previous).question_by_code
    settled = {code: value for code, value in profile.floor.items() if profile.ceiling.get(code) == value}
    labels = {code: questions[code].label_of.get(value, _("Not applicable")) for code, value in settled.items()}
    return Counted(previous.title, labels)


_COLUMNS = (
    "participant_id",
    "participant__entity_id",
    "participant__name",
    "question__code",
    "value",
    "note",
    "reason",
    "evidence",
    "participant__assessment__title",
    "participant__assessment_id",
    "participant__assessment__state",
    "participant__assessment__edition_id",
    "participant__assessment__edition__slug",
    "participant__assessment__edition__revision",
)


def _rows(visit: EntityVisit, codes: Iterable[str]) -> QuerySet[Answer]:
    own = visit.participant.entity_id
    rows = Answer.objects.filter(
        participant__assessment=visit.assessment.previous_id,
        participant__assessment__partnership=visit.assessment.partnership_id,
        participant__assessment__state__in=REVEALED,
        participant__participation=Participant.Participation.PARTICIPATING,
        participant__submitted_at__isnull=False,
        question__code__in=codes,
    )
    return rows.filter(Q(participant__entity=own) | Q(participant__entity__in=forebears(own))).order_by(
        "participant__order", "question__order"
    )


def _gates(content: Content, codes: Iterable[str]) -> set[str]:
    """The gates of these questions and the gates of those, which say whether an answer counted."""
    found: set[str] = set()
    for code in codes:
        gate = content.question_by_code[code].gate
        while gate:
            found.add(gate)
            gate = content.question_by_code[gate].gate
    return found


def _content_of_row(row: Mapping[str, Any]) -> Content:
    prefix = "participant__assessment__edition"
    edition = Edition(pk=row[f"{prefix}_id"], slug=row[f"{prefix}__slug"], revision=row[f"{prefix}__revision"])
    pk, state = row["participant__assessment_id"], row["participant__assessment__state"]
    return content_for(Assessment(pk=pk, state=state, edition=edition))


def _row(row: Mapping[str, Any], visit: EntityVisit) -> _Row:
    is_own = row["participant__entity_id"] == visit.participant.entity_id
    return _Row(
        participant=row["participant_id"],
        who="" if is_own else row["participant__name"],
        question=row["question__code"],
        value=row["value"],
        note=row["note"],
        reason=row["reason"],
        evidence=row["evidence"],
    )


class _Teller:
    """Puts one body's rows into words, in the wording of the edition that was asked."""

    def __init__(self, content: Content, before: Content, title: str) -> None:
        self.content, self.before, self.title = content, before, title

    def told(self, rows: Iterable[_Row], wanted: Iterable[str]) -> dict[str, Said]:
        by_code = {row.question: row for row in rows}
        who = next(iter(by_code.values())).who
        closed = closed_by(self.before.framework, {code: row.value for code, row in by_code.items() if row.value})
        found: dict[str, Said] = {}
        for code in wanted:
            if code in closed:
                found[code] = self._implied(code, who, *closed[code])
            elif code in by_code:
                found[code] = self._given(by_code[code])
        return found

    def _given(self, row: _Row) -> Said:
        return Said(
            who=row.who,
            round=self.title,
            label=self.before.question_by_code[row.question].label_of.get(row.value, _("No answer")),
            note=row.note,
            reason=row.reason if row.value == "NA" else "",
            links=tuple(row.evidence.split("\n")) if row.evidence else (),
            asked=self._asked(row.question),
            follows="",
        )

    def _implied(self, code: str, who: str, gate: str, value: str) -> Said:
        label = self.before.question_by_code[code].label_of.get(value, _("Not applicable"))
        return Said(who, self.title, label, "", "", (), self._asked(code), gate)

    def _asked(self, code: str) -> str:
        before, now = self.before.question_by_code[code].text, self.content.question_by_code[code].text
        return before if before.split() != now.split() else ""
