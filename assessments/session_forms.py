"""What people type about the board's sessions, checked: the day, and who came for which body. Forms validate only."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.actions.sessions import Seat
from assessments.forms import text_field
from assessments.sessions import Bench, Guest
from govuk.forms import DateField, Form


class SessionForm(Form):
    """The day on which the board meets or met."""

    held_on = DateField(
        label=gettext_lazy("Date of the session"),
        help_text=gettext_lazy("For example, 16 6 2026"),
        error_messages={"required": gettext_lazy("Enter the date of the session")},
    )

    def clean_held_on(self) -> Any:
        held_on = self.cleaned_data["held_on"]
        if held_on and abs(held_on.year - timezone.localdate().year) > 10:
            raise forms.ValidationError(_("The date of the session must be within ten years of today"))
        return held_on


class AttendanceForm(Form):
    """Who came for which body, who sent apologies, and what was declared: three fields for everybody who may come."""

    revision = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, benches: Sequence[Bench], *, revision: int, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.benches = benches
        self.initial["revision"] = revision
        sentence = _("Copy what you wrote, then load the page again")
        self.fields["revision"].error_messages.update(invalid=sentence, min_value=sentence)
        for bench in benches:
            for guest in bench.guests:
                self._add(guest, bench.participant.name)

    def _add(self, guest: Guest, body: str) -> None:
        key = guest.key
        if not guest.person:
            self.fields[f"{key}-post"] = forms.CharField(
                label=_("Post of somebody without an account (optional)"), required=False, max_length=200
            )
            self.initial[f"{key}-post"] = guest.name
        self.fields[f"{key}-came"] = forms.BooleanField(label=_("Attended"), required=False)
        self.fields[f"{key}-sorry"] = forms.BooleanField(label=_("Sent apologies"), required=False)
        self.fields[f"{key}-interest"] = text_field(_("Interest declared (optional)"), 2)
        self.initial[f"{key}-came"], self.initial[f"{key}-sorry"] = guest.is_there, guest.has_apologised
        self.initial[f"{key}-interest"] = guest.interest

    def name_in_sentence(self, name: str) -> str:
        """The sentence names the field by the person or the body it belongs to."""
        for bench in self.benches:
            for guest in bench.guests:
                if name.startswith(f"{guest.key}-"):
                    who = guest.name if guest.person else bench.participant.name
                    says = _("The post at %(who)s") if name.endswith("-post") else _("The interest at %(who)s")
                    return says % {"who": who}
        return super().name_in_sentence(name)

    @property
    def rows(self) -> list[tuple[Bench, list[tuple[Guest, Any, Any, Any, Any]]]]:
        """For each body its guests, each with the fields post (None for a person), came, sorry and interest."""
        return [(bench, [self._row(guest) for guest in bench.guests]) for bench in self.benches]

    def _row(self, guest: Guest) -> tuple[Guest, Any, Any, Any, Any]:
        key = guest.key
        post = None if guest.person else self[f"{key}-post"]
        return guest, post, self[f"{key}-came"], self[f"{key}-sorry"], self[f"{key}-interest"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for bench in self.benches:
            for guest in bench.guests:
                self._check(guest, bench, cleaned)
        return cleaned

    def _check(self, guest: Guest, bench: Bench, cleaned: Mapping[str, Any]) -> None:
        key, name = (
            guest.key,
            guest.name if guest.person else _("the post at %(body)s") % {"body": bench.participant.name},
        )
        came, sorry = cleaned.get(f"{key}-came"), cleaned.get(f"{key}-sorry")
        if came and sorry:
            self.add_error(f"{key}-sorry", _("Choose one for %(name)s: attended, or sent apologies") % {"name": name})
        elif not (came or sorry):
            if cleaned.get(f"{key}-interest", "").strip():
                self.add_error(
                    f"{key}-came", _("Say whether %(name)s attended, or take out the interest") % {"name": name}
                )
            elif not guest.person and cleaned.get(f"{key}-post"):
                self.add_error(f"{key}-came", _("Say whether %(name)s attended or sent apologies") % {"name": name})
        elif not guest.person and cleaned.get(f"{key}-post") == "":
            self.add_error(
                f"{key}-post",
                _("Enter the post of the person from %(body)s, not the name") % {"body": bench.participant.name},
            )

    @property
    def seats(self) -> list[Seat]:
        data = self.cleaned_data
        return [
            Seat(
                entity=guest.body,
                person=guest.person,
                post="" if guest.person else data[f"{guest.key}-post"],
                has_apologised=data[f"{guest.key}-sorry"],
                interest=data[f"{guest.key}-interest"],
            )
            for bench in self.benches
            for guest in bench.guests
            if data[f"{guest.key}-came"] or data[f"{guest.key}-sorry"]
        ]
