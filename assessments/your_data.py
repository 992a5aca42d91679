"""What is held on one person, for the person: a page that sums it up, and the same in full as JSON.

What others wrote, and the names and addresses of others, are not in it. What a body answered is the body's; here stands
that the person was the last to save it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import AgreedAnswer, AgreedDraft, Answer, Attendance, Participant, Redaction, Seal, Trial
from framework_data.models import EditionEvent
from partnerships.models import Event, Invitation, Person, Role
from partnerships.wording import role_in_words

FORMAT = "alps-person/1"

# Key in the file -> where it stands, seen from the row.
ROLE = {"partnership": "partnership__slug", "body": "entity__slug", "role": "kind", "office": "office"}
OF_ROUND = {"round": "assessment__slug"}
OF_QUESTION = OF_ROUND | {"question": "question__code", "saved_at": "updated_at"}
ON_EDITION = {"at": "at", "act": "verb", "edition": "edition", "subject": "subject"}
TRIAL = {"edition": "edition__slug", "saved_at": "updated_at", "answers": "document"}
EVENT = {"at": "at", "act": "verb", "partnership": "partnership__slug", "round": "assessment", "body": "entity"}


@dataclass(frozen=True)
class HeldRole:
    words: str
    partnership: str
    since: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True)
class YourDataPage:
    """counts: what else there is, as (words, number)."""

    roles: tuple[HeldRole, ...]
    counts: tuple[tuple[str, int], ...]


def your_data_page(person: Person) -> YourDataPage:
    rows = Role.objects.filter(person=person).select_related("partnership", "entity").order_by("created_at", "pk")
    roles = (HeldRole(role_in_words(r), str(r.partnership), r.created_at, r.withdrawn_at) for r in rows)
    return YourDataPage(
        roles=tuple(roles),
        counts=(
            (_("Acts in the history"), Event.objects.filter(by=person).count()),
            (_("Acts on editions of the framework"), EditionEvent.objects.filter(by=person).count()),
            (_("Answers that you saved last"), Answer.objects.filter(updated_by=person).count()),
            (_("Agreed answers that you recorded last"), AgreedAnswer.objects.filter(updated_by=person).count()),
            (_("Trials of editions"), Trial.objects.filter(editor=person).count()),
            (_("Sessions of a board"), Attendance.objects.filter(person=person).count()),
            (_("Invitations"), Invitation.objects.filter(_to(person)).count()),
        ),
    )


def your_data_json(person: Person) -> str:
    data = {"format": FORMAT, "made_at": timezone.now(), **_account(person), **_belonging(person), **_acts(person)}
    return json.dumps(data, default=_plain, ensure_ascii=False, indent=2) + "\n"


def _account(person: Person) -> dict[str, Any]:
    addresses = EmailAddress.objects.filter(user_id=person.pk).order_by("pk")
    return {
        "person": {
            "id": person.public_id,
            "name": person.name,
            "email": person.email,
            "has_password": person.has_usable_password(),
            "may_use_the_admin": person.is_staff,
            "may_set_up_partnerships": person.may_set_up,
            "joined_at": person.joined_at,
            "last_sign_in_at": person.last_login,
        },
        "addresses_proved_by_a_link": list(addresses.filter(verified=True).values_list("email", flat=True)),
    }


def _belonging(person: Person) -> dict[str, Any]:
    roles = Role.objects.filter(person=person).order_by("created_at", "pk")
    asked = Invitation.objects.filter(_to(person)).order_by("invited_at", "pk")
    sent = Invitation.objects.filter(invited_by=person).order_by("invited_at", "pk")
    times = {"state": "state", "invited_at": "invited_at", "runs_out_at": "expires_at"}
    lasting = {"last_day": "until", "since": "created_at", "withdrawn_at": "withdrawn_at"}
    return {
        "roles": _rows(roles, ROLE | lasting),
        "invitations": _rows(asked, ROLE | times),
        "invitations_you_sent": _rows(sent, {"id": "public_id"} | ROLE | times),
    }


def _acts(person: Person) -> dict[str, Any]:
    events = Event.objects.order_by("at", "pk")
    return {
        "acts": _rows(events.filter(by=person), EVENT | {"subject": "subject"}),
        "acts_about_you": _rows(events.filter(subject=person.public_id), EVENT),
        "acts_on_editions": _rows(EditionEvent.objects.filter(by=person).order_by("at", "pk"), ON_EDITION),
        "trials_of_editions": _rows(Trial.objects.filter(editor=person).order_by("updated_at", "pk"), TRIAL),
        **_answering(person),
        **_with_the_board(person),
    }


def _answering(person: Person) -> dict[str, Any]:
    answers = Answer.objects.filter(updated_by=person).order_by("updated_at", "pk")
    submitted = Participant.objects.filter(submitted_by=person).order_by("submitted_at", "pk")
    body = {"round": "participant__assessment__slug", "body": "participant__entity__slug"}
    return {
        "answers_you_saved_last": _rows(answers, body | {"question": "question__code", "saved_at": "updated_at"}),
        "submissions": _rows(submitted, OF_ROUND | {"body": "entity__slug", "submitted_at": "submitted_at"}),
    }


def _with_the_board(person: Person) -> dict[str, Any]:
    attended = Attendance.objects.filter(person=person).order_by("session__held_on", "pk")
    sealed = Seal.objects.filter(sealed_by=person).order_by("sealed_at", "pk")
    reopened = Seal.objects.filter(reopened_by=person).order_by("reopened_at", "pk")
    redacted = Redaction.objects.filter(by=person).order_by("at", "pk")
    session = {"round": "session__assessment__slug", "held_on": "session__held_on", "body": "participant__entity__slug"}
    said = {"post": "post", "sent_apologies": "has_apologised", "interest": "interest"}
    return {
        "agreed_answers_you_recorded_last": _rows(_saved_last(AgreedAnswer, person), OF_QUESTION),
        "drafts_of_agreed_answers": _rows(_saved_last(AgreedDraft, person), OF_QUESTION),
        "sessions": _rows(attended, session | said),
        "rounds_signed_off": _rows(sealed, OF_ROUND | {"seal": "number", "at": "sealed_at"}),
        "rounds_reopened": _rows(reopened, OF_ROUND | {"at": "reopened_at", "reason": "reopen_reason"}),
        "redactions": _rows(redacted, OF_ROUND | {"place": "place", "reason": "why", "at": "at"}),
    }


def _to(person: Person) -> Q:
    """Invitations that the person answered, and those that wait at the person's address."""
    return Q(person=person) | Q(email__iexact=person.email)


def _saved_last(model: type[AgreedAnswer] | type[AgreedDraft], person: Person) -> QuerySet[Any]:
    return model.objects.filter(updated_by=person).order_by("updated_at", "pk")


def _rows(rows: QuerySet[Any], named: Mapping[str, str]) -> list[dict[str, Any]]:
    """One query; `named` as above."""
    return [dict(zip(named, values, strict=True)) for values in rows.values_list(*named.values())]


def _plain(value: date | datetime) -> str:
    """A date, or a moment in the site's own time zone."""
    return (timezone.localtime(value) if isinstance(value, datetime) else value).isoformat()
