"""Statement by statement: what counts for each question, who answered what, and what was written about it.

Pure functions of an edition's wording, profiles and texts. `Column` is one profile whose values are printed side by
side: the subject's, the partnership's, or both.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from assessments import dot_strip
from assessments.maturity import Profile, closed_by
from framework_data.content import Content, QuestionText, StatementText
from framework_data.structure import ENTITY, LEAD_ENTITY
from reports import told
from reports.pictures import StripPicture, strip_picture
from reports.texts import Agreed, Given, Texts
from reports.told import Mark, Rated, not_answered

SCALE = ("F", "L", "P", "N", "NA", "Y", "X", "none")

ADDRESSED_TO = {
    "lead_entity": gettext_noop("For the lead entity"),
    "entity": gettext_noop("For each entity"),
    "organisation": gettext_noop("For the partnership as a whole"),
}
ANSWER, VIEW, MISSING = "answer", "view", "not answered yet"
IMPLIED, WAITS = "implied by a gate", "waits for its gate"
"""Codes that read as words in the column `what`, and are the same in every language."""
IN_A_CELL = 600
"""More characters than these would make a row of a paper so high that it leaves half a page empty, or is cut."""
MOST_OF_MANY = 4
"""From this many bodies on, those who answered like most others are counted rather than named."""
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
    strip: StripPicture | None

    @property
    def is_long(self) -> bool:
        """Whether a paper prints answers and notes in rows of their own, across its whole width."""
        return sum(len(group.bodies) for group in self.groups) + sum(len(note.text) for note in self.notes) > IN_A_CELL


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
        if self.what == VIEW:
            return _("view")
        if self.what == IMPLIED:
            return _follows_from(self.gate)
        return _("waits for %(gate)s") % {"gate": self.gate} if self.what == WAITS else ""

    @property
    def is_view(self) -> bool:
        return self.what == VIEW


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
        stands = _stands(question, bodies, texts, closed)
        questions.append(
            QuestionTold(
                code=question.code,
                text=question.text,
                addressed_to=_(ADDRESSED_TO[question.respondent]),
                values=tuple(counted(question, column) for column in columns),
                groups=_groups(question, stands),
                notes=(*_notes(given, bodies), *_board_notes(texts.agreed.get(question.code))),
                strip=_strip(question, stands),
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
        return _("Getting Started")
    return f"{content.dimension_name(statement.dimension)}, {content.level_name(statement.level)}"


# --- What counts ---------------------------------------------------------------------------------------------------


def answer_mark(question: QuestionText, value: str) -> Mark:
    """An answer in the words of its question's kind, without what a long label adds after the colon."""
    if not value:
        return not_answered()
    words = _("Not applicable") if value == "NA" else question.label_of[value].partition(":")[0]
    return Mark(value, value, words)


def counted(question: QuestionText, column: Column) -> ValueTold:
    """What counts for the column's profile, where both readings agree on it."""
    floor, ceiling = column.profile.floor.get(question.code), column.profile.ceiling.get(question.code)
    if floor is None or floor != ceiling:
        return ValueTold(not_answered(), "")
    return ValueTold(answer_mark(question, floor), _origin(question, column))


def _origin(question: QuestionText, column: Column) -> str:
    if question.gate and column.profile.floor.get(question.gate) in CLOSING:
        return _follows_from(question.gate)
    return _("agreed by the board") if question.code in column.agreed else ""


def _follows_from(gate: str) -> str:
    return _("follows from %(gate)s") % {"gate": gate}


# --- What the bodies said --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Stand:
    """One body on one question, in entity order from 1."""

    number: int
    name: str
    stands: Standing

    @property
    def value(self) -> str:
        return self.stands.value

    @property
    def remark(self) -> str:
        return self.stands.remark


