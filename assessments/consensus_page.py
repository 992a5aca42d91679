"""The page of one statement in consensus: its rating as it stands, its cards, and the way to the next dispute.

For rounds that are revealed; the cards are in agreement_cards.py.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessments import permissions
from assessments.access import Visit
from assessments.agreeing import StatementLine, statement_lines
from assessments.agreement_cards import AgreementCard, CardGroup, Cards, drafts_of
from assessments.consensus import followers_of_all, followers_to_agree
from assessments.forms import AgreementForm, key_of
from assessments.maturity import Round, partnership_profile
from assessments.rounds import revealed_round
from assessments.wording import rating_in_words
from framework_data.content import QuestionText, StatementText


@dataclass(frozen=True)
class ConsensusStatementPage:
    statement: StatementText
    dimension: str
    rating: str
    rating_drafted: str
    groups: tuple[CardGroup, ...]
    previous_code: str
    next_code: str
    next_disputed: StatementLine | None
    refusal: str
    may_agree: bool

    @property
    def cards(self) -> tuple[AgreementCard, ...]:
        return tuple(card for group in self.groups for card in (group.card, *group.followers))

    @property
    def to_agree(self) -> tuple[str, ...]:
        """The followers that wait for the board, in the order of the page."""
        return tuple(code for group in self.groups for code in group.card.facts.opened)


def questions_of(visit: Visit, statement: StatementText) -> tuple[QuestionText, ...]:
    """The questions that the page of a statement may hold: its own, and all that hang on them."""
    content, own = visit.content, [question.code for question in statement.questions]
    foreign = [code for code in followers_of_all(content.framework, own) if code not in own]
    return (*statement.questions, *(content.question_by_code[code] for code in foreign))


def consensus_statement_page(
    visit: Visit,
    statement: StatementText,
    *,
    forms: Mapping[str, AgreementForm] | None = None,
    conflicts: Iterable[str] = (),
) -> ConsensusStatementPage:
    """The page as it stands; `forms` hold what is typed and not recorded, `conflicts` what a colleague forestalled."""
    recorded, drafts = revealed_round(visit), drafts_of(visit)
    content = visit.content
    drafted = {code: draft.agreement.value for code, draft in drafts.items()}
    lines = statement_lines(content, recorded, drafted)
    codes = [line.code for line in lines]
    place = codes.index(statement.code)
    cards = Cards(visit, statement, recorded, drafts, forms or {}, tuple(conflicts))
    return ConsensusStatementPage(
        statement=statement,
        dimension=lines[place].dimension,
        rating=rating_in_words(content, cards.profile.statement(statement.code)),
        rating_drafted=_rating_drafted(visit, statement, recorded, drafted),
        groups=cards.groups(),
        previous_code=codes[place - 1] if place else "",
        next_code=codes[place + 1] if place + 1 < len(codes) else "",
        next_disputed=next((line for line in (*lines[place + 1 :], *lines[:place]) if line.disputed), None),
        refusal=permissions.refusal_of(permissions.check_can_draft_agreed, visit),
        may_agree=permissions.can_agree(visit),
    )


def _rating_drafted(visit: Visit, statement: StatementText, recorded: Round, drafted: Mapping[str, str]) -> str:
    """What the statement would be rated with its drafts agreed; empty where it has none."""
    own = {q.code: drafted[q.code] for q in statement.questions if q.code in drafted}
    if not own:
        return ""
    agreed = {**recorded.agreed, **own}
    with_drafts = Round(recorded.framework, recorded.entities, recorded.lead, recorded.answers, agreed)
    profile = partnership_profile(with_drafts, explain=False)
    return rating_in_words(visit.content, profile.statement(statement.code))


def place_after(visit: Visit, statement: StatementText, code: str) -> str:
    """Where the page opens after an act on this question: at the first follower that waits for the board now.

    Else at the question itself, or at its gate where the page no longer holds it. Empty for no question.
    """
    own, questions = {question.code for question in statement.questions}, visit.content.question_by_code
    chain = [code] if code else []
    while chain and (gate := questions[chain[-1]].gate):
        chain.append(gate)
    recorded = revealed_round(visit)
    waiting = [follower for gate in chain for follower in followers_to_agree(recorded, gate)]
    place = next((found for found in (*waiting, *chain) if found in own or found in waiting), "")
    return f"#{key_of(place)}" if place else ""
