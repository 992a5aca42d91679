"""Withdrawing a role, or leaving one's own: what it means first, then the act."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from partnerships.access import partnership_for, role_in
from partnerships.actions.withdrawing import withdraw_role
from partnerships.people_page import withdraw_page
from partnerships.permissions import check_can_see_people
from partnerships.requests import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
def role_withdraw(request: PersonRequest, slug: str, role: str) -> HttpResponse:
    partnership, standing = partnership_for(request.user, slug)
    check_can_see_people(standing)
    page = withdraw_page(standing, role_in(partnership, role))
    if request.method == "POST":
        withdraw_role(standing, role=page.role)
        if page.is_yours:
            # Every sign-in of the person has ended with the role, this one too.
            return redirect(settings.LOGIN_URL)
        messages.success(
            request, _("%(person)s is no longer %(role)s") % {"person": page.role.person, "role": page.words}
        )
        return redirect("people", slug)
    return render(request, "partnerships/role_withdraw.html", {"partnership": partnership, "page": page})
