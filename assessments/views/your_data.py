"""What is held on whoever reads this, as a page and as a file to keep."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.your_data import your_data_json, your_data_page
from govuk.downloads import download
from partnerships.requests import PersonRequest


@require_safe
def your_data(request: PersonRequest) -> HttpResponse:
    return render(request, "assessments/your_data.html", {"page": your_data_page(request.user)})


@require_safe
def your_data_file(request: PersonRequest) -> HttpResponse:
    return download(your_data_json(request.user), name="your-data.json", content_type="application/json")
