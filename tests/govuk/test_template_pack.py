"""The crispy template pack: labels, hints, errors and controls as the design system draws them."""

import re

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import Context, Template

from govuk.forms import DateField, Form


class EveryKind(Form):
    name = forms.CharField(
        label="Your name",
        help_text="As others know you",
        max_length=20,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        error_messages={"required": "Enter your name"},
    )
    email = forms.EmailField(
        label="E-mail address",
        error_messages={"required": "Enter your e-mail address", "invalid": "Enter it like name@example.org"},
    )
    password = forms.CharField(
        label="Password", widget=forms.PasswordInput, error_messages={"required": "Enter your password"}
    )
    note = forms.CharField(
        label="Note", required=False, max_length=50, widget=forms.Textarea(attrs={"rows": 4, "data-count": True})
    )
    answer = forms.ChoiceField(
        label="How far is this in place?",
        choices=[("F", "Fully in place"), ("NA", "Not applicable")],
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
        error_messages={"required": "Select how far this is in place"},
    )
    bodies = forms.MultipleChoiceField(
        label="Which bodies?",
        choices=[("a", "Fennick Vale"), ("b", "Carers' Alliance")],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one body"},
    )
    body = forms.ChoiceField(
        label="Body", choices=[("", "Choose"), ("a", "Fennick Vale")], error_messages={"required": "Select a body"}
    )
    sure = forms.BooleanField(
        label="The board has agreed",
        help_text="At a meeting",
        error_messages={"required": "Confirm that the board has agreed"},
    )
    agreed_on = DateField(label="Date agreed", error_messages={"required": "Enter the date agreed"})
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    label_sizes = {"answer": "m"}
    page_heading = "name"
    choice_hints = {"answer": {"NA": "Give a reason below"}}


def drawn(source: str, **context: object) -> str:
    load = "{% load crispy_forms_tags %}"
    return re.sub(r"\s*\n\s*", "", Template(load + source).render(Context(context)))


@pytest.fixture(scope="module")
def empty() -> str:
    return drawn("{{ form|crispy }}", form=EveryKind())


@pytest.fixture(scope="module")
def faulty() -> str:
    return drawn("{{ form|crispy }}", form=EveryKind(QueryDict("agreed_on_day=12&agreed_on_year=2025&token=t")))


def test_a_text_has_label_hint_and_control_tied_together(empty):
    assert '<label class="govuk-label" for="id_name">Your name</label></h1>' in empty
    assert '<div id="id_name_helptext" class="govuk-hint">As others know you</div>' in empty
    control = re.search(r'<input type="text"[^>]*id="id_name"[^>]*>', empty).group()
    assert 'class="govuk-input govuk-input--width-20"' in control
    assert 'aria-describedby="id_name_helptext"' in control


def test_the_page_heading_wraps_its_label(empty):
    assert empty.count("<h1") == 1
    assert '<h1 class="govuk-label-wrapper"><label class="govuk-label" for="id_name">' in empty


def test_the_browser_neither_cuts_nor_requires(empty):
    assert "maxlength=" not in empty.replace("data-maxlength=", "")
    assert " required" not in empty
    assert "placeholder" not in empty


def test_radios_stand_in_a_fieldset_with_their_hints(empty):
    assert (
        '<legend class="govuk-fieldset__legend govuk-fieldset__legend--m">How far is this in place?</legend>' in empty
    )
    assert '<div class="govuk-radios govuk-radios--inline" data-module="govuk-radios">' in empty
    assert 'id="id_answer_1" name="answer" type="radio" value="NA" aria-describedby="id_answer_1_hint">' in empty
    assert '<div id="id_answer_1_hint" class="govuk-hint govuk-radios__hint">Give a reason below</div>' in empty


def test_a_password_can_be_shown_and_a_long_text_counts(empty):
    assert 'data-module="govuk-password-input"' in empty
    assert 'aria-controls="id_password" aria-label="Show password" hidden' in empty
    assert 'data-module="govuk-character-count" data-maxlength="50"' in empty
    assert '<div id="id_note-info" class="govuk-hint govuk-character-count__message">' in empty
    assert 'aria-describedby="id_note-info"' in empty


def test_each_fault_stands_at_its_control(faulty):
    for name, message in {
        "name": "Enter your name",
        "answer": "Select how far this is in place",
        "bodies": "Select at least one body",
        "body": "Select a body",
        "sure": "Confirm that the board has agreed",
        "agreed_on": "Date agreed must include a month",
    }.items():
        assert (
            f'<p id="id_{name}_error" class="govuk-error-message">'
            f'<span class="govuk-visually-hidden">Error:</span> {message}</p>'
        ) in faulty
    assert 'class="govuk-select govuk-select--error"' in faulty
    assert 'aria-describedby="id_name_helptext id_name_error"' in faulty


def test_a_date_marks_the_box_at_fault_alone_and_keeps_the_others(faulty):
    boxes = re.findall(r'<input class="govuk-input govuk-date-input__input[^>]*>', faulty)
    assert ["govuk-input--error" in box for box in boxes] == [False, True, False]
    assert 'value="12"' in boxes[0]
    assert 'value="2025"' in boxes[2]


