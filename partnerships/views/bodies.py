"""The bodies of a partnership: who is a member; add one, change it, end its membership, say who took over."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from govuk.forms import Form
from partnerships.access import Standing, partnership_for
from partnerships.actions.bodies import (
    add_body,
    change_body,
    end_membership,
    record_succession,
    withdraw_succession,
)
from partnerships.bodies import (
    bodies_named,
    bodies_page,
    body_of,
    other_bodies,
    successions_of,
)
from partnerships.body_facts import BodyFacts, facts_of
from partnerships.body_forms import BodyForm, LeaveForm, NewBodyForm, SuccessionForm, known_in
from partnerships.models import Entity, Partnership
from partnerships.permissions import check_can_change_bodies, check_can_edit_body, check_can_see_bodies
from partnerships.requests import PersonRequest


@require_safe
def bodies(request: PersonRequest, slug: str) -> HttpResponse:
    partnership, standing = partnership_for(request.user, slug)
    check_can_see_bodies(standing)
    page = bodies_page(partnership, standing, request.GET.get("page"), request.GET.get("former"))
    return render(request, "partnerships/bodies.html", {"partnership": partnership, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def body_add(request: PersonRequest, slug: str) -> HttpResponse:
    partnership, standing = partnership_for(request.user, slug)
    check_can_change_bodies(standing)
    # A body that was a member before is offered again by its name.
    name = request.GET.get("name", "")
    form, known = NewBodyForm(name=name), bodies_named(name)
    if request.method == "POST":
        form = NewBodyForm(request.POST)
        form.full_clean()
        known, chosen = known_in(form, request.POST.get("known", ""))
        if not form.errors:
            day, body = form.cleaned_data["joined_on"], chosen or form.facts
            if _is_done(form, lambda: add_body(standing, partnership=partnership, body=body, joined_on=day)):
                messages.success(request, _("%(body)s is a member") % {"body": body.name})
                return redirect("bodies", slug)
    context = {"partnership": partnership, "form": form, "known": known}
    return render(request, "partnerships/body_add.html", context, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def body_edit(request: PersonRequest, slug: str, entity: str) -> HttpResponse:
    partnership, standing = partnership_for(request.user, slug)
    body = body_of(partnership, entity)[0]
    check_can_change_bodies(standing)
    check_can_edit_body(standing, body)
    form, now = BodyForm(facts=facts_of(body)), None
    if request.method == "POST":
        form = BodyForm(request.POST)
        if form.is_valid():
            now = _change(form, standing, partnership, body)
            if not form.errors:
                messages.success(request, _("What is said of %(body)s is saved") % {"body": form.facts.name})
                return redirect("bodies", slug)
    context = {"partnership": partnership, "body": body, "form": form, "now": now}
    return render(request, "partnerships/body_edit.html", context, status=409 if now else _status(form))


def _change(form: BodyForm, standing: Standing, partnership: Partnership, body: Entity) -> BodyFacts | None:
    """The facts as somebody else saved them meanwhile, where that is so; the form then knows them as read."""
    try:
        changed = change_body(
            standing, partnership=partnership, entity=body, facts=form.facts, read=form.cleaned_data["read"]
        )
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None
    if not changed.is_conflict:
        return None
    form.add_error(None, _("Somebody changed this body while you were writing. Compare the two, then save again"))
    now = facts_of(changed.entity)
    form.has_read(now)
    return now


@require_http_methods(["GET", "HEAD", "POST"])
def body_leave(request: PersonRequest, slug: str, entity: str) -> HttpResponse:
    partnership, standing = partnership_for(request.user, slug)
    body, membership = body_of(partnership, entity)
    check_can_change_bodies(standing)
    form = LeaveForm()
    if request.method == "POST":
        form = LeaveForm(request.POST)
        if form.is_valid():
            day = form.cleaned_data["left_on"]
            if _is_done(form, lambda: end_membership(standing, partnership=partnership, entity=body, left_on=day)):
                messages.success(request, _("%(body)s is no member any more") % {"body": body.name})
                return redirect("bodies", slug)
    context = {"partnership": partnership, "body": body, "membership": membership, "form": form}
    return render(request, "partnerships/body_leave.html", context, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def body_succession(request: PersonRequest, slug: str, entity: str) -> HttpResponse:
    partnership, standing = partnership_for(request.user, slug)
    body, membership = body_of(partnership, entity)
    check_can_change_bodies(standing)
    check_can_edit_body(standing, body)
    if request.method == "POST" and "withdraw" in request.POST:
        withdraw_succession(standing, partnership=partnership, predecessor=body, successor=request.POST["withdraw"])
        messages.success(request, _("The record is taken back"))
        return redirect("body_succession", slug, entity)
    others, is_member = other_bodies(partnership, body), membership.left_on is None
    data = request.POST if request.method == "POST" else None
    form = SuccessionForm(body, others, is_member=is_member, data=data)
    known: tuple[Entity, ...] = ()
    if request.method == "POST":
        form.full_clean()
        heir = form.chosen
        if heir is None:
            known, heir = known_in(form, request.POST.get("known", ""))
        if not form.errors and _is_done(form, lambda: _take_over(form, standing, partnership, heir)):
            messages.success(request, _("It is recorded who took over from %(body)s") % {"body": body.name})
            return redirect("bodies", slug)
    context = {"partnership": partnership, "body": body, "form": form, "known": known}
    context["successions"] = successions_of([body.pk]).get(body.pk, ())
    return render(request, "partnerships/body_succession.html", context, status=_status(form))


def _take_over(form: SuccessionForm, standing: Standing, partnership: Partnership, heir: Entity | None) -> None:
    record_succession(
        standing,
        partnership=partnership,
        predecessor=form.entity,
        successor=heir or form.facts,
        took_over_on=form.day,
        ends_membership=form.is_leaving,
    )


def _is_done(form: Form, act: Callable[[], Any]) -> bool:
    """Whether the act was done; what stands against it becomes an error of the form."""
    try:
        act()
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True


def _status(form: Form) -> int:
    return 422 if form.errors else 200
