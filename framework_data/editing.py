"""Editing in the admin: drafts through the actions, and everything else to look at."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, Model
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from framework_data.actions.drafting import add_part, change_edition, change_part, remove_part
from framework_data.models import Edition, Life, Part
from framework_data.permissions import can_edit, can_read

HELP: Mapping[str, Any] = {
    "code": gettext_lazy("By this the next round finds last time’s answers. Leave it with its wording."),
    "order": gettext_lazy("Its place among its kind, counted from the lowest. No two share one."),
    "statement": gettext_lazy("The statement that it belongs to."),
    "respondent": gettext_lazy("Who answers it."),
    "question.kind": gettext_lazy("A practice is rated. A consequence too, in words of its own. A signal never is."),
    "gate": gettext_lazy("An earlier question of the same respondent. Answered “Not in place”, it closes this one."),
    "text": gettext_lazy("What people read while they answer."),
    "summary_text": gettext_lazy("The wording in the matrix."),
    "substance_note": gettext_lazy("Where the two wordings differ in substance, say how."),
    "guidance": gettext_lazy("Shown beside the question to whoever opens it."),
    "why_it_matters": gettext_lazy("Shown below the statement to whoever opens it."),
    "dimension": gettext_lazy("Left empty, with the level, for Getting Started."),
    "say": gettext_lazy("The advice that is shown where the two answers do not fit."),
    "label": gettext_lazy("What people read and choose."),
    "source_note": gettext_lazy("Whose wording it is. The reports print it."),
}


class PlainForm(forms.ModelForm):
    """A form in the manner of ours: no colon after a label, help, and a sentence of its own for what is missing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        model = self._meta.model._meta.model_name
        for name, field in self.fields.items():
            asked = _("Choose the %(name)s") if isinstance(field, forms.ChoiceField) else _("Enter the %(name)s")
            field.error_messages["required"] = asked % {"name": str(field.label).lower()}
            field.help_text = field.help_text or HELP.get(f"{model}.{name}") or HELP.get(name, "")


class ReadOnly(admin.ModelAdmin):
    """Whoever may read editions may look; nobody adds, changes or deletes."""

    form: type[forms.ModelForm] = PlainForm
    change_form_template = "admin/framework_data/change_form.html"
    show_facets = admin.ShowFacets.NEVER

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        named = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, named | (extra_context or {}))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Headed by what it is; "Change" and "View" say nothing that the page does not show."""
        found = self.get_object(request, object_id)
        named = {"title": f"{capfirst(self.opts.verbose_name)} {found}", "subtitle": None}
        return super().change_view(request, object_id, form_url, named | (extra_context or {}))

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
                say = _("%(code)s belongs to another edition.") % {"code": value.code}
                self.add_error(name, ValidationError(say))
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

    @admin.display(description=gettext_lazy("edition"), ordering="edition__slug")
    def of_edition(self, part: Part) -> str:
        return part.edition.slug

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """The edition first: by it one knows where one is."""
        return ["edition", *(name for name in super().get_fields(request, obj) if name != "edition")]

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

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Without the signs to add or change the other part from here: each part has its own page."""
        # The page remembers what it showed: what its reader leaves alone is not written over what a colleague saved.
        field = super().formfield_for_dbfield(db_field, request, show_hidden_initial=True, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            stored = self.model._default_manager.get(pk=obj.pk)
            change_part(stored, changes=changed_values(form), by=request.user)
            return
        values = {name: value for name, value in form.cleaned_data.items() if name != "edition"}
        obj.pk = add_part(obj.edition, model=self.model, values=values, by=request.user).pk

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        remove_part(obj, by=request.user)
