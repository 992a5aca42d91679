"""The history in words, and which acts tell of a body's answers. Asks no database.

Every verb that an action records has its words here, and a test looks. A verb without words is told by its own name,
and until it has a row it counts as telling of answers: what nobody thought about must not leak.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

ALWAYS, FROM_REVEAL, ANSWERS = "always", "from_reveal", "answers"
"""When an act may be read: at any time; from the reveal on; from the reveal on, if the body's answers count."""

KINDS = {
    "answers": gettext_noop("Answers of bodies"),
    "agreed": gettext_noop("Agreed answers and dissent"),
    "sessions": gettext_noop("Sessions of the board"),
    "round": gettext_noop("The round and its steps"),
    "bodies": gettext_noop("Bodies"),
    "people": gettext_noop("People and their roles"),
    "kept": gettext_noop("Redaction and retention"),
    "other": gettext_noop("Everything else"),
}

KINDS_OF_ROUND = ("answers", "agreed", "sessions", "round", "bodies", "people", "kept", "other")
KINDS_OF_PARTNERSHIP = ("people", "bodies", "round", "kept", "other")


@dataclass(frozen=True)
class Act:
    """What follows the name of whoever did it; subject and body are filled in."""

    says: str
    kind: str
    shown: str = ALWAYS


# Translators: Each of these follows the name of whoever did it: "Ann Smith saved S2.1 for Tansy Borough Council".
VERBS: Mapping[str, Act] = {
    # Answers of bodies
    "answer_saved": Act(gettext_noop("saved %(subject)s for %(body)s"), "answers", ANSWERS),
    "answer_corrected": Act(gettext_noop("corrected %(subject)s of %(body)s"), "answers", ANSWERS),
    "answers_submitted": Act(gettext_noop("submitted the answers of %(body)s"), "answers", ANSWERS),
    "answers_taken_back": Act(gettext_noop("took back the answers of %(body)s"), "answers", ANSWERS),
    "answers_carried_over": Act(gettext_noop("carried over the answers of %(body)s"), "answers", ANSWERS),
    # A first answer makes a body take part, so the time of it tells of answers.
    "taking_part": Act(gettext_noop("recorded that %(body)s takes part"), "answers", ANSWERS),
    # Agreed answers
    "agreed_answer_drafted": Act(gettext_noop("drafted an agreed answer to %(subject)s"), "agreed"),
    "draft_discarded": Act(gettext_noop("discarded the draft %(subject)s"), "agreed"),
    "answer_agreed": Act(gettext_noop("recorded the agreed answer to %(subject)s"), "agreed"),
    "agreed_answer_withdrawn": Act(gettext_noop("withdrew the agreed answer to %(subject)s"), "agreed"),
    # Sessions
    "session_added": Act(gettext_noop("added the session of %(subject)s"), "sessions"),
    "session_removed": Act(gettext_noop("removed the session of %(subject)s"), "sessions"),
    "attendance_recorded": Act(gettext_noop("recorded who came for %(body)s on %(subject)s"), "sessions"),
    # The round. How many answers came with a file, and who was reminded, is nobody's to know before the reveal.
    "assessment_imported": Act(gettext_noop("imported the round from a file"), "round", FROM_REVEAL),
    "round_created": Act(gettext_noop("set up the round"), "round"),
    "next_round_started": Act(gettext_noop("started this round as the one after %(subject)s"), "round"),
    "round_carried_over": Act(gettext_noop("carried %(subject)s over to another edition, as this round"), "round"),
    "round_changed": Act(gettext_noop("changed what is said of the round"), "round"),
    "round_opened": Act(gettext_noop("opened the round"), "round"),
    "lead_changed": Act(gettext_noop("made %(body)s the lead"), "round"),
    "reminded": Act(gettext_noop("sent a reminder to bodies that had not submitted"), "round", FROM_REVEAL),
    "revealed": Act(gettext_noop("revealed the answers"), "round"),
    "signed_off": Act(gettext_noop("signed the round off"), "round"),
    "reopened": Act(gettext_noop("reopened the round"), "round"),
    "public_edition_published": Act(gettext_noop("published the public edition"), "round"),
    "public_edition_taken_back": Act(gettext_noop("took the public edition back"), "round"),
    # Bodies
    "body_added_to_round": Act(gettext_noop("invited %(body)s to the round"), "bodies"),
    "body_taken_off": Act(gettext_noop("took %(body)s off the round"), "bodies"),
    "declined": Act(gettext_noop("recorded that %(body)s does not take part"), "bodies"),
    "partnership_created": Act(gettext_noop("set up the partnership"), "bodies"),
    "body_added": Act(gettext_noop("made %(body)s a member"), "bodies"),
    "body_changed": Act(gettext_noop("changed what is said of %(body)s"), "bodies"),
    "membership_ended": Act(gettext_noop("ended the membership of %(body)s"), "bodies"),
    "body_succeeded": Act(gettext_noop("recorded who takes over from %(body)s"), "bodies"),
    "succession_withdrawn": Act(gettext_noop("withdrew who takes over from %(body)s"), "bodies"),
    # People
    "person_invited": Act(gettext_noop("invited somebody"), "people"),
    "invitation_sent_again": Act(gettext_noop("sent an invitation again"), "people"),
    "invitation_withdrawn": Act(gettext_noop("withdrew an invitation"), "people"),
    "invitation_ran_out": Act(gettext_noop("found that an invitation had run out"), "people"),
    "invitation_accepted": Act(gettext_noop("accepted an invitation"), "people"),
    "invitation_refused": Act(gettext_noop("refused an invitation"), "people"),
    "invitation_to_confirm": Act(
        gettext_noop("accepted an invitation, which waits for %(body)s to confirm it"), "people"
    ),
    "person_confirmed": Act(gettext_noop("confirmed somebody for %(body)s"), "people"),
    "person_refused": Act(gettext_noop("refused somebody for %(body)s"), "people"),
    "role_given": Act(gettext_noop("gave %(subject)s a role"), "people"),
    "role_changed": Act(gettext_noop("changed a role of %(subject)s"), "people"),
    "role_withdrawn": Act(gettext_noop("withdrew a role of %(subject)s"), "people"),
    "person_forgotten": Act(gettext_noop("erased name and address of %(subject)s"), "people"),
    # What goes
    "text_redacted": Act(gettext_noop("redacted a text: %(subject)s"), "kept"),
    "retention_changed": Act(gettext_noop("changed how long rounds are kept"), "kept"),
    "round_purged": Act(gettext_noop("deleted the round %(subject)s after the time that rounds are kept"), "kept"),
}

