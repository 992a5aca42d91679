"""The seals of a round: what was sealed, what a check finds, and the sealed document to take away."""

import json

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.access import visit
from assessments.permissions import can_reopen, check_can_read_everything, check_can_see_seal
from assessments.publication import publication_of
from assessments.seal_page import seal_page
from assessments.sealing import sealed_file
from govuk.downloads import download
from partnerships.requests import PersonRequest


@require_safe
def seal(request: PersonRequest, slug: str) -> HttpResponse:
    found = visit(request.user, slug)
    check_can_see_seal(found)
    context = {"visit": found, "page": seal_page(found), "can_reopen": can_reopen(found)}
    context |= {"publication": publication_of(found)}
    return render(request, "assessments/seal.html", context)


@require_safe
def seal_document(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """The sealed document with its texts, for those who read every answer: it holds them all."""
    found = visit(request.user, slug)
    check_can_read_everything(found)
    held = sealed_file(found.assessment, number)
    if held is None:
        raise Http404
    text = json.dumps(held, ensure_ascii=False, indent=2) + "\n"
    return download(text, name=f"{slug}-seal-{number}.json", content_type="application/json")
