"""One statement in consensus: what every body said, what is drafted, and what the board agrees.

A button acts on one question. What is typed on the others stays on the page as it is.
"""

from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assessments.access import Visit, visit
from assessments.agreement_buttons import press, pressed
from assessments.consensus_live import news_since, seen_now
from assessments.consensus_page import consensus_statement_page, place_after, questions_of
from assessments.forms import AgreementForm, agreement_forms
from assessments.permissions import can_agree, check_can_read_everything
from framework_data.content import StatementText
from partnerships.requests import PersonRequest

STOP_POLLING = 286
"""The status at which htmx asks no more."""


@require_http_methods(["GET", "HEAD", "POST"])
def consensus_statement(request: PersonRequest, slug: str, statement: str) -> HttpResponse:
    found = visit(request.user, slug)
    check_can_read_everything(found)
    asked = _statement_of(found, statement)
    if request.method == "POST":
        return _act(request, found, asked)
    return _page(request, found, asked)


@never_cache
@require_safe
def consensus_live(request: PersonRequest, slug: str, statement: str) -> HttpResponse:
    """What has changed on the page of a statement since `seen`: the cards that are not among the `known` ones."""
    found = visit(request.user, slug)
    check_can_read_everything(found)
    asked, seen = _statement_of(found, statement), seen_now(found)
    if not found.assessment.is_in_consensus:
        return render(request, "assessments/_live_over.html", status=STOP_POLLING)
    if request.GET.get("seen") == seen:
        return HttpResponse(status=204)
    page = consensus_statement_page(found, asked)
    context = {"visit": found, "page": page, "seen": seen, "known": request.GET.get("known", "").split()}
    context["news"] = news_since(found, request.GET.get("seen", ""), [card.question.code for card in page.cards])
    return render(request, "assessments/_live.html", context)


def _statement_of(visit: Visit, code: str) -> StatementText:
    asked = visit.content.statement_by_code.get(code)
    if asked is None:
        raise Http404
    return asked


def _page(
    request: PersonRequest,
    visit: Visit,
    asked: StatementText,
    *,
    forms: Mapping[str, AgreementForm] | None = None,
    conflicts: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    seen = seen_now(visit)  # before the page is read, so that nothing falls in between
    page = consensus_statement_page(visit, asked, forms=forms, conflicts=conflicts)
    context = {"visit": visit, "page": page, "seen": seen, "forms": list((forms or {}).values())}
    return render(request, "assessments/consensus_statement.html", context, status=status)


def _act(request: PersonRequest, visit: Visit, asked: StatementText) -> HttpResponse:
    button = pressed(request.POST, {question.code for question in questions_of(visit, asked)})
    bodies = visit.taking_part if can_agree(visit) else ()
    forms = agreement_forms(questions_of(visit, asked), bodies, request.POST, as_draft=button.act == "draft")
    form = forms.get(button.code)
    kept = {code: sent.as_typed() for code, sent in forms.items() if sent.is_touched}
    try:
        done = press(visit, button, form)
    except PermissionDenied as refusal:
        return _refused(request, visit, asked, kept, refusal)
    kept.pop(button.code, None)
    if done.faulty:
        late = (button.code,) if done.is_late else ()
        forms = kept | {button.code: done.faulty}
        return _page(request, visit, asked, forms=forms, conflicts=late, status=409 if late else 422)
    (messages.warning if done.is_late else messages.success)(request, done.said)
    kept |= {button.code: done.kept} if done.kept else {}
    if kept:
        return _page(request, visit, asked, forms=kept)
    place = place_after(visit, asked, button.code)
    return redirect(reverse("consensus_statement", args=[visit.assessment.slug, asked.code]) + place)


def _refused(
    request: PersonRequest,
    visit: Visit,
    asked: StatementText,
    kept: Mapping[str, AgreementForm],
    refusal: PermissionDenied,
) -> HttpResponse:
    """Somebody who may no longer do it gets back what was typed, to copy it."""
    if not kept:
        raise refusal
    messages.warning(request, _("Not recorded. %(refusal)s") % {"refusal": refusal})
    return _page(request, visit, asked, forms=kept, status=403)
