"""The list of statements that the board goes through in consensus, disputed ones first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.access import visit
from assessments.agreeing import consensus_page
from assessments.permissions import can_keep_sessions, can_sign_off, check_can_read_everything
from assessments.sealed import has_seals
from partnerships.requests import PersonRequest


@require_safe
def consensus(request: PersonRequest, slug: str) -> HttpResponse:
    found = visit(request.user, slug)
    check_can_read_everything(found)
    shows_disputed = request.GET.get("show") == "disputed"
    page = consensus_page(found)
    context = {
        "visit": found,
        "page": page,
        "shows_disputed": shows_disputed,
        "can_keep_sessions": can_keep_sessions(found),
        "can_sign_off": can_sign_off(found),
        "has_seals": has_seals(found.assessment),
    }
    return render(request, "assessments/consensus.html", context)