KEYS: Mapping[str, str] = {
    "value": gettext_noop("Answer"),
    "note": gettext_noop("Note"),
    "evidence": gettext_noop("Links to evidence"),
    "carried": gettext_noop("Carried"),
    "to_confirm": gettext_noop("To be confirmed"),
    "dropped": gettext_noop("Not asked any more"),
    "rationale": gettext_noop("The board’s reasons"),
    "dissent": gettext_noop("Dissent"),
    "participation": gettext_noop("Part in the round"),
    "has_apologised": gettext_noop("Sent apologies"),
    "interest": gettext_noop("Declared interest"),
    "until": gettext_noop("Last day"),
    "sha256": gettext_noop("Hash of the seal"),
    "accepted_open": gettext_noop("Accepted as open"),
    "on": gettext_noop("Date"),
    "published_on": gettext_noop("Public edition published"),
    "papers": gettext_noop("Kept reports deleted"),
    "texts": gettext_noop("Texts erased from the history"),
    # These go by their own name, in the order of the alphabet.
    "agreed": gettext_noop("Agreed"),
    "answers": gettext_noop("Answers"),
    "bodies": gettext_noop("Bodies"),
    "deadline": gettext_noop("Deadline"),
    "did_not_take_part": gettext_noop("Did not take part"),
    "edition": gettext_noop("Edition"),
    "facilitator": gettext_noop("Facilitator"),
    "in_area": gettext_noop("In area"),
    "joined_on": gettext_noop("Joined on"),
    "kind": gettext_noop("Kind"),
    "lead": gettext_noop("Lead"),
    "left_on": gettext_noop("Left on"),
    "name": gettext_noop("Name"),
    "not_submitted": gettext_noop("Not submitted"),
    "office": gettext_noop("Office"),
    "participants": gettext_noop("Participants"),
    "period": gettext_noop("Period"),
    "period_end": gettext_noop("Period end"),
    "period_start": gettext_noop("Period start"),
    "person": gettext_noop("Person"),
    "post": gettext_noop("Post"),
    "previous": gettext_noop("Previous"),
    "reason": gettext_noop("Reason"),
    "recorded_by": gettext_noop("Recorded by"),
    "scope": gettext_noop("Scope"),
    "scope_agreed_by": gettext_noop("Scope agreed by"),
    "scope_agreed_on": gettext_noop("Scope agreed on"),
    "seal": gettext_noop("Seal"),
    "seals": gettext_noop("Seals"),
    "slug": gettext_noop("Slug"),
    "state": gettext_noop("State"),
    "successor": gettext_noop("Successor"),
    "title": gettext_noop("Title"),
    "took_over_on": gettext_noop("Took over on"),
    "year_end": gettext_noop("Year end"),
    "years": gettext_noop("Years"),
}


def verbs_shown(*shown: str) -> list[str]:
    """The verbs of the table that may be read at one of these moments."""
    return [verb for verb, act in VERBS.items() if act.shown in shown]


def verbs_of_kind(kind: str) -> list[str]:
    """The verbs of one kind of act; none for "other", which stands for all verbs without a row of another kind."""
    return [verb for verb, act in VERBS.items() if act.kind == kind]


def act_of(verb: str) -> Act:
    """The words of a verb; one without a row is told by its name with blanks."""
    return VERBS.get(verb) or Act(f"{verb.replace('_', ' ')} %(subject)s", "other", ANSWERS)


def in_words(verb: str, *, subject: str = "", body: str = "") -> str:
    """What was done, as it stands after the person's name: "saved S2.1 for Tansy Borough Council"."""
    act = act_of(verb)
    says = _(act.says) if verb in VERBS else act.says
    said = (says % {"subject": subject, "body": body or _("a body")}).strip()
    return _("%(act)s for %(body)s") % {"act": said, "body": body} if body and verb not in VERBS else said


def step_in_words(before: str, after: str) -> str:
    """How an answer moved, by its labels: "Partly → Largely"; empty where it did not."""
    if before == after:
        return ""
    moved_to = after or _("no answer")
    return f"{before} → {moved_to}" if before else after


def key_in_words(key: str) -> str:
    """What a value of an event is called on a page."""
    return _(KEYS[key]) if key in KEYS else key.replace("_", " ").capitalize()


def keys_in_order(values: Mapping[str, Any]) -> list[str]:
    """The keys of an event's values as they are told; PostgreSQL gives back another order than they were written in."""
    places = {key: place for place, key in enumerate(KEYS)}
    return sorted(values, key=lambda key: (places.get(key, len(places)), key))


def strings_in(value: Any) -> Iterable[str]:
    """Every string that stands somewhere in a value of an event, keys left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from strings_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings_in(each)
