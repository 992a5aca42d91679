"""Signing a round off: what the chair reads first, then the act that freezes and seals it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.access import Visit, visit
from assessments.actions.signing_off import sign_off as sign_round_off
from assessments.permissions import check_can_sign_off
from assessments.seal import moved_between
from assessments.sign_off_page import SignOffPage, sign_off_page, what_moved
from assessments.signing_forms import SignOffForm
from partnerships.requests import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
def sign_off(request: PersonRequest, slug: str) -> HttpResponse:
    found = visit(request.user, slug)
    check_can_sign_off(found)
    page = sign_off_page(found)
    form = SignOffForm(page.open, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if _is_signed_off(found, page, form):
            messages.success(request, _("The round is signed off and sealed. Viewers read it once you publish it"))
            return redirect("seal", slug)
        page = sign_off_page(found)
    context = {"visit": found, "page": page, "form": form}
    return render(request, "assessments/sign_off.html", context, status=422 if form.errors else 200)


def _is_signed_off(visit: Visit, page: SignOffPage, form: SignOffForm) -> bool:
    """Sign the round off; what stands against it becomes an error of the form."""
    is_valid = form.is_valid()
    moved = moved_between(form.shown, page.shown)
    if moved:
        form.add_error(None, what_moved(visit.content, moved))
    if moved or not is_valid:
        return False
    try:
        done = sign_round_off(visit, signature=form.signature)
    except ValidationError as refusal:
        for name, sentences in refusal.message_dict.items():
            form.add_error(name if name in form.fields else None, " ".join(sentences))
        return False
    if done.seal is None:
        form.add_error(None, what_moved(visit.content, done.moved))
    return done.seal is not None
