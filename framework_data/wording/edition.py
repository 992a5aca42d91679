"""Between the reader of wording and the tables: what it has to know of an edition, and the objects of the new one."""

from collections.abc import Mapping, Sequence
from typing import Any

from framework_data.content import Content
from framework_data.fixture import Object, with_slug
from framework_data.wording.base import Base, BaseStatement
from framework_data.wording.report import QUESTION, STATEMENT, SUMMARY, Report

LONGEST_LABEL = 200


def base_of(content: Content) -> Base:
    """The edition as the reader of wording takes it."""
    return Base(
        statements=tuple(
            BaseStatement(
                statement.code,
                statement.text,
                statement.summary_text,
                tuple(question.text for question in statement.questions),
                tuple(question.code for question in statement.questions),
            )
            for statement in content.statements
        ),
        sections=tuple(part.name for part in (*content.levels, *content.dimensions)),
        titles=(content.title, content.title.removesuffix(" Framework"), content.label, content.publisher),
        other_texts=tuple(_other_texts(content)),
    )


def _other_texts(content: Content) -> list[str]:
    parts = (*content.levels, *content.dimensions)
    return [
        *(part.summary for part in parts),
        *(meaning for _, meaning in content.definitions),
        *(statement.why_it_matters for statement in content.statements),
        *(question.guidance for question in content.question_by_code.values()),
    ]


def with_wording(
    objects: Sequence[Mapping[str, Any]], report: Report, *, slug: str, source: str, label: str = ""
) -> list[Object]:
    """The objects of an edition under a new slug, with the wording that was found. source: the document's name.

    Label and source note say whence the wording is: those of the base would claim it for its own authors.
    """
    label = label or f"Wording from {source}"[:LONGEST_LABEL]
    return [_worded(each, report, source, label) for each in with_slug(objects, slug)]


def _worded(each: Object, report: Report, source: str, label: str) -> Object:
    model, fields = each["model"].rpartition(".")[2], each["fields"]
    if model == "edition":
        said = {
            "label": label,
            "source_note": _source_note(fields, source),
            "revision": 1,
        }
    elif model == "statement":
        text = report.texts(STATEMENT)[fields["code"]]
        said = {"text": text, "summary_text": report.texts(SUMMARY).get(fields["code"], text)}
    elif model == "question":
        said = {"text": report.texts(QUESTION)[fields["code"]]}
    else:
        return each
    return {**each, "fields": {**fields, **said}}


def _source_note(fields: Mapping[str, Any], source: str) -> str:
    return (
        f"The wording of statements and questions was taken from the document {source}; whoever imported it answers "
        f"for the right to use it. Guidance, notes and rules are those of the edition “{fields['label']}”."
    )
