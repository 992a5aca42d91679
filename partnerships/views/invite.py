"""Inviting somebody. The answer is the same whether or not there is an account for the address, or a role already."""

from allauth.core import ratelimit
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from partnerships.access import Standing, partnership_for
from partnerships.actions.inviting import invite as invite_somebody
from partnerships.forms import InviteForm
from partnerships.invitations import offers_of
from partnerships.models import Partnership
from partnerships.permissions import check_can_invite_somebody
from partnerships.requests import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: PersonRequest, slug: str) -> HttpResponse:
    partnership, standing = partnership_for(request.user, slug)
    check_can_invite_somebody(standing)
    offers = offers_of(standing, partnership)
    if request.method == "POST":
        form = InviteForm(request.POST, offers=offers)
        if form.is_valid() and _invite(request, form, standing, partnership):
            return redirect("people", slug)
    else:
        only = offers.all_bodies[0].slug if len(offers.all_bodies) == 1 else ""
        form = InviteForm(offers=offers, initial={"body": request.GET.get("body", only), "office": ""})
    context = {"partnership": partnership, "form": form}
    return render(request, "partnerships/invite.html", context, status=422 if form.errors else 200)


def is_one_too_many(request: PersonRequest) -> bool:
    """Whether the person has sent as many e-mails as an hour allows; counts this one where not."""
    return not ratelimit.consume(request, action="invite")


def _invite(request: PersonRequest, form: InviteForm, standing: Standing, partnership: Partnership) -> bool:
    if is_one_too_many(request):
        sentence = _("You have sent many invitations in the last hour. Wait an hour, then send this one again.")
        form.add_error(None, sentence)
        return False
    email = form.cleaned_data["email"]
    absolute = request.build_absolute_uri
    try:
        invite_somebody(standing, partnership=partnership, offer=form.offer, email=email, absolute=absolute)
    except ValidationError as fault:
        form.add_error(None, fault)
        return False
    messages.success(request, _("An invitation is on its way to %(address)s") % {"address": email})
    return True
