"""Editing in the admin: drafts through the actions, and everything else to look at."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, Model
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst

from framework_data.actions.drafting import add_part, change_edition, change_part, remove_part
from framework_data.models import Edition, Life, Part
from framework_data.permissions import can_edit, can_read


class PlainForm(forms.ModelForm):
    """A form whose labels end without a colon, as all of ours."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class ReadOnly(admin.ModelAdmin):
    """Whoever may read editions may look; nobody adds, changes or deletes."""

    form: type[forms.ModelForm] = PlainForm
    show_facets = admin.ShowFacets.NEVER

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        named = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, named | (extra_context or {}))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return can_read(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return can_read(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


def is_draft(edition: Edition) -> bool:
    return Life.objects.filter(edition=edition, state=Life.State.DRAFT).exists()


def changed_values(form: forms.ModelForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in form.changed_data}


class DraftAdmin(ReadOnly):
    """The draft's own row: what is said of it, and the policy."""

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return can_edit(request.user) and (obj is None or (isinstance(obj, Edition) and is_draft(obj)))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        change_edition(Edition.objects.get(pk=obj.pk), changes=changed_values(form), by=request.user)


class PartForm(PlainForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        edition = cleaned.get("edition") or (self.instance.edition if self.instance.pk else None)
        for name, value in list(cleaned.items()):
            if isinstance(value, Part) and edition and value.edition_id != edition.pk:
                self.add_error(name, ValidationError(f"{value.code} belongs to another edition."))
        return cleaned


class PartAdmin(ReadOnly):
    """Parts in the framework's own order, edition by edition; those of a draft can be edited."""

    form = PartForm
    actions = None
    list_filter = ["edition"]
    list_select_related = ["edition"]
    search_fields = ["code"]
    ordering = ("edition__slug", "order")
    list_per_page = 150

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Asked for each kind on every page of the admin, so nothing is looked up: the form offers drafts alone."""
        return can_edit(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return can_edit(request.user) and (obj is None or (isinstance(obj, Part) and is_draft(obj.edition)))

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return obj is not None and self.has_change_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        return ("edition",) if obj else ()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new part goes to the edition that the list was filtered by."""
        chosen = str(request.GET.get("_changelist_filters", "")).rpartition("edition__id__exact=")[2]
        return super().get_changeform_initial_data(request) | ({"edition": chosen} if chosen.isdigit() else {})

    def formfield_for_foreignkey(self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Only drafts, and only parts of the draft that is edited (of any draft, for a part that is new)."""
        model: Any = db_field.related_model
        pk = request.resolver_match.kwargs.get("object_id") if request.resolver_match else None
        if model is Edition:
            kwargs["queryset"] = Edition.objects.filter(life__state=Life.State.DRAFT).order_by("slug")
        else:
            rows = model.objects.select_related("edition").order_by("edition__slug", "order")
            at = self.model._default_manager.filter(pk=pk).values("edition")
            kwargs["queryset"] = rows.filter(edition__in=at) if pk else rows.filter(edition__life__state="draft")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            stored = self.model._default_manager.get(pk=obj.pk)
            change_part(stored, changes=changed_values(form), by=request.user)
            return
        values = {name: value for name, value in form.cleaned_data.items() if name != "edition"}
        obj.pk = add_part(obj.edition, model=self.model, values=values, by=request.user).pk

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        remove_part(obj, by=request.user)
