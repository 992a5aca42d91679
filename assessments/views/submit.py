"""Check and submit: what is missing, what is not applicable, what is worth a second look; then hand in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.access import visit_to_entity
from assessments.actions.answering import submit_answers, take_back_answers
from assessments.permissions import check_can_see_questionnaire
from assessments.submission import submit_page
from partnerships.requests import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: PersonRequest, slug: str, entity: str) -> HttpResponse:
    visit = visit_to_entity(request.user, slug, entity)
    check_can_see_questionnaire(visit)
    name = visit.participant.name
    if request.method == "POST":
        if "take_back" in request.POST:
            take_back_answers(visit)
            messages.success(request, _("The answers of %(name)s are open for change again") % {"name": name})
        else:
            submit_answers(visit)
            messages.success(request, _("The answers of %(name)s are submitted") % {"name": name})
        return redirect("submit", slug, entity)
    return render(request, "assessments/submit.html", {"visit": visit, "page": submit_page(visit)})
