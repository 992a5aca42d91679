"""The report in lines of text, for people who know the framework and not the program.

Pure.
"""

from collections.abc import Iterator, Sequence

from framework_data.wording.report import QUESTION, STATEMENT, SUMMARY, LeftAside, Remark, Report

MOST_PLACES = 12


def as_lines(report: Report) -> list[str]:
    """The whole report, headed by its counts."""
    return [
        counts(report),
        *_found(report),
        *_remarks("Missing or surplus", report.missing),
        *_remarks("Doubtful", report.doubtful),
        *_remarks("Worth a look", report.notes),
        *_left_aside(report.left_aside),
    ]


def counts(report: Report) -> str:
    """What was found, of how many."""
    return (
        f"Found: {report.count(STATEMENT)} of {_count(report.statements, 'statement')}, "
        f"{report.count(QUESTION)} of {_count(report.questions, 'question')}, "
        f"{report.count(SUMMARY)} in a summary."
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _found(report: Report) -> Iterator[str]:
    for each in report.found:
        where = " in the summary" if each.kind == SUMMARY else ""
        yield f"  {each.code}{where} ({each.place}): {each.text}"


def _remarks(heading: str, remarks: Sequence[Remark]) -> Iterator[str]:
    yield ""
    yield f"{heading}: {len(remarks) or 'nothing'}"
    for remark in remarks:
        place = f"{remark.place}, " if remark.place and remark.code else remark.place
        yield f"  {place}{remark.code}: {remark.say}" if place or remark.code else f"  {remark.say}"


def _left_aside(runs: Sequence[LeftAside]) -> Iterator[str]:
    yield ""
    yield f"Left aside: {_count(sum(run.lines for run in runs), 'line')}"
    for why in dict.fromkeys(run.why for run in runs):
        yield f"  {why}:"
        texts = dict.fromkeys(run.text for run in runs if run.why == why)
        for text in texts:
            places = [run.place for run in runs if (run.why, run.text) == (why, text)]
            more = f" and {len(places) - MOST_PLACES} more" if len(places) > MOST_PLACES else ""
            yield f"    “{text}” ({', '.join(places[:MOST_PLACES])}{more})"
