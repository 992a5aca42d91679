"""How far each body has come, for the facilitator: counts and nothing else, because bodies answer blind."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.access import visit
from assessments.permissions import can_remind, can_reveal, check_can_see_progress
from assessments.progress import progress_page
from assessments.setting_up import last_reminded
from partnerships.requests import PersonRequest


@require_safe
def progress(request: PersonRequest, slug: str) -> HttpResponse:
    found = visit(request.user, slug)
    check_can_see_progress(found)
    context = {"visit": found, "page": progress_page(found), "can_reveal": can_reveal(found)}
    context |= {"can_set_up": can_remind(found), "last_reminded": last_reminded(found)}
    return render(request, "assessments/progress.html", context)
