"""What facilitators type about partnerships and bodies, checked. Forms validate and nothing more."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from govuk.forms import DateField, DayField, Form
from partnerships.bodies import bodies_named
from partnerships.body_facts import BodyFacts
from partnerships.models import Entity

KINDS = [("", gettext_lazy("Choose a kind")), *Entity.Kind.choices]
BASED = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No, it works here from elsewhere"))]


class BodyForm(Form):
    """The facts of a body."""

    name = forms.CharField(
        label=gettext_lazy("Name of the body"),
        help_text=gettext_lazy("In full, as the body writes it. For example “Hollinbeck Borough Council”."),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter the name of the body")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of body is it?"),
        choices=KINDS,
        error_messages={"required": gettext_lazy("Select what kind of body it is")},
    )
    in_area = forms.ChoiceField(
        label=gettext_lazy("Is it based in the area of the partnership?"),
        choices=BASED,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
        error_messages={"required": gettext_lazy("Select whether it is based in the area")},
    )
    year_end = DayField(
        label=gettext_lazy("Last day of its financial year (optional)"),
        help_text=gettext_lazy("For example 31 3. Some deadlines in the questions run from it."),
        required=False,
    )
    read = forms.CharField(required=False, widget=forms.HiddenInput)
    """The digest of the facts that the page showed."""

    names = {"name": gettext_lazy("The name"), "year_end": gettext_lazy("The last day of the financial year")}

    def __init__(self, data: Any = None, *, facts: BodyFacts | None = None, initial: Any = None) -> None:
        shown = {} if facts is None else facts.as_dict | {"in_area": BASED[not facts.in_area][0], "read": facts.digest}
        super().__init__(data, initial=shown | (initial or {}))

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def has_read(self, facts: BodyFacts) -> None:
        """Saving once more replaces these facts, which the page now shows beside what was typed."""
        self.data = {name: self.data[name] for name in self.data} | {"read": facts.digest}

    @property
    def facts(self) -> BodyFacts:
        data = self.cleaned_data
        return BodyFacts(data["name"], data["kind"], data["in_area"] == "yes", data["year_end"])


class NewBodyForm(BodyForm):
    joined_on = DateField(
        label=gettext_lazy("When did it join?"),
        help_text=gettext_lazy("For example 1 4 2026."),
        error_messages={"required": gettext_lazy("Enter the day it joined")},
    )

    def __init__(self, data: Any = None, *, name: str = "") -> None:
        super().__init__(data, initial={"joined_on": timezone.localdate(), "name": name})


class PartnershipForm(BodyForm):
    partnership = forms.CharField(
        label=gettext_lazy("Name of the partnership"),
        help_text=gettext_lazy("For example “Hollinbeck Together”."),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter the name of the partnership")},
    )

    field_order = ("partnership", "name")
    label_sizes = {"partnership": "m"}
    names = BodyForm.names | {"partnership": gettext_lazy("The name of the partnership")}

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["name"].label = _("Name of your own body")

    def clean_partnership(self) -> str:
        return " ".join(self.cleaned_data["partnership"].split())


class LeaveForm(Form):
    left_on = DateField(
        label=gettext_lazy("When did it leave?"),
        help_text=gettext_lazy("The last day on which it was a member."),
        error_messages={"required": gettext_lazy("Enter the day it left")},
    )


class SuccessionForm(Form):
    """Who took over: one of the bodies of the partnership, or a body that it does not know yet."""

    successor = forms.ChoiceField(
        label=gettext_lazy("Which body took over?"),
        required=False,
        help_text=gettext_lazy("Bodies that are or were members of this partnership."),
    )
    name = forms.CharField(label=gettext_lazy("Its name, if it is not in the list"), max_length=200, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("What kind of body is that?"), choices=KINDS, required=False)
    took_over_on = DateField(
        label=gettext_lazy("When did it take over?"),
        help_text=gettext_lazy("For example 1 4 2026."),
        error_messages={"required": gettext_lazy("Enter the day it took over")},
    )
    ends_membership = forms.BooleanField(required=False, initial=True)

    names = {"name": gettext_lazy("Its name")}

    def __init__(self, entity: Entity, bodies: Iterable[Entity], *, is_member: bool, data: Any = None) -> None:
        super().__init__(data)
        self.entity = entity
        self.bodies = {body.slug: body for body in bodies}
        successor: Any = self.fields["successor"]
        successor.choices = [
            ("", _("A body that is not in the list")),
            *((b.slug, b.name) for b in self.bodies.values()),
        ]
        successor.error_messages["invalid_choice"] = _("Choose the body that took over from the list, or name it")
        self.fields["ends_membership"].label = _("%(name)s is no member from that day on") % {"name": entity.name}
        if not is_member:
            del self.fields["ends_membership"]

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("successor"):
            return cleaned
        if "successor" in cleaned and "name" in cleaned and not cleaned["name"]:
            self.add_error("successor", _("Choose the body that took over, or give its name"))
        elif cleaned.get("name") and not cleaned.get("kind"):
            self.add_error("kind", _("Select what kind of body it is"))
        return cleaned

    @property
    def chosen(self) -> Entity | None:
        return self.bodies.get(self.cleaned_data.get("successor", ""))

    @property
    def facts(self) -> BodyFacts:
        """A new body is based where its predecessor was, with the same year end, until somebody says else."""
        data = self.cleaned_data
        return BodyFacts(data["name"], data["kind"], self.entity.in_area, self.entity.year_end)

    @property
    def day(self) -> date:
        found: date = self.cleaned_data["took_over_on"]
        return found

    @property
    def is_leaving(self) -> bool:
        return bool(self.cleaned_data.get("ends_membership"))


def known_in(form: Form, picked: str) -> tuple[tuple[Entity, ...], Entity | None]:
    """The known bodies of the name in a form that was checked, and the one among them that was picked by its slug.

    Which body is meant is asked first: what else is said of it, or is missing, does not matter where it is known.
    """
    known = bodies_named(form.cleaned_data.get("name") or "")
    chosen = next((body for body in known if body.slug == picked), None)
    if known:
        for field in ("kind", "in_area", "year_end"):
            form.errors.pop(field, None)
    if known and not chosen:
        form.add_error("name", _("A body of this name is known here already. Say whether you mean that one"))
    return known, chosen
