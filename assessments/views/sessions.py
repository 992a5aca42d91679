"""The board's sessions: the list with one more to add, and one session with who came for which body."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.access import Visit, visit
from assessments.actions.sessions import add_session, keep_attendance, remove_session
from assessments.models import ConsensusSession
from assessments.permissions import can_keep_sessions, check_can_keep_sessions, check_can_read_everything
from assessments.session_forms import AttendanceForm, SessionForm
from assessments.sessions import benches, session_on, sessions_of
from partnerships.requests import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: PersonRequest, slug: str) -> HttpResponse:
    found = visit(request.user, slug)
    check_can_read_everything(found)
    form = SessionForm()
    if request.method == "POST":
        check_can_keep_sessions(found)
        form = SessionForm(request.POST)
        if form.is_valid():
            try:
                session = add_session(found, held_on=form.cleaned_data["held_on"])
            except ValidationError as refusal:
                form.add_error("held_on", refusal.message_dict["held_on"])
            else:
                return redirect("session", slug, session.held_on.isoformat())
    context = {"visit": found, "lines": sessions_of(found), "form": form, "can_keep": can_keep_sessions(found)}
    return render(request, "assessments/sessions.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def session(request: PersonRequest, slug: str, day: str) -> HttpResponse:
    found = visit(request.user, slug)
    check_can_read_everything(found)
    held = session_on(found, day)
    seats = benches(found, held)
    form, status = AttendanceForm(seats, revision=held.revision), 200
    if request.method == "POST":
        check_can_keep_sessions(found)
        if "remove" in request.POST:
            return _remove(request, found, held)
        form = AttendanceForm(seats, revision=held.revision, data=request.POST)
        status = _keep(found, held, form)
        if status == 200:
            messages.success(request, _("Saved who attended"))
            return redirect("session", slug, day)
    context = {"visit": found, "session": held, "form": form, "can_keep": can_keep_sessions(found)}
    context |= {"benches": seats, "is_late": status == 409}
    return render(request, "assessments/session.html", context, status=status)


def _keep(visit: Visit, held: ConsensusSession, form: AttendanceForm) -> int:
    """The HTTP status that tells what came of it: 200 where it is saved."""
    if not form.is_valid():
        return 422
    try:
        kept = keep_attendance(visit, session=held, seats=form.seats, revision=form.cleaned_data["revision"] or 0)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return 422
    if kept.is_late:
        form.add_error(None, _("Somebody changed this session while you were writing. Put both together, then save"))
        return 409
    return 200


def _remove(request: PersonRequest, visit: Visit, held: ConsensusSession) -> HttpResponse:
    try:
        remove_session(visit, session=held)
    except ValidationError as refusal:
        messages.warning(request, refusal.messages[0])
        return redirect("session", visit.assessment.slug, held.held_on.isoformat())
    messages.success(request, _("Removed the session"))
    return redirect("sessions", visit.assessment.slug)
