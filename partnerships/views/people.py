"""Who holds which role at which body; and what is done with an invitation that waits."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from partnerships.access import Standing, partnership_for
from partnerships.actions.accepting import confirm_person, refuse_person
from partnerships.actions.inviting import send_again, withdraw_invitation
from partnerships.invitations import waiting_invitation
from partnerships.models import Invitation
from partnerships.people_page import people_page
from partnerships.permissions import check_can_see_people
from partnerships.requests import PersonRequest
from partnerships.views.invite import is_one_too_many


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: PersonRequest, slug: str) -> HttpResponse:
    partnership, standing = partnership_for(request.user, slug)
    check_can_see_people(standing)
    if request.method == "POST":
        name = next((name for name in ACTS if name in request.POST), "")
        invitation = waiting_invitation(partnership, request.POST.get(name, ""))
        ACTS[name](request, standing, invitation)
        return redirect("people", slug)
    page = people_page(standing, partnership, request.GET.get("page"))
    return render(request, "partnerships/people.html", {"partnership": partnership, "page": page})


def _send_again(request: PersonRequest, standing: Standing, invitation: Invitation) -> None:
    if is_one_too_many(request):
        sentence = _("You have sent many invitations in the last hour. Wait an hour, then send it again")
        messages.warning(request, sentence)
        return
    send_again(standing, invitation=invitation, absolute=request.build_absolute_uri)
    messages.success(request, _("A new link is on its way. The link sent before works no more"))


def _withdraw(request: PersonRequest, standing: Standing, invitation: Invitation) -> None:
    withdraw_invitation(standing, invitation=invitation)
    messages.success(request, _("The invitation is withdrawn. Its link works no more"))


def _confirm(request: PersonRequest, standing: Standing, invitation: Invitation) -> None:
    role = confirm_person(standing, invitation=invitation, absolute=request.build_absolute_uri)
    messages.success(request, _("%(person)s is confirmed") % {"person": role.person})


def _refuse(request: PersonRequest, standing: Standing, invitation: Invitation) -> None:
    refused = refuse_person(standing, invitation=invitation, absolute=request.build_absolute_uri)
    messages.success(request, _("%(person)s is told that you said no") % {"person": refused.person})


ACTS: dict[str, Callable[[PersonRequest, Standing, Invitation], None]] = {
    "send_again": _send_again,
    "withdraw": _withdraw,
    "confirm": _confirm,
    "refuse": _refuse,
}
