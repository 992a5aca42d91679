"""The acts of an edition's life as the admin offers them: what each asks, who may, and which action does it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy

from framework_data.actions import correcting, drafting, publishing
from framework_data.models import Edition, Erratum, Life
from framework_data.permissions import Somebody, can_edit, can_publish

State = Life.State
LONG = forms.Textarea(attrs={"rows": 4, "cols": 80})


class CloneForm(forms.Form):
    slug = forms.SlugField(
        label=gettext_lazy("Short name"),
        max_length=80,
        help_text=gettext_lazy("Letters, digits and hyphens, such as “plain-2”. It is given once."),
        error_messages={
            "required": gettext_lazy("Enter a short name"),
            "invalid": gettext_lazy("Use letters, digits and hyphens alone"),
        },
    )
    label = forms.CharField(
        label=gettext_lazy("Edition"),
        max_length=200,
        help_text=gettext_lazy("What people read, such as “Plain-English edition, second issue”."),
        error_messages={"required": gettext_lazy("Enter what the draft is called")},
    )


class ProposeForm(forms.Form):
    change_note = forms.CharField(
        label=gettext_lazy("What is new"),
        widget=LONG,
        help_text=gettext_lazy("For editors and for those who choose an edition. Name no persons."),
        error_messages={"required": gettext_lazy("Say what is new in this edition")},
    )


class PublishForm(forms.Form):
    read = forms.IntegerField(
        widget=forms.HiddenInput, error_messages={"required": gettext_lazy("Open this page again")}
    )


class ReasonForm(forms.Form):
    why = forms.CharField(label=gettext_lazy("Why"), widget=LONG, error_messages={"required": gettext_lazy("Say why")})


class CorrectForm(forms.Form):
    place = forms.CharField(
        label=gettext_lazy("Statement or question"),
        max_length=40,
        help_text=gettext_lazy("Its code, such as S1 or S1.1."),
        error_messages={"required": gettext_lazy("Enter the code of the statement or question")},
    )
    field = forms.ChoiceField(
        label=gettext_lazy("What is corrected"),
        choices=Erratum.Field.choices,
        error_messages={"required": gettext_lazy("Choose what is corrected")},
    )
    text = forms.CharField(label=gettext_lazy("The text as it should be"), widget=LONG, required=False)
    why = forms.CharField(
        label=gettext_lazy("Why"), widget=LONG, error_messages={"required": gettext_lazy("Say what was wrong")}
    )


@dataclass(frozen=True)
class Act:
    """is_open: whether this person may do it to an edition that stands there. done: said afterwards.

    Texts are translated when they are shown.
    """

    label: Any
    explain: Any
    form: type[forms.Form]
    do: Callable[..., Any]
    is_open: Callable[[Life, Somebody], bool]
    done: Any
    leads_to_new: bool = False


def _is(*states: State) -> Callable[[Life, Somebody], bool]:
    return lambda life, person: life.state in states and can_edit(person)


ACTS: Mapping[str, Act] = {
    "publish": Act(
        gettext_lazy("Publish"),
        gettext_lazy(
            "From then on nothing of this edition ever changes, and new rounds can start on it. Compare it first."
        ),
        PublishForm,
        publishing.publish_edition,
        can_publish,
        gettext_lazy("The edition is published."),
    ),
    "propose": Act(
        gettext_lazy("Propose"),
        gettext_lazy(
            "You say that this draft is ready. Another editor publishes it. Any change to it ends the proposal."
        ),
        ProposeForm,
        publishing.propose_edition,
        _is(State.DRAFT),
        gettext_lazy("The edition is proposed. Another editor publishes it."),
    ),
    "clone": Act(
        gettext_lazy("Make a draft of it"),
        gettext_lazy("A draft with all that this edition holds, its errata worked in. This edition stays as it is."),
        CloneForm,
        drafting.clone_edition,
        _is(*State),
        gettext_lazy("The draft is made."),
        leads_to_new=True,
    ),
    "correct": Act(
        gettext_lazy("Add an erratum"),
        gettext_lazy(
            "Guidance, notes and “why it matters” can be corrected. The correction is listed with what stood there "
            "before."
        ),
        CorrectForm,
        correcting.add_erratum,
        _is(State.PUBLISHED, State.WITHDRAWN),
        gettext_lazy("The erratum is added."),
    ),
    "withdraw": Act(
        gettext_lazy("Withdraw"),
        gettext_lazy("No new round starts on this edition. Rounds that are under way go on."),
        ReasonForm,
        publishing.withdraw_edition,
        _is(State.PUBLISHED),
        gettext_lazy("The edition is withdrawn."),
    ),
    "reinstate": Act(
        gettext_lazy("Bring back"),
        gettext_lazy("Rounds can start on this edition again."),
        ReasonForm,
        publishing.reinstate_edition,
        _is(State.WITHDRAWN),
        gettext_lazy("The edition is back."),
    ),
    "discard": Act(
        gettext_lazy("Throw the draft away"),
        gettext_lazy("All of this draft goes. Its history stays. There is no way back."),
        forms.Form,
        drafting.discard_draft,
        _is(State.DRAFT),
        gettext_lazy("The draft is thrown away."),
    ),
}


def acts_open(edition: Edition, person: Somebody) -> list[tuple[str, str]]:
    """(address, label) of what this person may do to the edition now."""
    life = Life.objects.filter(edition=edition).first()
    if life is None:
        return []
    return [
        (reverse("admin:framework_data_edition_act", args=[edition.pk, name]), str(act.label))
        for name, act in ACTS.items()
        if act.is_open(life, person)
    ]
