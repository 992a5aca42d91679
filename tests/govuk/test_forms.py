"""Forms: every field has its sentence, what was typed is kept, and what cannot be stored is refused in words."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.http import QueryDict
from django.utils import translation

from govuk.forms import DateField, DayField, Form
from tests.pseudo import in_brackets


class MeetingForm(Form):
    place = forms.CharField(label="Place", max_length=20, error_messages={"required": "Enter where you meet"})
    note = forms.CharField(label="Note", max_length=5000, required=False, widget=forms.Textarea)
    answer = forms.ChoiceField(
        label="How far is this in place?",
        choices=[("F", "Fully in place"), ("N", "Not in place")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select how far this is in place"},
    )
    body = forms.ChoiceField(label="Body", choices=[("a", "Fennick Vale")], required=False)
    people = forms.IntegerField(
        label="Number of people", min_value=1, max_value=90, error_messages={"required": "Enter how many came"}
    )
    held_on = DateField(label="Date of the meeting", error_messages={"required": "Enter the date of the meeting"})

    names = {"note": "The note"}


GOOD = {
    "place": "Town hall",
    "note": "",
    "answer": "F",
    "body": "a",
    "people": "12",
    "held_on_day": "12",
    "held_on_month": "5",
    "held_on_year": "2025",
}


def posted(**changes: str) -> MeetingForm:
    data = QueryDict(mutable=True)
    data.update(GOOD | changes)
    return MeetingForm(data)


def test_a_good_form_is_valid():
    form = posted()
    assert form.is_valid(), form.errors
    assert form.cleaned_data["held_on"] == date(2025, 5, 12)


def test_an_empty_post_shows_the_sentence_of_each_field():
    form = MeetingForm(QueryDict(""))
    assert {name: messages[0] for name, messages in form.errors.items()} == {
        "place": "Enter where you meet",
        "answer": "Select how far this is in place",
        "people": "Enter how many came",
        "held_on": "Enter the date of the meeting",
    }


def test_a_required_field_without_its_own_sentence_is_refused_when_the_class_is_made():
    with pytest.raises(ImproperlyConfigured, match=r"Careless\.name"):
        type("Careless", (Form,), {"name": forms.CharField()})


def test_a_field_added_later_is_held_to_the_same():
    form = posted()
    form.fields["extra"] = forms.CharField()
    with pytest.raises(ImproperlyConfigured, match=r"MeetingForm\.extra"):
        form.is_valid()


def test_a_text_that_is_too_long_is_refused_with_the_numbers():
    message = "The note must be 5,000 characters or fewer. It is 95,000 characters too long."
    assert posted(note="x" * 100_000).errors["note"] == [message]
    assert posted(place="x" * 21).errors["place"] == [
        "Place must be 20 characters or fewer. It is 1 character too long."
    ]


def test_a_text_that_is_too_long_is_shown_again_in_full():
    assert "x" * 6000 in str(posted(note="x" * 6000)["note"])


def test_a_nul_byte_is_refused_in_words():
    for field, name in (("place", "Place"), ("note", "The note")):
        assert posted(**{field: "a\x00b"}).errors[field] == [
            f"{name} holds a character that cannot be stored (NUL). Paste it again as plain text."
        ]


def test_a_nul_byte_in_a_choice_a_number_or_a_date_is_refused():
    form = posted(answer="F\x00", people="1\x00", held_on_day="1\x00", body="a\x00")
    assert form.errors == {
        "answer": ["Select how far this is in place"],
        "body": ["Body: choose one of the options"],
        "people": ["Number of people must be a number, like 12"],
        "held_on": ["Date of the meeting must be a real date, like 31 3 2026"],
    }


def test_text_is_kept_as_it_was_typed():
    text = "<b>5 > 3</b> & “naïve” £9 \u202ba\u202c 👩\u200d👩\u200d👧 O'Neill"
    form = posted(note=text)
    assert form.is_valid()
    assert form.cleaned_data["note"] == text


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_arrive_as_lf_and_count_once(end):
    form = posted(note=end.join(["a"] * 2501))
    assert len(form.data["note"]) == 5001
    assert form.errors["note"] == ["The note must be 5,000 characters or fewer. It is 1 character too long."]
    assert posted(note=f"one{end}two").data["note"] == "one\ntwo"


def test_numbers_out_of_range_name_the_bound():
    assert posted(people="0").errors["people"] == ["Number of people must be 1 or more"]
    assert posted(people="91").errors["people"] == ["Number of people must be 90 or less"]


@pytest.mark.parametrize(
    "faults",
    [
        {"place": "x" * 21},
        {"note": "x" * 5001},
        {"place": "\0"},
        {"people": "0"},
        {"people": "many"},
        {"body": "z"},
        {"held_on_day": ""},
        {"held_on_year": "25"},
        {"held_on_month": "13"},
        {"held_on_year": "1899"},
    ],
)
def test_what_the_base_says_is_said_in_the_language_of_the_page(faults):
    with in_brackets(active=True):
        said = [sentence for sentences in posted(**faults).errors.values() for sentence in sentences]
    assert [sentence[0] + sentence[-1] for sentence in said] == ["⟦⟧"]


@pytest.mark.parametrize("month", ["5", "05", "May", "may"])
def test_a_month_may_be_a_number_or_a_name(month):
    assert posted(held_on_month=month).is_valid()


@pytest.mark.parametrize(("month", "number"), [("Mai", 5), ("Mawrth", 3), ("May", 5), ("gorff", 7), ("9", 9)])
def test_a_month_may_be_named_in_the_language_of_the_page(month, number):
    with translation.override("cy"):
        form = posted(held_on_month=month)
        assert form.is_valid()
    assert form.cleaned_data["held_on"].month == number


@pytest.mark.parametrize("month", ["Ma", "M", "Mawrthen", "Mawrth 2025"])
def test_a_month_that_is_none_or_several_is_no_month(month):
    with translation.override("cy"):
        assert "held_on" in posted(held_on_month=month).errors


@pytest.mark.parametrize(
    ("parts", "remedy"),
    [
        (("", "5", "2025"), "must include a day"),
        (("12", "", ""), "must include a month and a year"),
        (("12", "5", "25"), "must have a year of 4 numbers, like 2026"),
        (("12", "5", "٢٠٢٥"), "must have a year of 4 numbers, like 2026"),
        (("31", "2", "2025"), "must be a real date, like 31 3 2026"),
        (("twelve", "5", "2025"), "must be a real date, like 31 3 2026"),
        (("12", "13", "2025"), "must be a real date, like 31 3 2026"),
        (("12", "5", "0000"), "must be a real date, like 31 3 2026"),
        (("9" * 5000, "5", "2025"), "must be a real date, like 31 3 2026"),
        (("12", "5", "1899"), "must lie in the years 1900 to 2999"),
        (("12", "5", "9999"), "must lie in the years 1900 to 2999"),
    ],
)
def test_a_date_that_is_not_one_says_what_is_wrong(parts, remedy):
    form = posted(**dict(zip(("held_on_day", "held_on_month", "held_on_year"), parts, strict=True)))
    assert form.errors["held_on"] == [f"Date of the meeting {remedy}"]


def test_an_optional_date_may_stay_empty():
    optional = type("Optional", (Form,), {"day": DateField(label="Day", required=False)})
    form = optional(QueryDict(""))
    assert form.is_valid()
    assert form.cleaned_data["day"] is None


YearEnd = type("YearEnd", (Form,), {"day": DayField(label="Year end", required=False)})


@pytest.mark.parametrize(
    ("parts", "day"),
    [
        (("31", "3"), "03-31"),
        (("30", "June"), "06-30"),
        ((" 29 ", "02"), "02-29"),
        (("", " "), ""),
        (("1", "1"), "01-01"),
    ],
)
def test_a_day_of_every_year_is_kept_as_month_and_day(parts, day):
    form = YearEnd({"day_day": parts[0], "day_month": parts[1]})
    assert form.is_valid()
    assert form.cleaned_data["day"] == day


@pytest.mark.parametrize(
    ("parts", "remedy"),
    [
        (("31", ""), "must include a month"),
        (("", "3"), "must include a day"),
        (("31", "2"), "must be a real day of the year, like 31 3"),
        (("x", "3"), "must be a real day of the year, like 31 3"),
        (("9" * 5000, "3"), "must be a real day of the year, like 31 3"),
    ],
)
def test_a_day_that_is_none_says_what_is_wrong(parts, remedy):
    form = YearEnd({"day_day": parts[0], "day_month": parts[1]})
    assert form.errors["day"] == [f"Year end {remedy}"]


def test_a_kept_day_stands_in_its_two_boxes():
    page = str(YearEnd(initial={"day": "06-30"})["day"].as_widget())
    assert 'value="30"' in page
    assert 'value="6"' in page
    assert "year" not in page