def _stands(
    question: QuestionText,
    bodies: Bodies,
    texts: Texts,
    closed: Mapping[str, Mapping[str, tuple[str, str]]],
) -> list[_Stand]:
    """Of the bodies that are asked, and of those that gave a view, in entity order."""
    found = []
    for number, (slug, name) in enumerate(bodies.names.items(), start=1):
        given, asked = texts.given.get(slug, {}), is_asked(question, slug, bodies)
        own = given[question.code].value if question.code in given else ""
        stands = standing(question, own, closed[slug], given, is_asked=asked)
        if stands.value or asked:
            found.append(_Stand(number, name if bodies.are_named else "", stands))
    return found


def _groups(question: QuestionText, stands: Sequence[_Stand]) -> tuple[Group, ...]:
    found: dict[str, list[_Stand]] = {}
    for stand in stands:
        found.setdefault(stand.value or "none", []).append(stand)
    return tuple(
        Group(answer_mark(question, "" if code == "none" else code), _who(found[code], stands))
        for code in SCALE
        if code in found
    )


def _strip(question: QuestionText, stands: Sequence[_Stand]) -> StripPicture | None:
    """Where the bodies stand on the scale, if they do not all stand in one place."""
    if len({stand.value for stand in stands}) < 2:
        return None
    marks = [
        dot_strip.Stand(s.number, s.value, is_view=s.stands.is_view, is_implied=s.stands.what == IMPLIED)
        for s in stands
    ]
    strip = dot_strip.dot_strip(marks, is_signal=question.is_signal)
    said = "; ".join(f"{group.mark.words}: {group.bodies}" for group in _groups(question, stands))
    title = _("Answers to %(question)s. %(answers)s.") % {"question": question.code, "answers": said}
    return strip_picture(strip, title)


def is_asked(question: QuestionText, slug: str, bodies: Bodies) -> bool:
    return question.respondent == ENTITY or (question.respondent == LEAD_ENTITY and slug == bodies.lead)


def _who(group: Sequence[_Stand], everybody: Sequence[_Stand]) -> str:
    """Names with their remarks, those with views last.

    "all 6 entities" where each of many answered the same, and "the other 5 entities" for most of many: the few who
    said something else are named.
    """
    plain = not any(stand.remark for stand in everybody)
    if plain and len(group) == len(everybody) > 2:
        return ngettext("all %(num)s entities", "all %(num)s entities", len(group)) % {"num": len(group)}
    if plain and len(group) >= MOST_OF_MANY and 2 * len(group) > len(everybody):
        say = ngettext("the other %(num)s entity", "the other %(num)s entities", len(group))
        return say % {"num": len(group)}
    answers = [f"{s.name} ({s.remark})".strip() if s.remark else s.name for s in group if not s.stands.is_view]
    views = [stand.name for stand in group if stand.stands.is_view]
    return "; ".join(filter(None, [*answers, _views(views)]))


def _views(names: Sequence[str]) -> str:
    """Whose views they are; names are empty in the report of the one body that they are of."""
    if not any(names):
        return _("as a view") if names else ""
    return ngettext("view of %(bodies)s", "views of %(bodies)s", len(names)) % {"bodies": "; ".join(names)}


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
            because = _("%(entity)s, not applicable because") if who else _("Not applicable because")
            yield Note(because % {"entity": who}, answer.reason)
        if answer.note:
            yield Note(who or _("Note"), answer.note)
        if answer.evidence:
            yield Note((_("%(entity)s, evidence") if who else _("Evidence")) % {"entity": who}, answer.evidence)


def _board_notes(agreed: Agreed | None) -> Iterable[Note]:
    if agreed is None:
        return
    if agreed.rationale:
        yield Note(_("The board's reasons"), agreed.rationale)
    for name, note in agreed.dissent:
        yield Note(_("%(entity)s does not agree") % {"entity": name}, note or _("No reason given."))


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
            rows.append(LeftOut(code, question.text, _("The board"), agreed.rationale))
        for slug, name in bodies.names.items():
            given = texts.given.get(slug, {}).get(code)
            if given and given.value == "NA" and code not in closed[slug]:
                who = name if is_asked(question, slug, bodies) else _("%(entity)s (view)") % {"entity": name}
                rows.append(LeftOut(code, question.text, who, given.reason))
    return tuple(rows)
