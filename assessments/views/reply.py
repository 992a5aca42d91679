"""Whether a body takes part: its approver says so, and can decline with a reason until the round is signed off."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.access import EntityVisit, visit_to_entity
from assessments.actions.participating import decline, take_part
from assessments.permissions import (
    can_decline,
    can_reply,
    check_can_decline,
    check_can_see_questionnaire,
    refusal_of,
)
from assessments.round_forms import DeclineForm
from partnerships.requests import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: PersonRequest, slug: str, entity: str) -> HttpResponse:
    visit = visit_to_entity(request.user, slug, entity)
    check_can_see_questionnaire(visit)
    if request.method != "POST":
        return _page(request, visit, DeclineForm())
    name = visit.participant.name
    if "take_part" in request.POST:
        take_part(visit)
        messages.success(request, _("%(name)s takes part") % {"name": name})
        return redirect("questionnaire", slug, entity)
    form = DeclineForm(request.POST)
    if refusal := refusal_of(check_can_decline, visit):
        # What was typed comes back with the refusal.
        form.add_error(None, refusal)
        return _page(request, visit, form, status=403)
    if not form.is_valid():
        return _page(request, visit, form, status=422)
    decline(visit, reason=form.cleaned_data["reason"])
    messages.success(request, _("It is recorded that %(name)s does not take part") % {"name": name})
    return redirect("reply", slug, entity)


def _page(request: PersonRequest, visit: EntityVisit, form: DeclineForm, status: int = 200) -> HttpResponse:
    context = {
        "visit": visit,
        "form": form,
        "can_take_part": can_reply(visit) and not visit.participant.takes_part,
        "can_decline": can_decline(visit),
        "decline_refusal": refusal_of(check_can_decline, visit),
    }
    return render(request, "assessments/reply.html", context, status=status)
