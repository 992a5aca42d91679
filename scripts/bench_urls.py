"""The product's pages beside two bare views that `make bench` measures them against: one row read, one row written."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from partnerships.models import Entity


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


urlpatterns = [
    path("bare-read/", bare_read),
    path("bare-write/", bare_write),
    path("bare-signed-in/", bare_signed_in),
    path("", include("alps.urls")),
]
