"""Check what was said of a draft, then open it, or throw it away."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.access import visit
from assessments.actions.setting_up import discard_draft, open_round
from assessments.permissions import check_can_open, check_can_set_scope
from assessments.setting_up import check_page
from partnerships.requests import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
def round_check(request: PersonRequest, slug: str) -> HttpResponse:
    found = visit(request.user, slug)
    check_can_open(found)
    status = 200
    if request.method == "POST":
        try:
            open_round(found, site=request.build_absolute_uri("/"))
        except ValidationError:
            status = 422
        else:
            messages.success(
                request,
                _("%(title)s is open. The approvers of its bodies hear of it by e-mail")
                % {"title": found.assessment.title},
            )
            return redirect("progress", slug)
    context = {"visit": found, "page": check_page(found), "was_refused": status == 422}
    return render(request, "assessments/round_check.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def round_discard(request: PersonRequest, slug: str) -> HttpResponse:
    found = visit(request.user, slug)
    check_can_set_scope(found)
    refusal = ""
    if request.method == "POST":
        try:
            discard_draft(found)
        except ValidationError as error:
            refusal = " ".join(error.messages)
        else:
            messages.success(request, _("The draft %(title)s is gone") % {"title": found.assessment.title})
            return redirect("partnership", found.assessment.partnership.slug)
    context = {"visit": found, "refusal": refusal}
    return render(request, "assessments/round_discard.html", context, status=422 if refusal else 200)
