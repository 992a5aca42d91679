"""The admin for staff: people, partnerships, entities, and who belongs and holds a role where.

Roles are withdrawn rather than deleted, so that it stays known who once held them; giving and withdrawing one here
leaves the same line in the history as on a page. People are forgotten rather than deleted. The history is not in the
admin.
"""

import re
from datetime import date
from typing import Any, cast

from allauth.account.admin import EmailAddress
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.actions._roles import save_by_staff
from partnerships.actions.forgetting import forget_person
from partnerships.forgetting import what_forgetting_does
from partnerships.models import Entity, Membership, Partnership, Person, Role
from partnerships.permissions import can_run_the_service

# A second address would be a second way into an account: an address is changed in the person's own row alone.
# The class comes from allauth's admin module, so that it has been registered by now.
admin.site.unregister(EmailAddress)


POWERS = ("is_staff", "is_superuser", "groups", "user_permissions")


class NewPersonForm(AdminUserCreationForm):
    class Meta:
        model = Person
        fields = ("email", "name")

    def clean_email(self) -> str:
        return _settled_email(self.cleaned_data["email"], Person.objects.all())


class PersonForm(UserChangeForm):
    class Meta:
        model = Person
        fields = ("email", "name", "password", "is_active", "may_set_up", *POWERS)

    def clean_email(self) -> str:
        return _settled_email(self.cleaned_data["email"], Person.objects.exclude(pk=self.instance.pk))


def _settled_email(email: str, others: QuerySet[Person]) -> str:
    """The address in small letters, as people are found by it in any case."""
    if others.filter(email__iexact=email).exists():
        raise ValidationError(_("Somebody has this e-mail address already."))
    return email.lower()


class RoleForm(forms.ModelForm):
    """A role that was given belongs to its person and body for good: office, last day and its end are what changes."""

    class Meta:
        model = Role
        fields = ("person", "partnership", "entity", "kind", "office", "until", "withdrawn_at")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("person", "partnership", "entity", "kind"):
            if self.instance.pk and name in self.fields:
                self.fields[name].disabled = True


def _staff(request: HttpRequest) -> Person:
    """Who is signed in: nobody else sees the admin."""
    return cast(Person, request.user)


class RolesOfAPerson(admin.TabularInline):
    model = Role
    form = RoleForm
    fields = ("partnership", "entity", "kind", "office", "until", "withdrawn_at")
    extra = 1
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Role]:
        return super().get_queryset(request).order_by("pk")


@admin.register(Person)
class PersonAdmin(UserAdmin):
    form = PersonForm
    add_form = NewPersonForm
    list_display = ("name", "email", "is_staff", "may_set_up", "is_active", "is_demo")
    actions = ("forget",)
    list_filter = ("is_staff", "is_active", "is_demo", "roles__kind")
    search_fields = ("name", "email")
    ordering = ("name", "pk")
    readonly_fields = ("public_id", "is_demo", "joined_at", "last_login")
    inlines = (RolesOfAPerson,)
    fieldsets = (
        (None, {"fields": ("name", "email", "password")}),
        (
            gettext_lazy("What the account may do"),
            {"fields": ("is_active", "may_set_up", *POWERS)},
        ),
        (gettext_lazy("For the record"), {"fields": ("public_id", "is_demo", "joined_at", "last_login")}),
    )
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("name", "email", "usable_password", "password1", "password2")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Person | None = None) -> Any:
        """Only a superuser hands out what makes staff powerful, or whoever edits people could help themselves."""
        fields = super().get_readonly_fields(request, obj)
        if request.user.is_superuser:
            return fields
        return (*fields, "may_set_up", *POWERS)

    def save_model(self, request: HttpRequest, obj: Person, form: Any, change: bool) -> None:
        """Whoever reads the mail of a former address must not be sent a link to a new password."""
        super().save_model(request, obj, form, change)
        EmailAddress.objects.filter(user=obj).exclude(email=obj.email).delete()

    def has_change_permission(self, request: HttpRequest, obj: Person | None = None) -> bool:
        if obj is not None and (obj.forgotten_at or (obj.is_staff and not request.user.is_superuser)):
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """The history names people by their rows: those are emptied (`forget`) and never deleted."""
        return False

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for role in formset.save(commit=False):
            save_by_staff(role, by=_staff(request), absolute=request.build_absolute_uri)
        formset.save_m2m()

    def has_forget_permission(self, request: HttpRequest) -> bool:
        return can_run_the_service(_staff(request))

    @admin.action(description=gettext_lazy("Forget the chosen people"), permissions=["forget"])
    def forget(self, request: HttpRequest, queryset: QuerySet[Person]) -> HttpResponse | None:
        """Says first what goes; the page of confirmation sends the same choice again, with a word more."""
        people = list(queryset.filter(forgotten_at=None).exclude(pk=_staff(request).pk).order_by("pk"))
        if request.POST.get("confirmed") == "yes":
            for person in people:
                forget_person(person, by=_staff(request))
            self.message_user(request, _("Forgotten: %(number)s.") % {"number": len(people)}, messages.SUCCESS)
            return None
        context = self.admin_site.each_context(request) | {
            "title": _("Forget people?"),
            "opts": self.model._meta,
            "forgettings": [what_forgetting_does(person) for person in people],
        }
        return render(request, "admin/partnerships/forget_people.html", context)


