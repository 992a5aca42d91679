"""What is held on whoever reads this, as a page and as a file to keep."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.your_data import your_data_json, your_data_page
from partnerships.requests import PersonRequest


@require_safe
def your_data(request: PersonRequest) -> HttpResponse:
    return render(request, "assessments/your_data.html", {"page": your_data_page(request.user)})


@never_cache
@require_safe
def your_data_file(request: PersonRequest) -> HttpResponse:
    headers = {"Content-Disposition": 'attachment; filename="your-data.json"'}
    return HttpResponse(your_data_json(request.user), content_type="application/json", headers=headers)
