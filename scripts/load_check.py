"""Compares what people wrote down in `make load` with what the database holds, answer by answer.

Every acknowledged text must be in the history exactly once, as the revision that it was acknowledged as, and the stored
answer must be the last of them.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from load_form import TEXTS
from load_people import ACKNOWLEDGED, REFUSED, Save

Texts = tuple[str, ...]
Place = tuple[str, str]
"""A body and a question."""


@dataclass
class Findings:
    """Sentences on what is not as it ought to be."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    unexplained: list[str] = field(default_factory=list)

    def __iter__(self) -> Any:
        return iter((*self.lost, *self.doubled, *self.unexplained))


@dataclass(frozen=True)
class Act:
    """One save in the history."""

    before: Texts
    after: Texts


def compare(assessment: str, saves: Iterable[Save]) -> Findings:
    """Asks the database of this process. `saves` is the journal as it stood before."""
    found = Findings()
    history, stored = _history(assessment, found), _stored(assessment, found)
    written: dict[Place, list[Save]] = defaultdict(list)
    for save in saves:
        written[save.body, save.question].append(save)
    for place in sorted({*history, *stored, *written}):
        _compare_one(place, history.get(place, []), stored.get(place), written.get(place, []), found)
    return found


def _compare_one(
    place: Place, acts: list[Act], stored: tuple[int, Texts] | None, saves: list[Save], found: Findings
) -> None:
    where = " ".join(place)
    held = {number: act.after for number, act in enumerate(acts, start=1)}
    for save in saves:
        if save.state == ACKNOWLEDGED and held.get(save.revision) != _texts(save):
            found.lost.append(f"{where}, revision {save.revision}: {save.texts['note'][:40]!r} was acknowledged")
    for texts, times in Counter(held.values()).items():
        if times > 1:
            found.doubled.append(f"{where}: {texts[1][:40]!r} is in the history {times} times")
    known = {(save.revision, _texts(save)) for save in saves if save.state != REFUSED}
    for revision, texts in held.items():
        if (revision, texts) not in known:
            found.unexplained.append(f"{where}, revision {revision}: nobody sent {texts[1][:40]!r}, or it was refused")
    for earlier, act in zip([Act((), ("",) * len(TEXTS)), *acts], acts, strict=False):
        if act.before != earlier.after:
            found.unexplained.append(f"{where}: {act.after[1][:40]!r} was saved over another text than the one before")
    if stored != ((len(acts), acts[-1].after) if acts else None):
        found.unexplained.append(f"{where}: the answer is not the last one of {len(acts)} in the history")


def _texts(save: Save) -> Texts:
    return tuple(save.texts[name] for name in TEXTS)


def _stored(assessment: str, found: Findings) -> dict[Place, tuple[int, Texts]]:
    from assessments.models import Answer

    rows = Answer.objects.filter(participant__assessment__slug=assessment)
    stored: dict[Place, tuple[int, Texts]] = {}
    for body, question, revision, *texts in rows.values_list(
        "participant__entity__slug", "question__code", "revision", *TEXTS
    ):
        if (body, question) in stored:
            found.doubled.append(f"{body} {question}: two answers are stored")
        stored[body, question] = revision, tuple(texts)
    return stored


def _history(assessment: str, found: Findings) -> dict[Place, list[Act]]:
    """What was saved, in order; each text must fit its hash and stand there once."""
    from partnerships.models import Event, EventText
    from partnerships.texts import hash_of, put_back

    texts: dict[int, dict[str, str]] = defaultdict(dict)
    for event, sha256, salt, text in EventText.objects.values_list("event_id", "sha256", "salt", "text"):
        if sha256 in texts[event]:
            found.doubled.append(f"Event {event} holds a text twice")
        if hash_of(salt, text) != sha256:
            found.unexplained.append(f"Event {event} holds a text that does not fit its hash")
        texts[event][sha256] = text
    acts: dict[Place, list[Act]] = defaultdict(list)
    rows = Event.objects.filter(assessment=assessment, verb="answer_saved").order_by("pk")
    for event, body, question, before, after in rows.values_list("pk", "entity", "subject", "before", "after"):
        was, now = (put_back(record, texts[event]) for record in (before, after))
        acts[body, question].append(Act(*(tuple(record[name] for name in TEXTS) for record in (was, now))))
    return acts


# --- The database itself --------------------------------------------------------------------------------------


def wait_until_let_go() -> None:
    """PostgreSQL may still be at work for a server that was killed."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                " AND backend_type = 'client backend'"
            )
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.05)


def faults_of_the_database() -> list[str]:
    """Deadlocks that PostgreSQL counted; damage that SQLite finds in its file."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
            (count,) = cursor.fetchone()
            return [f"PostgreSQL counted {count} deadlocks"] if count else []
        cursor.execute("PRAGMA integrity_check")
        return [f"SQLite: {line}" for (line,) in cursor.fetchall() if line != "ok"]
