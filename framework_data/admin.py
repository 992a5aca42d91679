"""Editions and their parts: drafts are edited here through the actions, what is published is there to look at."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from framework_data.acts import acts_open
from framework_data.admin_pages import act_page, import_page
from framework_data.editing import DraftAdmin, PartAdmin, ReadOnly
from framework_data.fixture import PARTS
from framework_data.models import (
    Check,
    Definition,
    Dimension,
    Edition,
    Erratum,
    Level,
    Life,
    Option,
    Question,
    Statement,
)
from framework_data.pages import COLOURS
from framework_data.permissions import can_edit, can_try
from framework_data.wording_page import wording_page

BASE = ("slug", "language", "title", "label", "publisher", "published", "source_note")
NOTHING = "–"
TAG = '<strong class="govuk-tag govuk-tag--{}">{}</strong>'
POLICY = ("band_p", "band_l", "band_f", "full_needs", "reach", "build_on")


@admin.register(Edition)
class EditionAdmin(DraftAdmin):
    list_display = ("label", "slug", "state", "made_from", "title", "language")
    list_filter = ("life__state", "language")
    list_select_related = ("life",)
    search_fields = ("slug", "title", "label")
    ordering = ("-life__state", "slug")
    change_form_template = "admin/framework_data/edition/change_form.html"
    change_list_template = "admin/framework_data/edition/change_list.html"
    readonly_fields = ("slug", "state", "made_from", "what_is_new")
    actions = None
    fieldsets = (
        (None, {"fields": ("state", "made_from", "what_is_new")}),
        (gettext_lazy("What it is"), {"fields": BASE}),
        (gettext_lazy("Policy: when a statement is rated and a level is reached"), {"fields": POLICY}),
    )

    @admin.display(description=gettext_lazy("state"), ordering="life__state")
    def state(self, edition: Edition) -> str:
        if not hasattr(edition, "life"):
            return _("Being loaded")
        life = edition.life
        is_proposed = life.proposed_at and life.state == Life.State.DRAFT
        said = _("Draft, proposed") if is_proposed else life.get_state_display()
        return format_html(TAG, COLOURS[Life.State(life.state)], said)

    @admin.display(description=gettext_lazy("made from"))
    def made_from(self, edition: Edition) -> str:
        return edition.life.base or NOTHING if hasattr(edition, "life") else NOTHING

    @admin.display(description=gettext_lazy("what is new"))
    def what_is_new(self, edition: Edition) -> str:
        return edition.life.change_note or NOTHING if hasattr(edition, "life") else NOTHING

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("import/", wrap(import_page), name="framework_data_edition_import"),
            path("wording/", wrap(wording_page), name="framework_data_edition_wording"),
            path("<int:pk>/act/<slug:act>/", wrap(act_page), name="framework_data_edition_act"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        found = {"can_import": can_edit(request.user), "title": _("Framework editions")}
        return super().changelist_view(request, found | (extra_context or {}))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        edition = self.get_object(request, object_id)
        context = extra_context or {}
        if isinstance(edition, Edition):
            context |= {"acts": acts_open(edition, request.user), "edition": edition, "parts": parts_of(edition)}
            context |= {"compare_with": base_in_use(edition), "can_try": can_try(request.user)}
            context |= {"title": edition.label}
        return super().change_view(request, object_id, form_url, context)


def base_in_use(edition: Edition) -> str:
    """The slug of the edition that it was made from, where that is still here to compare it with."""
    base = edition.life.base if hasattr(edition, "life") else ""
    return base if Edition.objects.filter(slug=base).exists() else ""


def parts_of(edition: Edition) -> list[tuple[str, str, int]]:
    """(address of the list, what it holds, how many)"""
    return [
        (
            f"{reverse(f'admin:framework_data_{part._meta.model_name}_changelist')}?edition__id__exact={edition.pk}",
            str(part._meta.verbose_name_plural),
            part.objects.filter(edition=edition).count(),
        )
        for part in PARTS
    ]


@admin.register(Definition)
class DefinitionAdmin(PartAdmin):
    list_display = ("code", "meaning", "of_edition")


@admin.register(Level, Dimension)
class NamedAdmin(PartAdmin):
    list_display = ("code", "order", "name", "of_edition")


@admin.register(Option)
class OptionAdmin(PartAdmin):
    list_display = ("code", "kind", "answer", "value", "label", "of_edition")


@admin.register(Statement)
class StatementAdmin(PartAdmin):
    list_display = ("code", "dimension", "level", "text", "of_edition")
    list_select_related = ["edition", "dimension", "level"]
    search_fields = ["code", "text", "summary_text"]


@admin.register(Question)
class QuestionAdmin(PartAdmin):
    list_display = ("code", "respondent", "kind", "gate", "text", "of_edition")
    list_filter = ["edition", "respondent", "kind"]
    list_select_related = ["edition", "gate"]
    search_fields = ["code", "text", "guidance"]


@admin.register(Check)
class CheckAdmin(PartAdmin):
    list_display = ("code", "moment", "kind", "first", "second", "say", "of_edition")
    list_select_related = ["edition", "first", "second"]


@admin.register(Erratum)
class ErratumAdmin(ReadOnly):
    """Errata come by an act of the edition, and stay."""

    list_filter = ("edition",)
    list_select_related = ("edition",)
    ordering = ("edition__slug", "order")
    list_display = ("code", "place", "field", "text", "why", "made_on", "edition")
    search_fields = ["place", "text", "why"]


@admin.register(Life)
class LifeAdmin(ReadOnly):
    """Where editions stand: the page of an edition shows it, so that the index need not list it again."""

    list_display = ("edition", "state", "proposed_by", "published_by", "published_at", "withdrawn_at", "change_note")
    list_filter = ("state",)
    list_select_related = ("edition", "proposed_by", "published_by")
    ordering = ("edition__slug",)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False
