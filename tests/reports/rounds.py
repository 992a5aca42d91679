"""Rounds for the reports: with notes that say whose they are, so that a leak can be told by its text."""

from datetime import datetime
from typing import Any

from assessments.interchange import import_document
from assessments.maturity import closed_by
from assessments.models import Assessment, Participant
from framework_data.content import content_by_slug
from tests.people import BODIES, EDITION, as_stored, document, everything

ALL = {"charity": "declined"}
"""Who does not take part; the lead, the borough and the trust do."""


def told_round(
    slug: str = "told-round",
    *,
    state: str = "consensus",
    but: dict[str, dict[str, str]] | None = None,
    agreed: dict[str, str] | None = None,
    submitted: bool = True,
    imported: bool = False,
) -> Assessment:
    """All F, with a note by each body, the board's reasons and a dissent; `but`: body -> question -> value.

    What a body's own gate closes is left out, as in a file.
    """
    but = but or {}
    state, published_at = as_stored(state)
    framework = content_by_slug(EDITION).framework
    answers = {
        body: everything(respondents=("lead_entity", "entity") if body == "lead-council" else ("entity",))
        | but.get(body, {})
        for body in ("lead-council", "borough", "trust")
    }
    for values in answers.values():
        for closed in closed_by(framework, values):
            values.pop(closed, None)
    data = document(
        slug,
        state=state,
        participation=ALL,
        answers=answers,
        agreed=everything(respondents=("organisation",)) | (agreed or {}),
    )
    for row in data["answers"]:
        row["note"] = note_of(row["entity"])
        row["reason"] = f"reason-of-{row['entity']}" if row["value"] == "NA" else ""
    for row in data["agreed"]:
        row["rationale"] = "reasons-of-the-board"
    data["agreed"][0]["dissent"] = [{"entity": "trust", "note": "dissent-of-trust"}]
    return load(data, submitted=submitted, imported=imported, published_at=published_at)


def note_of(body: str) -> str:
    return f"note-of-{body}"


def load(
    data: dict[str, Any], *, submitted: bool = True, imported: bool = False, published_at: datetime | None = None
) -> Assessment:
    assessment = import_document(data)
    Assessment.objects.filter(pk=assessment.pk).update(published_at=published_at)
    if not imported:
        Assessment.objects.filter(pk=assessment.pk).update(imported_at=None)
    if not submitted:
        Participant.objects.filter(assessment=assessment).update(submitted_at=None)
    assessment.refresh_from_db()
    return assessment


def large_round(count: int, slug: str = "large-round", **details: Any) -> Assessment:
    """A round of `count` bodies that answered alike, in consensus."""
    bodies = {
        body: BODIES.get(body, (f"Body number {number}", "charity", "03-31"))
        for number, body in enumerate([*BODIES, *(f"body-{n}" for n in range(count))][:count])
    }
    answers = {
        body: everything("L", respondents=("entity",) if number else ("lead_entity", "entity"))
        for number, body in enumerate(bodies)
    }
    agreed = everything("L", respondents=("organisation",))
    return load(document(slug, state="consensus", participation={}, bodies=bodies, answers=answers, agreed=agreed))


def everywhere(dimension: str, value: str) -> dict[str, str]:
    """question -> value for each question of a dimension that can be rated."""
    content = content_by_slug(EDITION)
    return {
        question.code: value
        for statement in content.statements
        if statement.dimension == dimension
        for question in statement.questions
        if not question.is_signal
    }


def of(values: dict[str, str], *respondents: str) -> dict[str, str]:
    """Those of the values whose question addresses one of the respondents."""
    questions = content_by_slug(EDITION).question_by_code
    return {code: value for code, value in values.items() if questions[code].respondent in respondents}
