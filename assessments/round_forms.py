"""What facilitators and approvers type about a round itself, checked. Forms validate and nothing more."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import LONGEST_NOTE
from assessments.round_facts import RoundFacts
from assessments.setting_up import Candidates, OpenBodies
from govuk.forms import DateField, Form


class FactsForm(Form):
    """What may change as long as the round is set up or open."""

    title = forms.CharField(
        label=gettext_lazy("Name of the round"),
        help_text=gettext_lazy("Short, with the year. For example “Early help 2026/27”."),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter the name of the round")},
    )
    deadline = DateField(
        label=gettext_lazy("Answers are due by (optional)"),
        help_text=gettext_lazy("For example 30 9 2026. Bodies can answer after it too, until you reveal the answers."),
        required=False,
    )
    read = forms.CharField(required=False, widget=forms.HiddenInput)
    """The digest of the facts that the page showed."""

    names = {
        "title": gettext_lazy("The name of the round"),
        "deadline": gettext_lazy("The day on which answers are due"),
    }

    def __init__(self, data: Any = None, *, facts: RoundFacts | None = None) -> None:
        super().__init__(data, initial=None if facts is None else vars(facts) | {"read": facts.digest})
        self.shown = facts

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def has_read(self, facts: RoundFacts) -> None:
        """Saving once more replaces these facts, which the page now shows beside what was typed."""
        self.data = {name: self.data[name] for name in self.data} | {"read": facts.digest}

    def facts_over(self, now: RoundFacts) -> RoundFacts:
        data = self.cleaned_data
        return replace(now, title=data["title"], deadline=data["deadline"])


class RoundForm(FactsForm):
    """Everything that is said of a draft. What is not settled yet may stay empty until the round opens."""

    scope = forms.CharField(
        label=gettext_lazy("Which services, and which area?"),
        help_text=gettext_lazy(
            "The scope of the round. For example “Living well at home: over-65s and their carers, whole county”."
        ),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-count": True}),
    )
    scope_agreed_by = forms.CharField(
        label=gettext_lazy("Who agreed the scope? (optional)"),
        help_text=gettext_lazy("Name a board or a post, not a person. For example “the partnership board”."),
        max_length=200,
        required=False,
    )
    scope_agreed_on = DateField(
        label=gettext_lazy("When was the scope agreed?"),
        help_text=gettext_lazy("For example 12 5 2026. You need it to open the round."),
        required=False,
    )
    period_start = DateField(
        label=gettext_lazy("First day of the period"),
        help_text=gettext_lazy("The time that the answers are about, often a financial year. For example 1 4 2026."),
        error_messages={"required": gettext_lazy("Enter the first day of the period")},
    )
    period_end = DateField(
        label=gettext_lazy("Last day of the period"),
        help_text=gettext_lazy("For example 31 3 2027."),
        error_messages={"required": gettext_lazy("Enter the last day of the period")},
    )
    edition = forms.ChoiceField(
        label=gettext_lazy("Edition of the framework"),
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), gettext_lazy("Select the edition of the framework")
        ),
    )

    field_order = ("title", "scope", "scope_agreed_by", "scope_agreed_on", "period_start", "period_end", "deadline")
    names = FactsForm.names | {
        "scope": gettext_lazy("The scope"),
        "scope_agreed_by": gettext_lazy("The text on who agreed the scope"),
        "scope_agreed_on": gettext_lazy("The day on which the scope was agreed"),
    }

    def __init__(
        self, data: Any = None, *, editions: Sequence[tuple[str, str]], facts: RoundFacts | None = None
    ) -> None:
        super().__init__(data, facts=facts)
        edition: Any = self.fields["edition"]
        edition.choices = editions
        self.editions = editions
        if len(editions) == 1 and (facts is None or facts.edition == editions[0][0]):
            # Nothing to choose: the page does not ask. A draft on an edition that was withdrawn has to choose.
            edition.required = False
            edition.widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("period_start"), cleaned.get("period_end")
        if start and end and end < start:
            self.add_error("period_end", _("The period must not end before it starts"))
        return cleaned

    @property
    def facts(self) -> RoundFacts:
        data = self.cleaned_data
        return RoundFacts(
            title=data["title"],
            scope=data["scope"].strip(),
            scope_agreed_on=data["scope_agreed_on"],
            scope_agreed_by=data["scope_agreed_by"],
            period_start=data["period_start"],
            period_end=data["period_end"],
            deadline=data["deadline"],
            edition=data["edition"] or self.editions[0][0],
        )

    def facts_over(self, now: RoundFacts) -> RoundFacts:
        return self.facts


class ParticipantsForm(Form):
    """Which bodies a draft is for, and which of them leads."""

    bodies = forms.MultipleChoiceField(
        label=gettext_lazy("Which bodies are asked to take part?"),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        error_messages={"required": gettext_lazy("Select the bodies that are asked to take part")},
    )
    lead = forms.ChoiceField(
        label=gettext_lazy("Which body leads?"),
        help_text=gettext_lazy(
            "The body one would look to for leading these services. It takes part, and answers more questions."
        ),
        required=False,
    )
    read = forms.CharField(required=False, widget=forms.HiddenInput)

    label_sizes = {"bodies": "m", "lead": "m"}

    def __init__(self, candidates: Candidates, data: Any = None) -> None:
        initial = {"bodies": list(candidates.chosen), "lead": candidates.lead, "read": candidates.read}
        super().__init__(data, initial=initial)
        choices = [(entity.slug, entity.name) for entity in candidates.bodies]
        bodies: Any = self.fields["bodies"]
        lead: Any = self.fields["lead"]
        bodies.choices, lead.choices = choices, [("", _("Not decided yet")), *choices]
        lead.error_messages["invalid_choice"] = _("Choose the lead from the list")

        self.now = candidates.read

    def has_read_again(self) -> None:
        """Saving once more replaces the choice that the page now shows beside this one."""
        kept = {name: self.data.getlist(name) for name in self.data} if isinstance(self.data, QueryDict) else {}
        data = QueryDict(mutable=True)
        for name, values in kept.items():
            data.setlist(name, [self.now] if name == "read" else values)
        self.data = data

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("lead") and "bodies" in cleaned and cleaned["lead"] not in cleaned["bodies"]:
            self.add_error("lead", _("The lead takes part. Tick it too, or choose another lead"))
        return cleaned


class BodyOfRoundForm(Form):
    """One body out of some: one to add, or one to lead."""

    body = forms.ChoiceField(error_messages={"required": gettext_lazy("Choose a body")})

    def __init__(self, label: str, bodies: Mapping[str, str], data: Any = None) -> None:
        super().__init__(data)
        body: Any = self.fields["body"]
        body.label, body.choices = label, [("", _("Choose a body")), *bodies.items()]


def body_forms(page: OpenBodies, act: str, data: Any) -> dict[str, BodyOfRoundForm]:
    """The three forms of an open round's bodies, by act; the one that was sent holds what was chosen."""
    choices = {
        "add": (_("Which body joins?"), {entity.slug: entity.name for entity in page.to_add}),
        "lead": (_("Which body leads from now on?"), {each.entity.slug: each.name for each in page.to_lead}),
        "off": (
            _("Which body is taken off?"),
            {line.participant.entity.slug: line.participant.name for line in page.lines},
        ),
    }
    return {
        name: BodyOfRoundForm(label, bodies, data if name == act else None) for name, (label, bodies) in choices.items()
    }


class DeclineForm(Form):
    reason = forms.CharField(
        label=gettext_lazy("Why not this time?"),
        help_text=gettext_lazy(
            "A sentence is enough. All members of the partnership can read it. Do not name people or residents."
        ),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say in a few words why not")},
    )

    names = {"reason": gettext_lazy("The reason")}
