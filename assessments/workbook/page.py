"""The preview of a workbook that came back: what confirming would write, what it would not, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.access import EntityVisit
from assessments.actions.answering import Draft, Saved
from assessments.answered import NOTHING, Recorded, own_codes, recorded, recorded_answers, written
from assessments.forms import key_of
from assessments.maturity import closed_by
from assessments.workbook.book import texts_of
from assessments.workbook.carried import Carried, carry
from assessments.workbook.compare import CHANGED, CONFLICT, KEPT, NEW, SAME, Line, Stored, compare
from assessments.workbook.forms import SAVED, ChoiceForm
from assessments.workbook.reading import Filled
from framework_data.content import QuestionText
from spreadsheets.faults import Fault
from spreadsheets.telling import listed


@dataclass(frozen=True)
class Shown:
    """One answer in words."""

    label: str
    note: str
    reason: str
    links: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """One question on the page: what is saved, what the workbook says, and what a gate makes of it."""

    question: QuestionText
    key: str
    theirs: Shown
    saved: Recorded
    mine: Shown
    follows: str
    form: ChoiceForm | None


@dataclass(frozen=True)
class Preview:
    """kept: saved meanwhile and not touched in the workbook. absent: own questions without a row."""

    conflicts: tuple[Change, ...]
    new: tuple[Change, ...]
    changed: tuple[Change, ...]
    kept: tuple[str, ...]
    absent: tuple[str, ...]
    refused: tuple[Fault, ...]
    same: int
    already: int
    """Answers that were saved before this page was shown again."""
    carried: str

    @property
    def certain(self) -> int:
        return len(self.new) + len(self.changed)

    @property
    def forms(self) -> list[ChoiceForm]:
        return [change.form for change in self.conflicts if change.form]


def preview_of(visit: EntityVisit, filled: Filled) -> Preview:
    """What the workbook would change."""
    answers = recorded_answers(visit, visit.content.question_ids)
    stored = {code: Stored(texts_of(answer), answer.revision) for code, answer in answers.items()}
    own = own_codes(visit.content, visit.is_lead)
    return _preview(
        visit,
        compare(filled.rows, stored),
        answers,
        refused=listed(filled.refused),
        absent=tuple(code for code in filled.absent if code in own),
    )


def disputed_again(visit: EntityVisit, saved: Mapping[str, Saved]) -> Preview:
    """What could not be saved, because somebody saved the same questions after the preview was made."""
    conflicts = {code: save.conflict for code, save in saved.items() if save.conflict}
    answers = {code: recorded(saved[code].answer) for code in conflicts}
    lines = [
        Line(code, CONFLICT, texts_of(written(draft)), texts_of(answers[code]), answers[code].revision)
        for code, draft in conflicts.items()
    ]
    return _preview(visit, lines, answers, already=len(saved) - len(lines), is_again=True)


def _preview(
    visit: EntityVisit,
    lines: Sequence[Line],
    answers: Mapping[str, Recorded],
    *,
    refused: tuple[Fault, ...] = (),
    absent: tuple[str, ...] = (),
    already: int = 0,
    is_again: bool = False,
) -> Preview:
    by_kind: dict[str, list[Line]] = {kind: [] for kind in (NEW, CHANGED, CONFLICT, KEPT, SAME)}
    for line in lines:
        by_kind[line.kind].append(line)
    certain = [line for line in lines if line.kind in (NEW, CHANGED)]
    changes = _Changes(visit, answers, certain, is_again=is_again)
    return Preview(
        conflicts=tuple(map(changes.change, by_kind[CONFLICT])),
        new=tuple(map(changes.change, by_kind[NEW])),
        changed=tuple(map(changes.change, by_kind[CHANGED])),
        kept=tuple(line.code for line in by_kind[KEPT]),
        absent=absent,
        refused=refused,
        same=len(by_kind[SAME]),
        already=already,
        carried=carry(visit, Carried(tuple(map(_draft, certain)), tuple(map(_draft, by_kind[CONFLICT])))),
    )


def _draft(line: Line) -> Draft:
    return Draft(line.code, **vars(line.mine), revision=line.revision)


class _Changes:
    """Puts lines into words."""

    def __init__(
        self, visit: EntityVisit, answers: Mapping[str, Recorded], certain: Iterable[Line], *, is_again: bool
    ) -> None:
        self.content, self.answers, self.is_again = visit.content, answers, is_again
        values = {code: answer.value for code, answer in answers.items()}
        values |= {line.code: line.mine.value for line in certain}
        self.closed = closed_by(self.content.framework, {code: value for code, value in values.items() if value})

    def change(self, line: Line) -> Change:
        question = self.content.question_by_code[line.code]
        saved = self.answers.get(line.code, NOTHING)
        return Change(
            question=question,
            key=key_of(line.code),
            theirs=_shown(question, saved),
            saved=saved,
            mine=_shown(question, written(_draft(line))),
            follows=self._follows(question),
            form=self._form(line.code, saved) if line.kind == CONFLICT else None,
        )

    def _form(self, code: str, saved: Recorded) -> ChoiceForm:
        if not self.is_again:
            return ChoiceForm(code)
        form = ChoiceForm(code, {f"{key_of(code)}-choice": SAVED})
        form.add_error(
            "choice",
            _("%(by)s saved %(code)s meanwhile. Choose which to keep")
            % {"by": saved.saved_by or _("Somebody"), "code": code},
        )
        return form

    def _follows(self, question: QuestionText) -> str:
        if question.code not in self.closed:
            return ""
        gate, value = self.closed[question.code]
        label = question.label_of.get(value, _("Not applicable"))
        return _("It counts as “%(label)s” for as long as %(gate)s says so. What the workbook says here is kept.") % {
            "label": label,
            "gate": gate,
        }


def _shown(question: QuestionText, answer: Recorded) -> Shown:
    label = question.label_of.get(answer.value, _("No answer"))
    return Shown(label, answer.note, answer.reason, tuple(answer.links))
