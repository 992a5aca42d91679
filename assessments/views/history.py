"""The record of acts: of a round and of a partnership, as a page and as CSV."""

from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.access import visit
from assessments.history_csv import history_rows
from assessments.history_forms import LookForm
from assessments.history_page import bodies_of_partnership, bodies_of_round, history_page, partnership_history_page
from assessments.history_words import KINDS_OF_PARTNERSHIP, KINDS_OF_ROUND
from assessments.permissions import can_redact, check_can_see_history
from assessments.readable_history import events_of_partnership, readable_events
from partnerships.access import partnership_for
from partnerships.permissions import check_can_see_partnership_history
from partnerships.requests import PersonRequest


@require_safe
def history(request: PersonRequest, slug: str) -> HttpResponse:
    found = visit(request.user, slug)
    check_can_see_history(found)
    form = LookForm(request.GET, bodies=bodies_of_round(found), kinds=KINDS_OF_ROUND)
    page = history_page(found, **form.look, number=request.GET.get("page"))
    context = {"visit": found, "form": form, "history": page, "can_redact": can_redact(found)}
    return render(request, "assessments/history.html", context)


@require_safe
def history_csv(request: PersonRequest, slug: str) -> StreamingHttpResponse:
    found = visit(request.user, slug)
    check_can_see_history(found)
    return _csv(history_rows(readable_events(found)), f"{slug}-history.csv")


@require_safe
def partnership_history(request: PersonRequest, slug: str) -> HttpResponse:
    found, standing = partnership_for(request.user, slug)
    check_can_see_partnership_history(standing)
    form = LookForm(request.GET, bodies=bodies_of_partnership(found), kinds=KINDS_OF_PARTNERSHIP)
    page = partnership_history_page(found, **form.look, number=request.GET.get("page"))
    return render(
        request, "assessments/partnership_history.html", {"partnership": found, "form": form, "history": page}
    )


@require_safe
def partnership_history_csv(request: PersonRequest, slug: str) -> StreamingHttpResponse:
    found, standing = partnership_for(request.user, slug)
    check_can_see_partnership_history(standing)
    return _csv(history_rows(events_of_partnership(found)), f"{slug}-history.csv")


def _csv(rows: Iterator[str], name: str) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8", headers=headers)
