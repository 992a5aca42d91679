"""Statement by statement: what counts for each question, who answered what, and what was written about it.

Pure functions of an edition's wording, profiles and texts. `Column` is one profile whose values are printed side by
side: the subject's, the partnership's, or both.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assessments.maturity import Profile, closed_by
from framework_data.content import Content, QuestionText, StatementText
from framework_data.structure import ENTITY, LEAD_ENTITY, VALUE
from reports import told
from reports.texts import Agreed, Given, Texts
from reports.told import NOT_ANSWERED, Mark, Rated

SCALE = ("F", "L", "P", "N", "NA", "Y", "X", "none")

ADDRESSED_TO = {
    "lead_entity": "For the lead entity",
    "entity": "For each entity",
    "organisation": "For the partnership as a whole",
}
ANSWER, VIEW, MISSING = "answer", "view", "not answered yet"
IMPLIED, WAITS = "implied by a gate", "waits for its gate"
CLOSING = ("N", "NA", "X")


@dataclass(frozen=True, slots=True)
class Column:
    """A profile in the tables of questions; in the public edition only agreed values are printed."""

    name: str
    heading: str
    profile: Profile
    agreed: Mapping[str, Agreed]
    agreed_only: bool = False


@dataclass(frozen=True, slots=True)
class ValueTold:
    mark: Mark
    origin: str


@dataclass(frozen=True, slots=True)
class Group:
    """The bodies that gave one answer."""

    mark: Mark
    bodies: str


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote, as it was typed."""

    who: str
    text: str

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()


