"""Set up a partnership: its name, and the facilitator's own body as its first member."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from partnerships.access import standings_of
from partnerships.actions.bodies import set_up_partnership
from partnerships.body_forms import PartnershipForm, known_in
from partnerships.models import Entity
from partnerships.permissions import check_can_found
from partnerships.requests import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
def partnership_new(request: PersonRequest) -> HttpResponse:
    check_can_found(request.user, standings_of(request.user).values())
    form = PartnershipForm()
    known: tuple[Entity, ...] = ()
    if request.method == "POST":
        form = PartnershipForm(request.POST)
        form.full_clean()
        known, chosen = known_in(form, request.POST.get("known", ""))
        if not form.errors:
            name = form.cleaned_data["partnership"]
            made = set_up_partnership(request.user, name=name, body=chosen or form.facts)
            messages.success(request, _("%(partnership)s is set up. Add the other bodies") % {"partnership": made.name})
            return redirect("bodies", made.slug)
    status = 422 if form.errors else 200
    return render(request, "partnerships/partnership_new.html", {"form": form, "known": known}, status=status)
