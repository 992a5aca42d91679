"""Small editions of the framework in the database, so that a whole report is quickly made."""

import random
from typing import Any

from assessments.interchange import import_document
from assessments.models import Assessment
from framework_data import structure
from framework_data.content import content_by_slug
from framework_data.models import Dimension, Edition, Level, Life, Option, Question, Statement
from tests.oracle.rounds import random_document, random_framework
from tests.people import PARTNERSHIP

LABELS = {
    "F": "Fully in place",
    "L": "Largely in place",
    "P": "Partly in place",
    "N": "Not in place",
    "NA": "Not applicable to us",
    "Y": "Yes",
    "X": "No problems came to light",
}


def small_framework(seed: int) -> dict[str, Any]:
    """The first in order that a seed gives, of about twenty questions."""
    rng = random.Random(seed)
    for _ in range(1000):
        source = random_framework(rng, levels=(2, 3), dimensions=(2, 2), most_questions=16)
        if all(any(s["dimension"] == d["code"] for s in source["statements"]) for d in source["dimensions"]):
            edition = store(source)
            if not structure.faults(content_by_slug(edition.slug).framework):
                Life.objects.create(edition=edition, state=Life.State.PUBLISHED)
                return source
            edition.delete()
    raise AssertionError(f"Seed {seed} gives no edition in order.")


def store(source: dict[str, Any]) -> Edition:
    told, policy = source["framework"], source["policy"]
    bands = {f"band_{code.lower()}": band for code, band in policy["bands"].items()}
    rule = {name: policy[name] for name in ("full_needs", "reach", "build_on")}
    edition = Edition.objects.create(
        **{name: told[name] for name in ("slug", "language", "title", "publisher", "published", "source_note")},
        label=told["edition"],
        **bands,
        **rule,
    )
    for kind, answers in (("practice", "F L P N NA"), ("consequence", "F L P N NA"), ("signal", "Y X")):
        for order, answer in enumerate(answers.split(), start=1):
            code, value = f"{kind}-{answer}", structure.VALUE.get(answer)
            Option.objects.create(
                edition=edition, code=code, order=order, kind=kind, answer=answer, value=value, label=LABELS[answer]
            )
    named = {"levels": Level, "dimensions": Dimension}
    parts = {
        part["code"]: model.objects.create(
            edition=edition, code=part["code"], order=order, name=part["name"], summary=part["summary"]
        )
        for name, model in named.items()
        for order, part in enumerate(source[name], start=1)
    }
    _store_statements(edition, source["statements"], parts)
    return edition


def _store_statements(edition: Edition, statements: list[dict[str, Any]], parts: dict[str, Any]) -> None:
    made: dict[str, Question] = {}
    for order, statement in enumerate(statements, start=1):
        stored = Statement.objects.create(
            edition=edition,
            order=order,
            dimension=parts.get(statement["dimension"]),
            level=parts.get(statement["level"]),
            **{name: statement[name] for name in ("code", "text", "summary_text", "why_it_matters")},
        )
        for question in statement["questions"]:
            code = f"{statement['code']}.{question['number']}"
            made[code] = Question.objects.create(
                edition=edition,
                code=code,
                order=len(made) + 1,
                statement=stored,
                gate=made[question["gate"]] if question.get("gate") else None,
                **{name: question[name] for name in ("respondent", "kind", "text", "guidance")},
            )


def small_round(seed: int, **details: Any) -> tuple[Assessment, dict[str, Any]]:
    """A random round in consensus, on a small edition, of the cast's partnership; and its document."""
    source = small_framework(seed)
    document = random_document(random.Random(seed), source, state="consensus", **details)
    document["partnership"] = {"slug": PARTNERSHIP[0], "name": PARTNERSHIP[1]}
    return import_document(document), document
