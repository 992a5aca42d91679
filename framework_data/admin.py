"""Editions and their parts, to look at: an edition comes in as a fixture and is not edited here."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from framework_data.models import Check, Definition, Dimension, Edition, Level, Option, Question, Statement


class ReadOnly(admin.options.BaseModelAdmin):
    """Whoever has permission to view may look; nobody adds, changes or deletes."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Edition)
class EditionAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("slug", "title", "label", "language", "published")
    ordering = ("slug",)


class PartAdmin(ReadOnly, admin.ModelAdmin):
    """Parts in the framework's own order, edition by edition."""

    list_filter = ["edition"]
    list_select_related = ["edition"]
    search_fields = ["code"]
    ordering = ("edition__slug", "order")
    list_per_page = 150


@admin.register(Definition)
class DefinitionAdmin(PartAdmin):
    list_display = ("code", "meaning", "edition")


@admin.register(Level, Dimension)
class NamedAdmin(PartAdmin):
    list_display = ("code", "order", "name", "edition")


@admin.register(Option)
class OptionAdmin(PartAdmin):
    list_display = ("code", "kind", "answer", "value", "label", "edition")


@admin.register(Statement)
class StatementAdmin(PartAdmin):
    list_display = ("code", "dimension", "level", "text", "edition")
    list_filter = ["edition", "dimension", "level"]
    list_select_related = ["edition", "dimension", "level"]
    search_fields = ["code", "text", "summary_text"]


@admin.register(Question)
class QuestionAdmin(PartAdmin):
    list_display = ("code", "respondent", "kind", "gate", "text", "edition")
    list_filter = ["edition", "respondent", "kind"]
    list_select_related = ["edition", "gate"]
    search_fields = ["code", "text", "guidance"]


@admin.register(Check)
class CheckAdmin(PartAdmin):
    list_display = ("code", "moment", "kind", "first", "second", "say", "edition")
    list_select_related = ["edition", "first", "second"]
