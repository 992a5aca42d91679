"""A friendly reminder: which bodies it goes to, said before it goes."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from assessments.access import visit
from assessments.actions.participating import remind as send_reminder
from assessments.permissions import check_can_remind
from assessments.setting_up import remind_page
from partnerships.requests import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
def remind(request: PersonRequest, slug: str) -> HttpResponse:
    found = visit(request.user, slug)
    check_can_remind(found)
    refusal = ""
    if request.method == "POST":
        try:
            reached = send_reminder(found, site=request.build_absolute_uri("/"))
        except ValidationError as error:
            refusal = " ".join(error.messages)
        else:
            messages.success(request, _to_how_many(len(reached)))
            return redirect("progress", slug)
    context = {"visit": found, "page": remind_page(found), "refusal": refusal}
    return render(request, "assessments/remind.html", context, status=422 if refusal else 200)


def _to_how_many(bodies: int) -> str:
    says = ngettext("The reminder goes to %(num)s body", "The reminder goes to %(num)s bodies", bodies)
    return says % {"num": f"{bodies:,}"}
