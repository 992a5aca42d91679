"""One partnership: its rounds now, its bodies and their state in them, and the rounds before."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.access import round_to_be
from assessments.permissions import can_set_up
from assessments.work import partnership_page
from partnerships.access import partnership_for
from partnerships.permissions import (
    can_see_bodies,
    can_see_partnership_history,
    can_see_people,
    can_see_retention,
)
from partnerships.requests import PersonRequest


@require_safe
def partnership(request: PersonRequest, slug: str) -> HttpResponse:
    found, standing = partnership_for(request.user, slug)
    page = partnership_page(found, standing, request.GET.get("page"))
    context = {"partnership": found, "page": page, "can_see_bodies": can_see_bodies(standing)}
    context |= {"can_set_up": can_set_up(round_to_be(found, standing)), "shows_people": can_see_people(standing)}
    context |= {"has_history": can_see_partnership_history(standing), "has_retention": can_see_retention(standing)}
    return render(request, "assessments/partnership.html", context)
