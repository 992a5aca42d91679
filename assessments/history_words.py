"""The history in words, and which acts tell of a body's answers. Pure: no Django, no database.

Every verb that an action records has its words here, and a test looks. A verb without words is told by its own name,
and until it has a row it counts as telling of answers: what nobody thought about must not leak.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

ALWAYS, FROM_REVEAL, ANSWERS = "always", "from_reveal", "answers"
"""When an act may be read: at any time; from the reveal on; from the reveal on, if the body's answers count."""

KINDS = {
    "answers": "Answers of bodies",
    "agreed": "Agreed answers and dissent",
    "sessions": "Sessions of the board",
    "round": "The round and its steps",
    "bodies": "Bodies",
    "people": "People and their roles",
    "kept": "Redaction and retention",
    "other": "Everything else",
}

KINDS_OF_ROUND = ("answers", "agreed", "sessions", "round", "bodies", "people", "kept", "other")
KINDS_OF_PARTNERSHIP = ("people", "bodies", "round", "kept", "other")


@dataclass(frozen=True)
class Act:
    """What follows the name of whoever did it; {subject} and {body} are filled in."""

    says: str
    kind: str
    shown: str = ALWAYS


VERBS: Mapping[str, Act] = {
    # Answers of bodies
    "answer_saved": Act("saved {subject} for {body}", "answers", ANSWERS),
    "answer_corrected": Act("corrected {subject} of {body}", "answers", ANSWERS),
    "answers_submitted": Act("submitted the answers of {body}", "answers", ANSWERS),
    "answers_taken_back": Act("took back the answers of {body}", "answers", ANSWERS),
    "answers_carried_over": Act("carried over the answers of {body}", "answers", ANSWERS),
    # A first answer makes a body take part, so the time of it tells of answers.
    "taking_part": Act("recorded that {body} takes part", "answers", ANSWERS),
    # Agreed answers
    "agreed_answer_drafted": Act("drafted an agreed answer to {subject}", "agreed"),
    "draft_discarded": Act("discarded the draft {subject}", "agreed"),
    "answer_agreed": Act("recorded the agreed answer to {subject}", "agreed"),
    "agreed_answer_withdrawn": Act("withdrew the agreed answer to {subject}", "agreed"),
    # Sessions
    "session_added": Act("added the session of {subject}", "sessions"),
    "session_removed": Act("removed the session of {subject}", "sessions"),
    "attendance_recorded": Act("recorded who came for {body} on {subject}", "sessions"),
    # The round. How many answers came with a file, and who was reminded, is nobody's to know before the reveal.
    "assessment_imported": Act("imported the round from a file", "round", FROM_REVEAL),
    "round_created": Act("set up the round", "round"),
    "next_round_started": Act("started this round as the one after {subject}", "round"),
    "round_carried_over": Act("carried {subject} over to another edition, as this round", "round"),
    "round_changed": Act("changed what is said of the round", "round"),
    "round_opened": Act("opened the round", "round"),
    "lead_changed": Act("made {body} the lead", "round"),
    "reminded": Act("sent a reminder to bodies that had not submitted", "round", FROM_REVEAL),
    "revealed": Act("revealed the answers", "round"),
    "signed_off": Act("signed the round off", "round"),
    "reopened": Act("reopened the round", "round"),
    "public_edition_published": Act("published the public edition", "round"),
    "public_edition_taken_back": Act("took the public edition back", "round"),
    # Bodies
    "body_added_to_round": Act("invited {body} to the round", "bodies"),
    "body_taken_off": Act("took {body} off the round", "bodies"),
    "declined": Act("recorded that {body} does not take part", "bodies"),
    "partnership_created": Act("set up the partnership", "bodies"),
    "body_added": Act("made {body} a member", "bodies"),
    "body_changed": Act("changed what is said of {body}", "bodies"),
    "membership_ended": Act("ended the membership of {body}", "bodies"),
    "body_succeeded": Act("recorded who takes over from {body}", "bodies"),
    "succession_withdrawn": Act("withdrew who takes over from {body}", "bodies"),
    # People
    "person_invited": Act("invited somebody", "people"),
    "invitation_sent_again": Act("sent an invitation again", "people"),
    "invitation_withdrawn": Act("withdrew an invitation", "people"),
    "invitation_ran_out": Act("found that an invitation had run out", "people"),
    "invitation_accepted": Act("accepted an invitation", "people"),
    "invitation_refused": Act("refused an invitation", "people"),
    "invitation_to_confirm": Act("accepted an invitation, which waits for {body} to confirm it", "people"),
    "person_confirmed": Act("confirmed somebody for {body}", "people"),
    "person_refused": Act("refused somebody for {body}", "people"),
    "role_given": Act("gave {subject} a role", "people"),
    "role_changed": Act("changed a role of {subject}", "people"),
    "role_withdrawn": Act("withdrew a role of {subject}", "people"),
    "person_forgotten": Act("erased name and address of {subject}", "people"),
    # What goes
    "text_redacted": Act("redacted a text: {subject}", "kept"),
    "retention_changed": Act("changed how long rounds are kept", "kept"),
    "round_purged": Act("deleted the round {subject} after the time that rounds are kept", "kept"),
}

KEYS: Mapping[str, str] = {
    "value": "Answer",
    "note": "Note",
    "evidence": "Links to evidence",
    "carried": "Carried",
    "to_confirm": "To be confirmed",
    "dropped": "Not asked any more",
    "rationale": "The board’s reasons",
    "dissent": "Dissent",
    "participation": "Part in the round",
    "has_apologised": "Sent apologies",
    "interest": "Declared interest",
    "until": "Last day",
    "sha256": "Hash of the seal",
    "accepted_open": "Accepted as open",
    "on": "Date",
    "published_on": "Public edition published",
    "papers": "Kept reports deleted",
    "texts": "Texts erased from the history",
}


def verbs_shown(*shown: str) -> list[str]:
    """The verbs of the table that may be read at one of these moments."""
    return [verb for verb, act in VERBS.items() if act.shown in shown]


def verbs_of_kind(kind: str) -> list[str]:
    """The verbs of one kind of act; none for "other", which stands for all verbs without a row of another kind."""
    return [verb for verb, act in VERBS.items() if act.kind == kind]


def act_of(verb: str) -> Act:
    """The words of a verb; one without a row is told by its name with blanks."""
    return VERBS.get(verb) or Act(f"{verb.replace('_', ' ')} {{subject}}", "other", ANSWERS)


def in_words(verb: str, *, subject: str = "", body: str = "") -> str:
    """What was done, as it stands after the person's name: "saved S2.1 for Tansy Borough Council"."""
    act = act_of(verb)
    said = act.says.replace("{subject}", subject).replace("{body}", body or "a body").strip()
    return f"{said} for {body}" if body and verb not in VERBS else said


def step_in_words(before: str, after: str) -> str:
    """How an answer moved, by its labels: "Partly → Largely"; empty where it did not."""
    if before == after:
        return ""
    return f"{before} → {after or 'no answer'}" if before else after


def key_in_words(key: str) -> str:
    """What a value of an event is called on a page."""
    return KEYS.get(key) or key.replace("_", " ").capitalize()


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
