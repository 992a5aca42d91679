"""The next round: a short form, filled in as far as the old round tells, and a draft made from it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.access import Visit, visit
from assessments.actions.next_round import start_next_round
from assessments.forms import NextRoundForm
from assessments.models import Assessment
from assessments.next_round import initial_values, next_round_page
from assessments.permissions import check_can_start_next
from partnerships.requests import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
def next_round(request: PersonRequest, slug: str) -> HttpResponse:
    found = visit(request.user, slug)
    check_can_start_next(found)
    if request.method == "POST":
        form = NextRoundForm(request.POST)
        started = _start(found, form) if form.is_valid() else None
        if started:
            messages.success(request, _("The draft of %(title)s is made") % {"title": started.title})
            return redirect("round_check", started.slug)
    else:
        form = NextRoundForm(initial=initial_values(found.assessment))
    context = {"visit": found, "form": form, "page": next_round_page(found)}
    return render(request, "assessments/next_round.html", context, status=422 if form.errors else 200)


def _start(visit: Visit, form: NextRoundForm) -> Assessment | None:
    """The draft; where the action refuses, its sentences become errors of the form."""
    try:
        return start_next_round(visit, **form.cleaned_data)
    except ValidationError as refusal:
        for name, sentences in refusal.message_dict.items():
            form.add_error(name, sentences)
        return None
