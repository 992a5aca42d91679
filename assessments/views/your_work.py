"""The home page: what waits for me now, then my partnerships."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.work import work_of
from partnerships.requests import PersonRequest


@require_safe
def your_work(request: PersonRequest) -> HttpResponse:
    return render(request, "assessments/your_work.html", {"work": work_of(request.user, request.GET)})
