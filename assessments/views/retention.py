"""How long a partnership keeps its rounds, what is due to go, and deleting it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from assessments.actions.retention import purge_rounds, set_retention
from assessments.history_forms import PurgeForm, RetentionForm
from assessments.retention import RetentionPage, retention_page
from partnerships.access import Standing, partnership_for
from partnerships.models import Partnership
from partnerships.permissions import (
    can_see_partnership_history,
    can_set_retention,
    check_can_see_retention,
    check_can_set_retention,
)
from partnerships.requests import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
def retention(request: PersonRequest, slug: str) -> HttpResponse:
    found, standing = partnership_for(request.user, slug)
    check_can_see_retention(standing)
    page = retention_page(found, request.GET.get("page"))
    years = RetentionForm(initial={"years": found.retention_years})
    rounds = _purge_form(page)
    if request.method == "POST":
        check_can_set_retention(standing)
        if "purge" in request.POST:
            rounds = _purge_form(page, request)
            is_done = rounds.is_valid() and _purge(request, standing, found, rounds)
        else:
            years = RetentionForm(request.POST)
            is_done = years.is_valid() and _set(request, standing, found, years)
        if is_done:
            return redirect("retention", slug)
    context = {"partnership": found, "page": page, "forms": [years, rounds], "years": years, "rounds": rounds}
    context |= {"can_set": can_set_retention(standing), "can_see_history": can_see_partnership_history(standing)}
    return render(request, "assessments/retention.html", context)


def _purge_form(page: RetentionPage, request: PersonRequest | None = None) -> PurgeForm:
    choices = [(due.assessment.slug, due.assessment.title) for due in page.due]
    return PurgeForm(request.POST if request else None, rounds=choices)


def _set(request: PersonRequest, standing: Standing, found: Partnership, form: RetentionForm) -> bool:
    changed = set_retention(standing, partnership=found, years=form.cleaned_data["years"])
    years = changed.retention_years
    says = ngettext(
        "Rounds are kept for %(num)s year after sign-off", "Rounds are kept for %(num)s years after sign-off", years
    )
    messages.success(request, says % {"num": years})
    return True


def _purge(request: PersonRequest, standing: Standing, found: Partnership, form: PurgeForm) -> bool:
    try:
        titles = purge_rounds(standing, partnership=found, slugs=form.cleaned_data["rounds"])
    except ValidationError as fault:
        form.add_error("rounds", fault.messages)
        return False
    messages.success(request, _("Deleted: %(titles)s") % {"titles": ", ".join(titles)})
    return True
