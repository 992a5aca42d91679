"""Pages on editions for the framework's editors: which there are, one of them, and two side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from framework_data.access import check_editions_are_there, edition_for
from framework_data.compared_text import kinds_in_words, states_in_words, summary
from framework_data.comparing import compare
from framework_data.fixture import fixture_of, fixture_text
from framework_data.pages import edition_lines, edition_page, name_of_field
from framework_data.permissions import can_edit, can_try
from framework_data.workbook.writing import workbook_of
from govuk.downloads import download
from spreadsheets import XLSX


@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    check_editions_are_there(request.user)
    return render(request, "framework_data/editions.html", {"lines": edition_lines()})


@require_safe
def edition(request: HttpRequest, edition: str) -> HttpResponse:
    page = edition_page(edition_for(request.user, edition))
    may = {"can_edit": can_edit(request.user), "can_try": can_try(request.user)}
    context = {"page": page, "name_of_field": name_of_field, **may}
    return render(request, "framework_data/edition.html", context)


@require_safe
def edition_fixture(request: HttpRequest, edition: str) -> HttpResponse:
    """The very file that `loaddata` takes."""
    found = edition_for(request.user, edition)
    return download(fixture_text(fixture_of(found)), name=f"{found.slug}.json", content_type="application/json")


@require_safe
def edition_workbook(request: HttpRequest, edition: str) -> HttpResponse:
    """The same for a group to edit, as a spreadsheet."""
    found = edition_for(request.user, edition)
    return download(workbook_of(fixture_of(found)), name=f"{found.slug}.xlsx", content_type=XLSX)


@require_safe
def edition_compare(request: HttpRequest, before: str, after: str) -> HttpResponse:
    sides = [fixture_of(edition_for(request.user, slug)) for slug in (before, after)]
    comparison = compare(*sides, translate=_)
    context = {
        "comparison": comparison,
        "summary": summary(comparison),
        "kinds": kinds_in_words(),
        "states": states_in_words(),
        "shows_all": request.GET.get("show") == "all",
    }
    return render(request, "framework_data/compare.html", context)
