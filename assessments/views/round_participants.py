"""Which bodies a round is for. A draft is chosen in one go; in an open round bodies come, go and lead one by one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.access import Visit, visit
from assessments.actions.participating import add_to_round, change_lead, record_decline, take_off_round
from assessments.actions.setting_up import set_participants
from assessments.permissions import check_can_record_decline, check_can_set_up
from assessments.round_forms import BodyOfRoundForm, DeclineForm, ParticipantsForm, body_forms
from assessments.setting_up import body_of_round, candidates_for, last_changed, open_bodies
from partnerships.requests import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
def round_participants(request: PersonRequest, slug: str) -> HttpResponse:
    found = visit(request.user, slug)
    check_can_set_up(found)
    return _draft(request, found) if found.assessment.is_draft else _open(request, found)


def _draft(request: PersonRequest, visit: Visit) -> HttpResponse:
    candidates = candidates_for(visit)
    form, is_late = ParticipantsForm(candidates), False
    if request.method == "POST":
        form = ParticipantsForm(candidates, request.POST)
        if form.is_valid():
            is_late = _choose(form, visit)
            if not form.errors:
                messages.success(request, _("Saved"))
                return redirect("round_check", visit.assessment.slug)
    context = {"visit": visit, "form": form, "candidates": candidates, "is_late": is_late}
    status = 409 if is_late else 422 if form.errors else 200
    return render(request, "assessments/round_participants.html", context, status=status)


def _choose(form: ParticipantsForm, visit: Visit) -> bool:
    """Whether somebody chose otherwise meanwhile; what was ticked here stays ticked."""
    chosen = form.cleaned_data
    try:
        changed = set_participants(visit, bodies=chosen["bodies"], lead=chosen["lead"], read=chosen["read"])
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    if changed.is_conflict:
        by = last_changed(visit)
        form.add_error(
            None, _("%(by)s chose the bodies while this page was open. Compare the two, then save again") % {"by": by}
        )
        form.has_read_again()
    return changed.is_conflict


def _open(request: PersonRequest, visit: Visit) -> HttpResponse:
    page, act = open_bodies(visit), request.POST.get("act", "")
    forms = body_forms(page, act, request.POST)
    if request.method == "POST" and act in forms:
        form = forms[act]
        if form.is_valid() and (done := _act(form, act, visit, request.build_absolute_uri("/"))):
            messages.success(request, done)
            return redirect("round_participants", visit.assessment.slug)
    faulty = [form for form in forms.values() if form.errors]
    context = {"visit": visit, "page": page, "add": forms["add"], "lead": forms["lead"], "forms": faulty}
    return render(request, "assessments/round_bodies.html", context, status=422 if faulty else 200)


def _act(form: BodyOfRoundForm, act: str, visit: Visit, site: str) -> str:
    """What was done, in words; nothing where it was refused, and the form then says why."""
    body = form.cleaned_data["body"]
    try:
        if act == "add":
            return _("%(name)s is invited") % {"name": add_to_round(visit, body=body, site=site).name}
        if act == "lead":
            return _("%(name)s leads the round") % {"name": change_lead(visit, body=body, site=site).name}
        take_off_round(visit, body=body, site=site)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return ""
    return _("The body is taken off the round")


@require_http_methods(["GET", "HEAD", "POST"])
def round_decline(request: PersonRequest, slug: str, entity: str) -> HttpResponse:
    found = visit(request.user, slug)
    participant = body_of_round(found, entity)
    check_can_record_decline(found)
    form = DeclineForm()
    if request.method == "POST":
        form = DeclineForm(request.POST)
        if form.is_valid():
            try:
                record_decline(found, body=entity, reason=form.cleaned_data["reason"])
            except ValidationError as refusal:
                form.add_error(None, refusal)
            else:
                messages.success(
                    request, _("It is recorded that %(name)s does not take part") % {"name": participant.name}
                )
                return redirect("round_participants", slug)
    context = {"visit": found, "participant": participant, "form": form}
    return render(request, "assessments/round_decline.html", context, status=422 if form.errors else 200)
