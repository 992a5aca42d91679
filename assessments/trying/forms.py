"""What an editor chooses in a trial, checked. Forms validate and nothing more."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.forms import AnswerForm, QuestionForm
from assessments.trying.papers import MOST_BODIES
from framework_data.content import Content
from govuk.forms import Form

EVERYBODY, NO_ANSWER = "everybody", "none"


class BodiesForm(Form):
    """How many bodies are made up."""

    bodies = forms.TypedChoiceField(
        label=gettext_lazy("How many bodies take part"),
        help_text=gettext_lazy("The first one leads. A body that goes takes its answers with it."),
        coerce=int,
        choices=[(number, str(number)) for number in range(1, MOST_BODIES + 1)],
        error_messages={"required": gettext_lazy("Choose how many bodies take part")},
    )


class FillForm(Form):
    """One answer to many questions. names: what stands for a body or the partnership -> its name."""

    whose = forms.ChoiceField(
        label=gettext_lazy("Who answers"),
        error_messages={"required": gettext_lazy("Choose who answers")},
        initial=EVERYBODY,
    )
    value = forms.ChoiceField(
        label=gettext_lazy("What they answer to everything they are asked"),
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
        error_messages={"required": gettext_lazy("Choose what they answer")},
    )
    keep = forms.BooleanField(label=gettext_lazy("Only where there is no answer yet"), required=False)

    def __init__(self, content: Content, names: Mapping[str, str], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        whose: Any = self.fields["whose"]
        value: Any = self.fields["value"]
        whose.choices = [(EVERYBODY, _("Everybody")), *names.items()]
        value.choices = [*((option.code, option.label) for option in content.scale), (NO_ANSWER, _("No answer"))]
        self.names_in_trial = tuple(names)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Those who answer."""
        whose: str = self.cleaned_data["whose"]
        return self.names_in_trial if whose == EVERYBODY else (whose,)

    @property
    def answer(self) -> str:
        value: str = self.cleaned_data["value"]
        return "" if value == NO_ANSWER else value


class TrialAnswerForm(AnswerForm):
    """An answer without texts: what is made up needs no reason."""

    def clean(self) -> dict[str, Any]:
        return super(QuestionForm, self).clean() or {}
