"""Pages of the admin on editions that Django's own do not give: one act at a time, and a file that wants to come in.

A file that was looked at travels in the page until it is confirmed, signed for the person who brought it: nothing is
kept on the server, and nothing else than what was shown is written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from framework_data.actions.drafting import import_edition
from framework_data.acts import ACTS, Act
from framework_data.compared_text import kinds_in_words, states_in_words, summary
from framework_data.comparing import Comparison
from framework_data.faults import FileRefusedError
from framework_data.intake import Intake, intake_of
from framework_data.models import Edition, Life
from framework_data.permissions import can_edit, check_can_edit
from spreadsheets.package import A_MEGABYTE, MOST_BYTES

SALT = "framework_data.import"
HOLDS_FOR = timedelta(days=1)


@dataclass(frozen=True)
class OfTheSite:
    """A piece of the site's own pages, which are written for another template engine; the admin includes it."""

    name: str
    context: Mapping[str, Any]

    def render(self, _: Any) -> str:
        return render_to_string(self.name, dict(self.context))


class ImportForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=format_lazy(
            gettext_lazy("A workbook (.xlsx) or a fixture (.json) of {size} MB at most."), size=MOST_BYTES // A_MEGABYTE
        ),
        error_messages=dict.fromkeys(
            ("required", "invalid", "missing", "empty"), gettext_lazy("Choose a workbook or a fixture")
        ),
    )
    slug = forms.SlugField(
        label=gettext_lazy("Another short name"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("Where the edition in the file is published here, or is to stand beside a draft."),
        error_messages={"invalid": gettext_lazy("Use letters, digits and hyphens alone")},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("The file must be %(size)s MB or smaller") % {"size": MOST_BYTES // A_MEGABYTE})
        return file


def act_page(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Ask for what the act needs, do it, and go back to the edition."""
    life = Life.objects.select_related("edition").filter(pk=pk).first()
    if life is None or act not in ACTS or not can_edit(request.user):
        raise Http404 if can_edit(request.user) else PermissionDenied(_("Editions are changed by their editors."))
    found = ACTS[act]
    form = found.form(initial={"read": life.edition.revision})
    if request.method == "POST":
        form = found.form(request.POST)
        made = _done(request, life.edition, found, form) if form.is_valid() else None
        if made is not None:
            messages.success(request, found.done)
            return _back(made)
    context = {"title": f"{found.label}: {life.edition.slug}", "act": found, "form": form, "life": life}
    return _page(request, "admin/framework_data/edition/act.html", context)


def _done(request: HttpRequest, edition: Edition, act: Act, form: forms.Form) -> Edition | None:
    """The edition to look at next; None where the action refused, and the form says why."""
    try:
        made = act.do(edition, by=request.user, **form.cleaned_data)
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return None
    return made if act.leads_to_new else edition


def _back(edition: Edition) -> HttpResponse:
    if Edition.objects.filter(slug=edition.slug).exists():
        return redirect("admin:framework_data_edition_change", edition.pk)
    return redirect("admin:framework_data_edition_changelist")


IMPORT = "admin/framework_data/edition/import.html"


def import_page(request: HttpRequest) -> HttpResponse:
    """Take a file, list every fault or show what differs, and write the draft when that is confirmed."""
    check_can_edit(request.user)
    form = ImportForm()
    context: dict[str, Any] = {"title": _("Import an edition"), "form": form}
    if request.method == "POST" and "held" in request.POST:
        held = _held(request)
        try:
            made = import_edition(held["objects"], by=request.user, base=held["base"], seen=held["seen"])
        except ValidationError as refusal:
            return _page(request, IMPORT, context | {"faults": refusal.messages, "count": len(refusal.messages)})
        messages.success(request, _("The draft is written."))
        return _back(made)
    if request.method == "POST":
        form = ImportForm(request.POST, request.FILES)
        context |= {"form": form} | (_looked_at(request, form) if form.is_valid() else {})
    return _page(request, IMPORT, context)


def _looked_at(request: HttpRequest, form: ImportForm) -> dict[str, Any]:
    """The faults of the file, or the comparison and what to send to confirm."""
    file, slug = form.cleaned_data["file"], form.cleaned_data["slug"]
    try:
        intake = intake_of(file.read(), file.name, slug=slug)
    except FileRefusedError as refusal:
        return {"faults": refusal.lines_in(_), "count": len(refusal.faults)}
    return {"intake": intake, "held": _carried(request, intake), **_compared(intake.comparison)}


def _compared(comparison: Comparison | None) -> dict[str, Any]:
    """The comparison as the site's own page of two editions shows it."""
    if comparison is None:
        return {"comparison": ""}
    words = {"kinds": kinds_in_words(), "states": states_in_words()}
    context = {"comparison": comparison, "shows_all": False, **words}
    return {"comparison": OfTheSite("framework_data/_comparison.html", context), "summary": summary(comparison)}


def _carried(request: HttpRequest, intake: Intake) -> str:
    there = Edition.objects.filter(slug=intake.slug).values_list("revision", flat=True).first()
    held = {"by": request.user.pk, "objects": list(intake.objects), "base": intake.base, "seen": there or 0}
    return signing.dumps(held, salt=SALT, compress=True)


def _held(request: HttpRequest) -> dict[str, Any]:
    """What was looked at: the objects, the edition they were compared with, and the draft's revision at that time."""
    try:
        held = signing.loads(request.POST["held"], salt=SALT, max_age=HOLDS_FOR)
    except signing.BadSignature:
        held = {}
    if held.get("by") != request.user.pk:
        raise PermissionDenied(_("This preview is no longer good. Import the file again."))
    return dict(held)


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    found = admin.site.each_context(request) | {"opts": Edition._meta} | context
    status = 422 if context["form"].errors or "faults" in context else 200
    return render(request, template, found, status=status)
