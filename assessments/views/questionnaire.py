"""The map of statements that one body answers."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.access import visit_to_entity
from assessments.permissions import (
    can_decline,
    can_see_entity_result,
    can_submit,
    can_use_workbook,
    check_can_see_questionnaire,
)
from assessments.questionnaire import map_page
from partnerships.requests import PersonRequest


@require_safe
def questionnaire(request: PersonRequest, slug: str, entity: str) -> HttpResponse:
    visit = visit_to_entity(request.user, slug, entity)
    check_can_see_questionnaire(visit)
    page = map_page(visit, shows_all=request.GET.get("show") == "all")
    context = {
        "visit": visit,
        "page": page,
        "can_submit": can_submit(visit),
        "can_decline": can_decline(visit),
        "can_see_result": can_see_entity_result(visit),
        "can_use_workbook": can_use_workbook(visit),
    }
    return render(request, "assessments/questionnaire.html", context)
