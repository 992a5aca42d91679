"""Set up a round: what it is about. A new draft, or the first page of one; while it is open, less can change."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.access import Visit, visit, visit_to_new_round
from assessments.actions.setting_up import change_round, create_draft
from assessments.permissions import can_set_scope, check_can_set_up
from assessments.round_facts import RoundFacts, facts_of
from assessments.round_forms import FactsForm, RoundForm
from assessments.setting_up import editions, in_words, last_changed
from partnerships.requests import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
def round_new(request: PersonRequest, slug: str) -> HttpResponse:
    found = visit_to_new_round(request.user, slug)
    check_can_set_up(found)
    form = RoundForm(editions=editions())
    if request.method == "POST":
        form = RoundForm(request.POST, editions=editions())
        if form.is_valid():
            made = create_draft(found, facts=form.facts)
            messages.success(
                request, _("%(title)s is saved as a draft. Only facilitators see it") % {"title": made.title}
            )
            return redirect("round_participants", made.slug)
    return _page(request, found, form)


@require_http_methods(["GET", "HEAD", "POST"])
def round_set_up(request: PersonRequest, slug: str) -> HttpResponse:
    found = visit(request.user, slug)
    check_can_set_up(found)
    now = facts_of(found.assessment)
    form = _form(found, facts=now)
    if request.method == "POST":
        form = _form(found, data=request.POST, facts=now)
        if form.is_valid():
            theirs = _change(form, found, now)
            if not form.errors:
                messages.success(request, _("Saved"))
                return redirect("round_check" if found.assessment.is_draft else "progress", slug)
            return _page(request, found, form, theirs)
    return _page(request, found, form)


def _form(visit: Visit, *, data: Any = None, facts: RoundFacts | None = None) -> FactsForm:
    if can_set_scope(visit):
        return RoundForm(data, editions=editions(), facts=facts)
    return FactsForm(data, facts=facts)


def _change(form: FactsForm, visit: Visit, now: RoundFacts) -> RoundFacts | None:
    """The facts as somebody saved them meanwhile, where that is so; the form then knows them as read."""
    try:
        changed = change_round(visit, facts=form.facts_over(now), read=form.cleaned_data["read"])
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None
    if not changed.is_conflict:
        return None
    theirs = facts_of(changed.assessment)
    by = last_changed(visit)
    form.add_error(
        None, _("%(by)s changed this round while you were writing. Compare the two, then save again") % {"by": by}
    )
    form.has_read(theirs)
    return theirs


def _page(request: PersonRequest, visit: Visit, form: FactsForm, theirs: RoundFacts | None = None) -> HttpResponse:
    context = {"visit": visit, "form": form, "theirs_rows": in_words(theirs, dict(editions())) if theirs else ()}
    status = 409 if theirs else 422 if form.errors else 200
    return render(request, "assessments/round_set_up.html", context, status=status)
