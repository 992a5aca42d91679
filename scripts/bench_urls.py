"""The product's pages beside the bare views that `make bench` measures them against."""

from bench_reports import BARE_FILE
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from assessments.access import visit
from assessments.permissions import check_can_see_results
from govuk.downloads import download
from partnerships.models import Entity
from partnerships.requests import PersonRequest


@login_not_required
def bare_read(request: HttpRequest) -> HttpResponse:
    return HttpResponse(Entity.objects.get(pk=1).name)


@login_not_required
def bare_write(request: HttpRequest) -> HttpResponse:
    Entity.objects.filter(pk=1).update(in_area=True)
    return HttpResponse("written")


def bare_signed_in(request: HttpRequest) -> HttpResponse:
    """As bare_read, behind the sign-in that every page of the site stands behind: session, person, one row."""
    return HttpResponse(Entity.objects.get(pk=1).name)


def bare_file(request: PersonRequest, slug: str) -> HttpResponse:
    """What a stored report is measured against: the same permission check, then a file of the same size from disk."""
    check_can_see_results(visit(request.user, slug))
    return download(BARE_FILE.read_bytes(), name="report.pdf", content_type="application/pdf")


urlpatterns = [
    path("bare-read/", bare_read),
    path("bare-write/", bare_write),
    path("bare-signed-in/", bare_signed_in),
    path("bare-file/<slug:slug>/", bare_file),
    path("", include("alps.urls")),
]
