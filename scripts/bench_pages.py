"""What `make bench` measures: the pages, a line each, and rounds of 40 bodies and of one beside the demo's."""

import random
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from bench_site import Page

READ, SAVE = 6.0, 4.0
"""The aims, as multiples of the bare view."""


def pages_of_the_demo() -> list[Page]:
    """A new page is a line here: its name, its address, the aim, who asks, and for a save what it sends."""
    respondent = _somebody(kind="respondent", entity__slug="carers-alliance")
    chair = _somebody(office="chair")
    facilitator = _somebody(kind="facilitator")
    partnership = "/partnerships/brackenshire-together"
    body = "/assessments/early-help-2026/entities/carers-alliance"
    board = "/assessments/living-well-2025"
    return [
        Page("Statement (S2, four questions)", f"{body}/statements/S2/", READ, respondent),
        Page("Statement (S6, eleven questions)", f"{body}/statements/S6/", READ, respondent),
        Page("Saved answer, with a note", f"{body}/statements/S2/", SAVE, respondent, _saves("S2.3", _notes())),
        Page("Saved answer, without", f"{body}/statements/S6/", SAVE, respondent, _saves("S6.2", _values())),
        Page("Map", f"{body}/", READ, respondent),
        Page("Results, 6 entities", f"{board}/results/", READ, chair),
        Page("Results, 40 entities", "/assessments/forty-2026/results/", READ, chair),
        Page("Consensus, list of statements", f"{board}/consensus/", READ, chair),
        Page("Consensus, one statement (S6)", f"{board}/consensus/S6/", READ, chair),
        Page("Consensus, one statement, 40 entities", "/assessments/forty-2026/consensus/S6/", READ, chair),
        Page("Consensus, all news of a statement (S6)", f"{board}/consensus/S6/live/", READ, chair),
        Page("Sessions of the board", f"{board}/sessions/", READ, chair),
        Page("Sign-off", f"{board}/sign-off/", READ, chair),
        Page("History of a round", f"{board}/history/", READ, chair),
        Page("Progress", f"{board}/progress/", READ, facilitator),
        Page("Seal of a signed-off round", "/assessments/living-well-2024/seal/", READ, chair),
        Page("Results, signed off, with movement", "/assessments/living-well-2024/results/", READ, chair),
        Page("Your work", "/", READ, respondent),
        Page("Partnership", f"{partnership}/", READ, respondent),
        Page("People", f"{partnership}/people/", READ, facilitator),
        Page("Bodies", f"{partnership}/bodies/", READ, facilitator),
    ]


def _somebody(**role: str) -> str:
    """The address of a person of the demo partnership who holds this role."""
    from partnerships.models import Role

    found = Role.objects.filter(partnership__slug="brackenshire-together", **role).select_related("person").first()
    assert found is not None, role
    return found.person.email


def _notes() -> Iterator[dict[str, str]]:
    return ({"value": "L", "note": f"Note {number}"} for number in count())


def _values() -> Iterator[dict[str, str]]:
    """A value alone, another each time."""
    return ({"value": "LP"[number % 2], "note": ""} for number in count())


def _saves(code: str, texts: Iterator[dict[str, str]]) -> Callable[[], dict[str, Any]]:
    """What htmx sends for one question of the Carers' Alliance, over the revision that is stored by then."""
    from assessments.models import Answer

    key = code.replace(".", "-")
    place = {"participant__assessment__slug": "early-help-2026", "participant__entity__slug": "carers-alliance"}

    def form() -> dict[str, Any]:
        stored = Answer.objects.filter(**place, question__code=code).values_list("revision", flat=True)
        fields = next(texts) | {"revision": stored.get()}
        return {"question": code} | {f"{key}-{name}": text for name, text in fields.items()}

    return form


def add_rounds() -> None:
    """Rounds of 40 bodies and of one, beside the demo's; the demo's chair sits on their boards."""
    from partnerships.models import Entity, Partnership, Role

    chair = Role.objects.select_related("person").get(kind="board_member", office="chair").person
    for name, title, size in (("forty", "Forty bodies", 40), ("single", "One body", 1)):
        lead = Entity.objects.get(slug=import_round(name, title, size))
        partnership = Partnership.objects.get(slug=name)
        Role.objects.create(person=chair, partnership=partnership, entity=lead, kind="board_member")


def import_round(name: str, title: str, size: int) -> str:
    """A round in consensus, with everything answered at random, always the same. Returns the slug of its lead."""
    from assessments.interchange import import_document
    from framework_data.content import content_by_slug

    chance = random.Random(size)
    content = content_by_slug("alps-2014-plain")
    bodies = [f"{name}-{number:02}" for number in range(size)]

    def value(question: Any) -> str:
        return "Y" if question.is_signal else chance.choice("FFFFLLPN")

    answers = [
        {"question": q.code, "entity": body, "value": value(q), "note": f"Noted at {body}: {q.text}"}
        for q in content.question_by_code.values()
        for body in bodies
        if (q.respondent == "entity" or (q.respondent == "lead_entity" and body == bodies[0])) and q.gate is None
    ]
    import_document(
        {
            "format": "alps-assessment/1",
            "edition": content.slug,
            "partnership": {"slug": name, "name": title},
            "assessment": {
                "slug": f"{name}-2026",
                "title": f"{title} 2026",
                "scope": "Everything",
                "scope_agreed_on": "2026-01-01",
                "period_start": "2026-01-01",
                "period_end": "2026-12-31",
                "state": "consensus",
                "lead_entity": bodies[0],
            },
            "entities": [
                {"slug": body, "name": body.capitalize(), "kind": "other", "participation": "participating"}
                for body in bodies
            ],
            "answers": answers,
            "agreed": [
                {"question": q.code, "value": value(q)}
                for q in content.question_by_code.values()
                if q.respondent == "organisation"
            ],
        }
    )
    return bodies[0]
