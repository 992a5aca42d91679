import pytest

from assessments.actions.answering import Draft
from assessments.forms import AnswerForm, answer_forms, digest_of, is_web_address, key_of
from framework_data.content import content_by_slug
from tests.people import EDITION

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    return content_by_slug(EDITION).question_by_code["S2.1"]


def sent(code="S2.1", **fields):
    """What a browser sends for one question."""
    whole = {"value": "", "note": "", "reason": "", "evidence": "", "revision": "0", "read": ""} | fields
    return {f"{key_of(code)}-{name}": text for name, text in whole.items()}


def errors_of(question, **fields):
    return AnswerForm(question, sent(question.code, **fields)).errors


def test_what_is_typed_becomes_a_draft_exactly_as_typed(question):
    note = "  <b>Ünïcode</b> & 😀 \u200f\n\ttwo lines  "
    form = AnswerForm(question, sent(value="L", note=note, revision="3"))
    assert form.is_valid()
    assert form.draft == Draft("S2.1", "L", note, "", "", 3)


def test_an_empty_form_is_in_order(question):
    assert AnswerForm(question, sent()).is_valid()


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_not_applicable_needs_a_reason(question, reason):
    assert errors_of(question, value="NA", reason=reason) == {"reason": ["Say why S2.1 is not applicable to you"]}


def test_a_value_must_be_one_that_the_kind_of_question_knows(question):
    assert errors_of(question, value="Y") == {"value": ["Choose an answer to S2.1 from the list"]}
    signal = content_by_slug(EDITION).question_by_code["DEL4.6"]
    assert AnswerForm(signal, sent("DEL4.6", value="Y")).is_valid()
    assert "value" in errors_of(signal, value="F")


@pytest.mark.parametrize(("name", "called"), [("note", "The note"), ("reason", "The reason")])
def test_a_text_that_is_too_long_is_refused_with_the_numbers(question, name, called):
    [sentence] = errors_of(question, **{name: "x" * 100_000})[name]
    assert sentence == f"{called} of S2.1 must be 10,000 characters or fewer. It is 90,000 characters too long."


def test_a_nul_byte_is_refused_in_words(question):
    [sentence] = errors_of(question, note="a\x00b")["note"]
    assert sentence.startswith("The note of S2.1 holds a character that cannot be stored")


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "ftp://example.org/x", "www.example.org", "https://", "https://a b", "http://[::1"]
)
def test_evidence_is_web_addresses_only(question, link):
    assert not is_web_address(link)
    [sentence] = errors_of(question, evidence=f"https://example.org/plan\n{link}")["evidence"]
    assert sentence.startswith("Each line of evidence for S2.1 must be one web address")
    assert link in sentence


def test_evidence_is_stored_one_to_a_line_without_blanks(question):
    form = AnswerForm(question, sent(evidence=" https://example.org/a \r\n\r\nhttp://intranet/b\n"))
    assert form.is_valid()
    assert form.draft.evidence == "https://example.org/a\nhttp://intranet/b"


def test_eleven_links_are_one_too_many(question):
    links = "\n".join(f"https://example.org/{number}" for number in range(11))
    assert errors_of(question, evidence=links) == {"evidence": ["Give 10 links or fewer for S2.1. There are 11"]}


@pytest.mark.parametrize("revision", ["-1", "x", "1.5", "99999999999999999999x"])
def test_a_revision_that_is_none_asks_for_the_page_again(question, revision):
    assert errors_of(question, revision=revision) == {
        "revision": ["Copy what you wrote on S2.1, then load the page again"]
    }


def test_a_form_that_was_left_alone_knows_it(question):
    read = digest_of("L", "as it was", "", "")
    assert not AnswerForm(question, sent(value="L", note="as it was", read=read)).is_touched
    assert AnswerForm(question, sent(value="L", note="as it is", read=read)).is_touched


def test_only_questions_that_the_page_held_have_forms():
    questions = content_by_slug(EDITION).statement_by_code["S2"].questions
    data = sent("S2.1") | sent("S2.3") | {"drop": "S2.3"}
    assert set(answer_forms(questions, data)) == {"S2.1"}


def test_keeping_ones_own_takes_the_revision_that_was_seen():
    questions = content_by_slug(EDITION).statement_by_code["S2"].questions
    form = answer_forms(questions, sent("S2.1", value="F", revision="1") | {"keep": "S2.1:7"})["S2.1"]
    assert form.is_valid()
    assert form.draft.revision == 7
