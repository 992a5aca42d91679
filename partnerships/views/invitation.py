"""The page behind the link of an invitation: who invites to what, and the way to accept it from wherever one stands."""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from partnerships.actions.accepting import accept_invitation
from partnerships.invitations import InvitationEnded, State, invitation_by_token, invitation_page
from partnerships.models import Invitation
from partnerships.wording import role_in_words


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    try:
        found = invitation_by_token(token)
        if request.method == "POST":
            return _answer(request, found)
    except InvitationEnded:
        return render(request, "partnerships/invitation_ended.html", status=404)
    page = invitation_page(found, request.user)
    return render(request, "partnerships/invitation.html", {"page": page, "here": request.path})


def _answer(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if not request.user.is_authenticated:
        return _to_an_account(request, invitation)
    found = accept_invitation(request.user, invitation=invitation, absolute=request.build_absolute_uri)
    say, sentence = _what_came_of_it(found)
    say(request, sentence)
    return redirect(settings.LOGIN_REDIRECT_URL)


def _to_an_account(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """To sign in; or, where nobody has the address yet, to an account of one's own. Both lead back here."""
    if invitation_page(invitation, request.user).step != "sign_up":
        return redirect_to_login(request.path)
    get_adapter(request).stash_verified_email(request, invitation.email)
    return redirect(f"{reverse('account_signup')}?{urlencode({'next': request.path})}")


def _what_came_of_it(invitation: Invitation) -> tuple[Callable[[HttpRequest, str], None], str]:
    gaps = {"role": role_in_words(invitation), "body": invitation.entity, "partnership": invitation.partnership}
    if invitation.state == State.ACCEPTED:
        return messages.success, _("You are now %(role)s, in %(partnership)s") % gaps
    if invitation.state == State.TO_CONFIRM:
        sentence = _(
            "You have accepted. Because you come from another body, an approver of %(body)s has to say yes first. "
            "You get an e-mail when that has happened"
        )
        return messages.info, sentence % gaps
    sentence = _(
        "You hold a role of another body, and %(body)s has no approver who could say yes to you. Its first approver "
        "has to be somebody who holds no role of another body. Tell the facilitator whom to invite instead"
    )
    return messages.warning, sentence % gaps
