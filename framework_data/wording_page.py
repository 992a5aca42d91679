"""The admin's page that brings in the wording of a publication: look at what was read, then make the draft.

What was read travels in the page until it is confirmed, signed for the person who brought it, as with an import of an
edition (admin_pages.py). The document itself is not kept anywhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from framework_data.actions.importing_wording import import_wording
from framework_data.admin_pages import HOLDS_FOR
from framework_data.content import content_of
from framework_data.faults import FileRefusedError
from framework_data.models import Edition
from framework_data.permissions import check_can_edit
from framework_data.wording.edition import LONGEST_LABEL, base_of
from framework_data.wording.preview import Group, groups_of
from framework_data.wording.reading import read_wording
from framework_data.wording.report import QUESTION, STATEMENT, SUMMARY, Found, Remark, Report
from framework_data.wording.unreadable import UnreadableError
from spreadsheets.package import MOST_BYTES

SALT = "framework_data.wording"


class EditionChoice(forms.ModelChoiceField):
    def label_from_instance(self, edition: Any) -> str:
        return f"{edition.label} ({edition.slug})"


class WordingForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The document"),
        help_text=gettext_lazy(
            "Text, Markdown, or a PDF that holds text, of 2 MB at most. For a larger one ask an operator."
        ),
        error_messages=dict.fromkeys(
            ("required", "invalid", "missing", "empty"), gettext_lazy("Choose a text, a Markdown file or a PDF")
        ),
    )
    base = EditionChoice(
        label=gettext_lazy("On the structure of"),
        queryset=Edition.objects.none(),
        to_field_name="slug",
        empty_label=None,
        help_text=gettext_lazy("Codes, order, who answers, gates, guidance and rules are taken from this edition."),
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), gettext_lazy("Choose the edition that the wording is for")
        ),
    )
    slug = forms.SlugField(
        label=gettext_lazy("Short name of the draft"),
        max_length=80,
        help_text=gettext_lazy("Letters, digits and hyphens, such as “publication-1”. It is given once."),
        error_messages={
            "required": gettext_lazy("Enter a short name for the draft"),
            "invalid": gettext_lazy("Use letters, digits and hyphens alone"),
            "max_length": gettext_lazy("Enter 80 characters or fewer"),
        },
    )
    label = forms.CharField(
        label=gettext_lazy("Edition"),
        required=False,
        max_length=LONGEST_LABEL,
        help_text=gettext_lazy("What people read. Left empty, it says which document the wording is from."),
        error_messages={"max_length": gettext_lazy("Enter 200 characters or fewer")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        base: Any = self.fields["base"]
        base.queryset = Edition.objects.filter(life__isnull=False).order_by("slug")

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("The document must be 2 MB or smaller"))
        return file

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if Edition.objects.filter(slug=slug).exists():
            raise ValidationError(
                _("There is an edition %(slug)s already. Choose another short name.") % {"slug": slug}
            )
        return slug


@dataclass(frozen=True)
class Remarks:
    """What the reader has to say of one sort. is_always_told: even that there is nothing."""

    heading: str
    remarks: tuple[Remark, ...]
    is_always_told: bool


@dataclass(frozen=True)
class Preview:
    """What was read. held: what to send back to make the draft; empty where the document does not fit."""

    report: Report
    groups: tuple[Group, ...]
    base: Edition
    slug: str
    source: str
    held: str

    @property
    def counts(self) -> tuple[tuple[str, int, int | None], ...]:
        """(what, how many were found, of how many; None where any number will do)"""
        found = self.report.count
        return (
            (_("Statements"), found(STATEMENT), self.report.statements),
            (_("Questions"), found(QUESTION), self.report.questions),
            (_("Statements in a summary"), found(SUMMARY), None),
        )

    @property
    def remarks(self) -> tuple[Remarks, ...]:
        return (
            Remarks(_("Missing or surplus"), self.report.missing, is_always_told=True),
            Remarks(_("Doubtful"), self.report.doubtful, is_always_told=True),
            Remarks(_("Worth a look"), self.report.notes, is_always_told=False),
        )

    @property
    def lines_aside(self) -> int:
        return sum(run.lines for run in self.report.left_aside)

    @property
    def changed(self) -> int:
        return sum(not row.is_same for group in self.groups for row in group.rows)


def wording_page(request: HttpRequest) -> HttpResponse:
    """Take a document, show all that was read in it, and make the draft when that is confirmed."""
    check_can_edit(request.user)
    if request.method == "POST" and "held" in request.POST:
        return _made(request)
    form = WordingForm(initial={"base": request.GET.get("base")})
    preview = None
    if request.method == "POST":
        form = WordingForm(request.POST, request.FILES)
        preview = _looked_at(request, form) if form.is_valid() else None
    return _page(request, form, preview)


def _looked_at(request: HttpRequest, form: WordingForm) -> Preview | None:
    """What was read; None where the file cannot be read, and the form says why."""
    base, file = form.cleaned_data["base"], form.cleaned_data["file"]
    structure = base_of(content_of(base))
    try:
        report = read_wording(file.read(), structure)
    except UnreadableError as refusal:
        form.add_error("file", _("The document was not read. %(why)s") % {"why": refusal})
        return None
    source = get_valid_filename(file.name)
    held = _carried(request, form.cleaned_data | {"source": source}, report) if report.fits else ""
    return Preview(report, groups_of(report, structure), base, form.cleaned_data["slug"], source, held)


def _carried(request: HttpRequest, asked: Mapping[str, Any], report: Report) -> str:
    held = {
        "by": request.user.pk,
        "base": asked["base"].slug,
        "revision": asked["base"].revision,
        "slug": asked["slug"],
        "label": asked["label"],
        "source": asked["source"],
        "found": [[each.kind, each.code, each.text] for each in report.found],
    }
    return signing.dumps(held, salt=SALT, compress=True)


def _made(request: HttpRequest) -> HttpResponse:
    """The draft of what was shown, or the first page with the reason why not."""
    held = _held(request)
    base = Edition.objects.filter(slug=held["base"], revision=held["revision"]).first()
    form = WordingForm({name: held[name] for name in ("base", "slug", "label")})
    form.errors.clear()
    if base is None:
        form.add_error(
            None,
            _("The edition %(slug)s was changed in the meantime. Read the document again.") % {"slug": held["base"]},
        )
        return _page(request, form, None)
    try:
        draft = import_wording(
            _report(held), base=base, slug=held["slug"], source=held["source"], label=held["label"], by=request.user
        )
    except (ValidationError, FileRefusedError) as refusal:
        form.add_error(None, refusal.messages if isinstance(refusal, ValidationError) else refusal.lines)
        return _page(request, form, None)
    messages.success(request, _("The draft is made. Nothing is published yet."))
    return redirect("admin:framework_data_edition_change", draft.pk)


def _report(held: Mapping[str, Any]) -> Report:
    """As much of the report as the draft needs: what was found. It fitted, or it would not have been held."""
    found = tuple(Found(kind, code, "", text, "") for kind, code, text in held["found"])
    return Report(0, 0, found, (), (), (), ())


def _held(request: HttpRequest) -> Mapping[str, Any]:
    try:
        held = signing.loads(request.POST["held"], salt=SALT, max_age=HOLDS_FOR)
    except signing.BadSignature:
        held = {}
    if held.get("by") != request.user.pk:
        raise PermissionDenied(_("This preview is no longer good. Read the document again."))
    found: Mapping[str, Any] = held
    return found


def _page(request: HttpRequest, form: WordingForm, preview: Preview | None) -> HttpResponse:
    context = admin.site.each_context(request) | {
        "title": _("Bring in a publication’s wording"),
        "opts": Edition._meta,
        "form": form,
        "preview": preview,
    }
    does_not_fit = preview is not None and not preview.report.fits
    template = "admin/framework_data/edition/import_wording.html"
    return render(request, template, context, status=422 if form.errors or does_not_fit else 200)