def test_a_date_is_shown_from_its_initial_value():
    from datetime import date

    html = drawn("{{ form|crispy }}", form=EveryKind(initial={"agreed_on": date(2025, 5, 12)}))
    assert re.findall(r'name="agreed_on_\w+"[^>]* value="(\w+)"', html) == ["12", "5", "2025"]


def test_chosen_answers_stay_chosen():
    html = drawn("{{ form|crispy }}", form=EveryKind(QueryDict("answer=F&bodies=b&sure=on&body=a&note=<i>")))
    assert 'value="F" checked>' in html
    assert 'value="b" checked>' in html
    assert '<option value="a" selected>' in html
    assert re.search(r'id="id_sure"[^>]* checked>', html)
    assert "&lt;i&gt;</textarea>" in html


def test_labels_hints_and_choices_are_escaped():
    field = forms.ChoiceField(label="<b>", help_text="<i>", choices=[("<s>", "<u>")], widget=forms.RadioSelect)
    field.error_messages["required"] = "<p>"
    form = Form(QueryDict(""))
    form.fields["answer"] = field
    html = drawn("{{ form|crispy }}{% error_summary form %}", form=form)
    assert not re.search(r"<(b|i|s|u)>|<p>", html)
    assert all(f"&lt;{letter}&gt;" in html for letter in "bisup")


def test_a_whole_form_carries_the_token_and_its_buttons():
    form = EveryKind()
    form.helper = FormHelper()
    form.helper.add_input(Submit("save", "Save and continue"))
    html = drawn("{% crispy form %}", form=form, csrf_token="abc")
    assert html.startswith("<form ")
    assert 'method="post" novalidate>' in html
    assert 'name="csrfmiddlewaretoken" value="abc"' in html
    assert 'name="save" value="Save and continue">Save and continue</button>' in html


def test_the_error_summary_links_to_the_first_control_of_each_field():
    html = drawn("{% error_summary form %}", form=EveryKind(QueryDict("agreed_on_day=12&agreed_on_year=2025")))
    assert 'data-module="govuk-error-summary" tabindex="-1" autofocus>' in html
    links = dict(re.findall(r'<a href="#([^"]+)">([^<]+)</a>', html))
    assert links == {
        "id_name": "Enter your name",
        "id_email": "Enter your e-mail address",
        "id_password": "Enter your password",
        "id_answer_0": "Select how far this is in place",
        "id_bodies_0": "Select at least one body",
        "id_body": "Select a body",
        "id_sure": "Confirm that the board has agreed",
        "id_agreed_on_month": "Date agreed must include a month",
    }
    page = drawn("{{ form|crispy }}", form=EveryKind(QueryDict("agreed_on_day=12&agreed_on_year=2025")))
    assert all(f'id="{target}"' in page for target in links)


def test_a_fault_of_the_whole_form_leads_to_its_first_field():
    form = EveryKind(QueryDict(""))
    form.errors.clear()
    form.add_error(None, "Somebody else changed this meanwhile")
    assert '<a href="#id_name">Somebody else changed this meanwhile</a>' in drawn("{% error_summary form %}", form=form)


def test_the_error_summary_takes_several_forms_and_is_empty_when_all_is_well():
    faulty = EveryKind(QueryDict(""), prefix="second")
    assert 'href="#id_second-name"' in drawn("{% error_summary forms %}", forms=[EveryKind(), faulty])
    assert 'href="#id_second-name"' in drawn("{% error_summary forms %}", forms={"one": faulty})
    assert drawn("{% error_summary forms %}", forms=[EveryKind()]) == ""


def test_the_page_title_says_error_only_when_there_is_one():
    assert drawn("{% error_prefix %}x", form=EveryKind(QueryDict(""))) == "Error: x"
    assert drawn("{% error_prefix %}x", forms=[EveryKind(QueryDict(""))]) == "Error: x"
    assert drawn("{% error_prefix %}x", form=EveryKind()) == "x"
    assert drawn("{% error_prefix %}x") == "x"


@pytest.mark.parametrize(
    ("count", "words", "said"),
    [
        (1, "answer", "1 answer"),
        (0, "answer", "0 answers"),
        (2, "body,bodies", "2 bodies"),
        (1234, "row", "1,234 rows"),
    ],
)
def test_plural(count, words, said):
    assert drawn("{{ count|plural:words }}", count=count, words=words) == said


def test_pagination_keeps_the_rest_of_the_address_and_stays_short(rf):
    page = Paginator(range(3000), 10).page(150)
    html = drawn("{% pagination page %}", page=page, request=rf.get("/?kind=a%26b&page=150"))
    assert re.findall(r'aria-label="Page (\d+)"', html) == ["1", "149", "150", "151", "300"]
    assert 'href="?kind=a%26b&amp;page=149" rel="prev"' in html
    assert 'href="?kind=a%26b&amp;page=151" rel="next"' in html
    assert 'aria-label="Page 150" aria-current="page"' in html


def test_a_single_page_needs_no_pagination(rf):
    assert drawn("{% pagination page %}", page=Paginator([1], 10).page(1), request=rf.get("/")) == ""