class EntityForm(forms.ModelForm):
    class Meta:
        model = Entity
        fields = ("name", "slug", "kind", "in_area", "year_end")

    def clean_year_end(self) -> str:
        year_end: str = self.cleaned_data["year_end"]
        if year_end and not _is_day_of_a_year(year_end):
            raise ValidationError(_("Write the year end as month and day, such as 03-31."))
        return year_end


def _is_day_of_a_year(text: str) -> bool:
    if not re.fullmatch(r"\d{2}-\d{2}", text, re.ASCII):
        return False
    try:
        date.fromisoformat(f"2024-{text}")
    except ValueError:
        return False
    return True


class NamedBySlug(admin.ModelAdmin):
    """Files and seals name the thing by its slug, so the slug is given once."""

    prepopulated_fields = {"slug": ("name",)}

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        return ("slug",) if obj else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        return {} if obj else self.prepopulated_fields


@admin.register(Entity)
class EntityAdmin(NamedBySlug):
    form = EntityForm
    list_display = ("name", "kind", "in_area", "year_end")
    list_filter = ("kind", "in_area")
    search_fields = ("name", "slug")
    ordering = ("name", "pk")


class MembershipsOfAPartnership(admin.TabularInline):
    model = Membership
    fields = ("entity", "order", "joined_on", "left_on")
    extra = 1
    autocomplete_fields = ("entity",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        return super().get_queryset(request).order_by("order", "pk")


@admin.register(Partnership)
class PartnershipAdmin(NamedBySlug):
    list_display = ("name", "slug")
    search_fields = ("name", "slug")
    ordering = ("name", "pk")
    inlines = (MembershipsOfAPartnership,)


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin):
    list_display = ("entity", "partnership", "order", "joined_on", "left_on")
    list_filter = ("partnership",)
    search_fields = ("entity__name", "partnership__name")
    list_select_related = ("entity", "partnership")
    ordering = ("partnership__name", "order", "pk")
    autocomplete_fields = ("entity", "partnership")


@admin.register(Role)
class RoleAdmin(admin.ModelAdmin):
    form = RoleForm
    list_display = ("person", "kind", "office", "entity", "partnership", "until", "withdrawn_at")
    list_filter = ("kind", "partnership")
    search_fields = ("person__name", "person__email", "entity__name", "partnership__name")
    list_select_related = ("person", "entity", "partnership")
    ordering = ("partnership__name", "pk")
    autocomplete_fields = ("person", "entity", "partnership")

    def save_model(self, request: HttpRequest, obj: Role, form: Any, change: bool) -> None:
        save_by_staff(obj, by=_staff(request), absolute=request.build_absolute_uri)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
