"""The list of statements that the board goes through in consensus, disputed ones first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.access import visit
from assessments.agreeing import consensus_page
from assessments.permissions import can_keep_sessions, check_can_read_everything
from partnerships.requests import PersonRequest


@require_safe
def consensus(request: PersonRequest, slug: str) -> HttpResponse:
    found = visit(request.user, slug)
    check_can_read_everything(found)
    shows_disputed = request.GET.get("show") == "disputed"
    context = {"visit": found, "page": consensus_page(found), "shows_disputed": shows_disputed}
    context["can_keep_sessions"] = can_keep_sessions(found)
    return render(request, "assessments/consensus.html", context)
