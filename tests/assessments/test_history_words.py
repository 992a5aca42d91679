"""The words of the history: every act has some, and nothing unknown is shown too early."""

import ast
from collections.abc import Iterable, Iterator

import pytest

from assessments.history_words import (
    ANSWERS,
    KINDS,
    KINDS_OF_PARTNERSHIP,
    KINDS_OF_ROUND,
    VERBS,
    act_of,
    in_words,
    key_in_words,
    step_in_words,
    strings_in,
)
from framework_data import history
from tests.test_house import CODE, name_of, text_of

RECORDERS = {"record": 0, "record_act": 1}
"""Name of a function that writes an event -> the place of the verb among its arguments."""


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


def verb_of(call: ast.Call, place: int) -> ast.expr | None:
    by_name = next((keyword.value for keyword in call.keywords if keyword.arg == "verb"), None)
    return by_name or (call.args[place] if len(call.args) > place else None)


def functions_of(trees: Iterable[ast.Module]) -> Iterator[ast.FunctionDef]:
    return (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def recorders(trees: list[ast.Module]) -> dict[str, int]:
    """With the functions that hand a verb of theirs on to one that records."""
    found = dict(RECORDERS)
    for _ in range(3):
        for function in functions_of(trees):
            names = [argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)]
            for name, call in calls(function):
                verb = verb_of(call, found[name]) if name in found else None
                if isinstance(verb, ast.Name) and verb.id in names:
                    found.setdefault(function.name, names.index(verb.id))
    return found


def constants_in(verb: ast.expr | None, function: ast.FunctionDef) -> Iterator[str]:
    """The verbs that an expression may stand for: a text, a choice of texts, or a name that was given such a one."""
    if isinstance(verb, ast.IfExp):
        yield from (*constants_in(verb.body, function), *constants_in(verb.orelse, function))
    elif isinstance(verb, ast.Constant) and isinstance(verb.value, str):
        yield verb.value
    elif isinstance(verb, ast.Name):
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == verb.id for t in node.targets):
                yield from constants_in(node.value, function)


def verbs_written() -> dict[str, str]:
    """verb -> the module that writes it."""
    trees = {name_of(path): ast.parse(text_of(path)) for path in CODE}
    known = recorders(list(trees.values()))
    return {
        verb: module
        for module, tree in trees.items()
        for function in functions_of([tree])
        for name, call in calls(function)
        if name in known
        for verb in constants_in(verb_of(call, known[name]), function)
    }


def test_the_verbs_that_are_written_are_found():
    assert {"answer_saved", "answer_corrected", "revealed", "assessment_imported"} <= verbs_written().keys()


def test_every_act_that_is_recorded_has_words():
    known = {*VERBS, *history.WORDS}
    assert {verb: module for verb, module in verbs_written().items() if verb not in known} == {}


def test_acts_on_editions_have_a_record_of_their_own():
    # A trial is an act on an edition, done where rounds are.
    rooms = ("framework_data/", "assessments/actions/trying")
    of_editions = {verb for verb, module in verbs_written().items() if module.startswith(rooms)}
    assert of_editions == history.WORDS.keys()


def test_every_kind_of_act_can_be_looked_for():
    assert {act.kind for act in VERBS.values()} <= KINDS.keys()
    assert set(KINDS_OF_ROUND) | set(KINDS_OF_PARTNERSHIP) == KINDS.keys()


def test_a_verb_fits_its_column():
    assert [verb for verb in VERBS if len(verb) > 40] == []


def test_a_verb_without_words_is_told_by_its_name_and_kept_as_close_as_an_answer():
    assert in_words("file_lost", subject="S2.1", body="Tansy") == "file lost S2.1 for Tansy"
    assert in_words("file_lost") == "file lost"
    assert act_of("file_lost").shown == ANSWERS


@pytest.mark.parametrize(
    ("verb", "subject", "body", "said"),
    [
        ("answer_saved", "S2.1", "Tansy Borough Council", "saved S2.1 for Tansy Borough Council"),
        ("answers_submitted", "", "Tansy Borough Council", "submitted the answers of Tansy Borough Council"),
        ("answers_submitted", "", "", "submitted the answers of a body"),
        ("revealed", "", "", "revealed the answers"),
        ("answer_saved", "%(body)s", "Tansy %(subject)s", "saved %(body)s for Tansy %(subject)s"),
    ],
)
def test_an_act_is_told_in_a_sentence(verb, subject, body, said):
    assert in_words(verb, subject=subject, body=body) == said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("Partly", "Largely", "Partly → Largely"),
        ("Partly", "", "Partly → no answer"),
        ("", "Largely", "Largely"),
        ("Partly", "Partly", ""),
        ("", "", ""),
    ],
)
def test_a_step_shows_where_an_answer_came_from(before, after, said):
    assert step_in_words(before, after) == said


def test_a_key_without_words_is_told_by_its_name():
    assert key_in_words("rationale") == "The board’s reasons"
    assert key_in_words("not_submitted") == "Not submitted"


def test_strings_are_found_wherever_they_stand():
    assert list(strings_in({"a": "x", "b": ["y", {"c": "z"}], "d": 3, "e": None})) == ["x", "y", "z"]