@dataclass(frozen=True, slots=True)
class QuestionTold:
    code: str
    text: str
    addressed_to: str
    values: tuple[ValueTold, ...]
    groups: tuple[Group, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class StatementTold:
    code: str
    text: str
    place: str
    why_it_matters: str
    ratings: tuple[tuple[str, Rated], ...]
    questions: tuple[QuestionTold, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A question that somebody found not applicable, with the reason where the audience reads it."""

    code: str
    text: str
    who: str
    reason: str


@dataclass(frozen=True)
class Bodies:
    """Whose answers are printed: slug -> name in entity order, the lead's slug, and whether names are needed."""

    names: Mapping[str, str]
    lead: str | None
    are_named: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A body's value on a question, or "", what it is, and the gate where one decides."""

    value: str
    what: str
    gate: str = ""

    @property
    def remark(self) -> str:
        """Beside the body's name; empty where it is a plain answer or none."""
        words = {VIEW: VIEW, IMPLIED: f"follows from {self.gate}", WAITS: f"waits for {self.gate}"}
        return words.get(self.what, "")


def tell_statements(
    content: Content, columns: Sequence[Column], bodies: Bodies, texts: Texts
) -> tuple[StatementTold, ...]:
    closed = {slug: closed_gates(content, texts.given.get(slug, {})) for slug in bodies.names}
    return tuple(_statement(content, statement, columns, bodies, texts, closed) for statement in content.statements)


def closed_gates(content: Content, given: Mapping[str, Given]) -> dict[str, tuple[str, str]]:
    return closed_by(content.framework, {code: answer.value for code, answer in given.items() if answer.value})


def _statement(
    content: Content,
    statement: StatementText,
    columns: Sequence[Column],
    bodies: Bodies,
    texts: Texts,
    closed: Mapping[str, Mapping[str, tuple[str, str]]],
) -> StatementTold:
    questions = []
    for question in statement.questions:
        if any(column.agreed_only for column in columns) and question.code not in texts.agreed:
            continue
        given = {slug: answers[question.code] for slug, answers in texts.given.items() if question.code in answers}
        questions.append(
            QuestionTold(
                code=question.code,
                text=question.text,
                addressed_to=ADDRESSED_TO[question.respondent],
                values=tuple(counted(question, column) for column in columns),
                groups=_groups(question, bodies, texts, closed),
                notes=(*_notes(given, bodies), *_board_notes(texts.agreed.get(question.code))),
            )
        )
    return StatementTold(
        code=statement.code,
        text=statement.text,
        place=_place(content, statement),
        why_it_matters=statement.why_it_matters,
        ratings=tuple(
            (column.name, told.rated(content, statement, column.profile.statement(statement.code)))
            for column in columns
        ),
        questions=tuple(questions),
    )


def _place(content: Content, statement: StatementText) -> str:
    if statement.dimension is None or statement.level is None:
        return "Getting Started"
    return f"{content.dimension_name(statement.dimension)}, {content.level_name(statement.level)}"


# --- What counts ---------------------------------------------------------------------------------------------------


def answer_mark(question: QuestionText, value: str) -> Mark:
    """An answer in the words of its question's kind, without what a long label adds after the colon."""
    if not value:
        return NOT_ANSWERED
    words = "Not applicable" if value == "NA" else question.label_of[value].partition(":")[0]
    return Mark(value, value, words)


def counted(question: QuestionText, column: Column) -> ValueTold:
    """What counts for the column's profile, where both readings agree on it."""
    floor, ceiling = column.profile.floor.get(question.code), column.profile.ceiling.get(question.code)
    if floor is None or floor != ceiling:
        return ValueTold(NOT_ANSWERED, "")
    return ValueTold(answer_mark(question, floor), _origin(question, column))


def _origin(question: QuestionText, column: Column) -> str:
    if question.gate and column.profile.floor.get(question.gate) in CLOSING:
        return f"follows from {question.gate}"
    return "agreed by the board" if question.code in column.agreed else ""


# --- What the bodies said --------------------------------------------------------------------------------------------


def _groups(
    question: QuestionText,
    bodies: Bodies,
    texts: Texts,
    closed: Mapping[str, Mapping[str, tuple[str, str]]],
) -> tuple[Group, ...]:
    found: dict[str, list[tuple[str, str]]] = {}
    asked = [slug for slug in bodies.names if is_asked(question, slug, bodies)]
    for slug, name in bodies.names.items():
        given = texts.given.get(slug, {})
        own = given[question.code].value if question.code in given else ""
        stands = standing(question, own, closed[slug], given, is_asked=slug in asked)
        if stands.value or slug in asked:
            found.setdefault(stands.value or "none", []).append((name if bodies.are_named else "", stands.remark))
    return tuple(
        Group(answer_mark(question, "" if code == "none" else code), _who(found[code], len(asked)))
        for code in SCALE
        if code in found
    )


def is_asked(question: QuestionText, slug: str, bodies: Bodies) -> bool:
    return question.respondent == ENTITY or (question.respondent == LEAD_ENTITY and slug == bodies.lead)


def _who(rows: Sequence[tuple[str, str]], asked: int) -> str:
    """Names with their remarks, those with views last; "all 6 entities" where each of many answered the same."""
    if len(rows) == asked > 2 and not any(remark for _, remark in rows):
        return f"all {asked} entities"
    answers = [f"{name} ({remark})".strip() if remark else name for name, remark in rows if remark != VIEW]
    views = [name for name, remark in rows if remark == VIEW]
    if views:
        answers.append(f"{'view' if len(views) == 1 else 'views'} of {'; '.join(views)}" if any(views) else "as a view")
    return "; ".join(filter(None, answers))


def standing(
    question: QuestionText,
    own: str,
    closed: Mapping[str, tuple[str, str]],
    given: Mapping[str, Given],
    *,
    is_asked: bool,
) -> Standing:
    """own: what the body recorded, or ""; closed: what its own gates close; given: all that it recorded."""
    if question.code in closed and (own or is_asked):
        gate, implied = closed[question.code]
        return Standing(implied, IMPLIED, gate)
    if not own:
        return Standing("", MISSING)
    if not is_asked:
        return Standing(own, VIEW)
    if question.gate and not (question.gate in given and given[question.gate].value):
        return Standing(own, WAITS, question.gate)
    return Standing(own, ANSWER)


def _notes(given: Mapping[str, Given], bodies: Bodies) -> Iterable[Note]:
    for slug, name in bodies.names.items():
        if slug not in given:
            continue
        answer, who = given[slug], name if bodies.are_named else ""
        if answer.value == "NA" and answer.reason:
            yield Note(f"{who}, not applicable because" if who else "Not applicable because", answer.reason)
        if answer.note:
            yield Note(who or "Note", answer.note)
        if answer.evidence:
            yield Note(f"{who}, evidence" if who else "Evidence", answer.evidence)


def _board_notes(agreed: Agreed | None) -> Iterable[Note]:
    if agreed is None:
        return
    if agreed.rationale:
        yield Note("The board's reasons", agreed.rationale)
    for name, note in agreed.dissent:
        yield Note(f"{name} does not agree", note or "No reason given.")


# --- What was left out -----------------------------------------------------------------------------------------------


def left_out(content: Content, bodies: Bodies, texts: Texts) -> tuple[LeftOut, ...]:
    """Every question that the board or a body found not applicable, in framework order.

    A view is named as one; a record behind a gate that the body closed itself counts as what follows from the gate.
    """
    rows = []
    closed = {slug: closed_gates(content, texts.given.get(slug, {})) for slug in bodies.names}
    for code, question in content.question_by_code.items():
        agreed = texts.agreed.get(code)
        if agreed and agreed.value == "NA":
            rows.append(LeftOut(code, question.text, "The board", agreed.rationale))
        for slug, name in bodies.names.items():
            given = texts.given.get(slug, {}).get(code)
            if given and given.value == "NA" and code not in closed[slug]:
                who = name if is_asked(question, slug, bodies) else f"{name} ({VIEW})"
                rows.append(LeftOut(code, question.text, who, given.reason))
    return tuple(rows)


# --- The arithmetic of one statement ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Worked:
    """One statement of this round, worked out for a reader who wants to check it."""

    code: str
    text: str
    rows: tuple[tuple[str, str, Mark, str], ...]
    sentences: tuple[str, ...]


def worked_example(content: Content, column: Column) -> Worked | None:
    """The first statement that holds a level back, else the first with an applicable question; None where none is."""
    held = [each.statement for result in column.profile.dimensions for each in result.held_back_by]
    usable = [code for code in [*held, *content.statement_by_code] if _applicable(content, column, code)]
    if column.agreed_only:
        usable = [code for code in usable if _all_agreed(content, column, code)]
    # A statement with one question shows little; one that stands in the way interests the board most.
    wanted = next((code for code in usable if len(_applicable(content, column, code)) > 1), None)
    code = wanted or next(iter(usable), None)
    return _worked(content, column, content.statement_by_code[code]) if code else None


def _all_agreed(content: Content, column: Column, code: str) -> bool:
    return all(question.code in column.agreed for question in content.statement_by_code[code].questions)


def _applicable(content: Content, column: Column, code: str) -> list[str]:
    questions = content.statement_by_code[code].questions
    return [q.code for q in questions if not q.is_signal and column.profile.floor[q.code] in VALUE]


def _worked(content: Content, column: Column, statement: StatementText) -> Worked:
    floor = column.profile.floor
    rows = []
    for question in statement.questions:
        value = floor.get(question.code, "")
        points = str(VALUE[value]) if value in VALUE else "not rated" if question.is_signal else "left out"
        rows.append((question.code, question.text, counted(question, column).mark, points))
    values = [VALUE[floor[code]] for code in _applicable(content, column, statement.code)]
    return Worked(
        statement.code, statement.summary_text or statement.text, tuple(rows), _sums(content, statement.code, values)
    )


def _sums(content: Content, code: str, values: Sequence[int]) -> tuple[str, ...]:
    policy = content.framework.policy
    total, most = sum(values), 3 * len(values)
    share = f"100 × {total} = {100 * total:,}"
    bands = (("F", policy.band_f), ("L", policy.band_l), ("P", policy.band_p))
    reached = next((name for name, band in bands if 100 * total > band * most), "N")
    band_of = dict(bands)
    first = (
        f"{code} has {len(values)} {'question' if len(values) == 1 else 'questions'} that "
        f"{'applies' if len(values) == 1 else 'apply'}. Their values add up to {total} of {most}."
    )
    if reached == "N":
        second = (
            f"{share} is not more than {policy.band_p} × {most} = {policy.band_p * most:,}: {_in_words(content, 'N')}."
        )
    else:
        second = f"{share} is more than {band_of[reached]} × {most} = {band_of[reached] * most:,}"
        above = next((band for name, band in reversed(bands) if band > band_of[reached]), None)
        if above is not None:
            second += f", and not more than {above} × {most} = {above * most:,}: {_in_words(content, reached)}."
        elif min(values) >= VALUE[policy.full_needs]:
            second += f", and no answer is below {_in_words(content, policy.full_needs)}: {_in_words(content, 'F')}."
        else:
            second += f", but an answer is below {_in_words(content, policy.full_needs)}: {_in_words(content, 'L')}."
    return first, second


def _in_words(content: Content, code: str) -> str:
    word = told.mark(content, code).words
    return word[:1].lower() + word[1:]
