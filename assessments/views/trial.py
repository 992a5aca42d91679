"""The trial of an edition: who answers in it, and the questionnaire as each of them sees it. Results are in reports."""

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from assessments.actions.trying import Given, end_trial, fill_trial, save_trial_answers, set_trial_bodies
from assessments.questionnaire import query_of
from assessments.statement_page import neighbours
from assessments.trying.access import Trying, check_is_in_trial, trying
from assessments.trying.forms import BodiesForm, FillForm, TrialAnswerForm
from assessments.trying.pages import (
    standpoint_in,
    statement_in,
    trial_map,
    trial_page,
    trial_statement_page,
)
from assessments.trying.papers import PARTNERSHIP
from assessments.wording import listed
from framework_data.content import StatementText
from partnerships.requests import PersonRequest

CHANGED_EDITION = gettext_lazy("The edition has changed since you opened this page. Look at your answers again")
NOTHING_NEW = gettext_lazy("Everything on this page is saved")


@require_http_methods(["GET", "HEAD", "POST"])
def trial(request: PersonRequest, edition: str) -> HttpResponse:
    """Who answers, how far they are, and what to do to all of it at once."""
    found = trying(request.user, edition)
    is_post, act = request.method == "POST", request.POST.get("act", "")
    bodies = BodiesForm(request.POST if act == "bodies" else None, initial={"bodies": len(found.names) - 1})
    fill = FillForm(found.content, found.names, request.POST if act == "fill" else None)
    if is_post and not found.faults and _is_done(request, found, bodies, fill):
        return redirect("trial", edition)
    context = {"trial": found, "page": trial_page(found), "bodies": bodies, "fill": fill, "forms": [bodies, fill]}
    return render(request, "assessments/trial.html", context, status=422 if is_post else 200)


def _is_done(request: PersonRequest, found: Trying, bodies: BodiesForm, fill: FillForm) -> bool:
    act = request.POST.get("act", "")
    if act == "end":
        end_trial(found)
        messages.success(request, _("All answers of your trial are gone"))
    elif act == "bodies" and bodies.is_valid():
        set_trial_bodies(found, bodies=bodies.cleaned_data["bodies"])
        messages.success(request, _("The number of bodies is changed"))
    elif act == "fill" and fill.is_valid():
        fill_trial(found, whose=fill.chosen, value=fill.answer, keep=fill.cleaned_data["keep"])
        messages.success(request, _("The answers are filled in"))
    else:
        return False
    return True


@require_safe
def trial_questionnaire(request: PersonRequest, edition: str, whose: str) -> HttpResponse:
    """The map of statements, as a made-up body or the partnership is asked."""
    found = trying(request.user, edition)
    if found.faults:
        return redirect("trial", edition)
    page = trial_map(found, whose, shows_all=_shows_all(request))
    return render(
        request,
        "assessments/trial_questionnaire.html",
        {"trial": found, "whose": whose, "page": page, "has_filter": whose != PARTNERSHIP},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def trial_statement(request: PersonRequest, edition: str, whose: str, statement: str) -> HttpResponse:
    """The questions of one statement, saved by a button. Saving twice is harmless: the last one counts."""
    found = trying(request.user, edition)
    if found.faults:
        return redirect("trial", edition)
    check_is_in_trial(found, whose)
    asked = statement_in(found, statement)
    if request.method != "POST":
        return _page(request, found, whose, asked)
    forms = {q.code: TrialAnswerForm(q, request.POST) for q in asked.questions}
    touched = {code: form for code, form in forms.items() if form.is_posted and form.is_touched}
    faulty = {code: form for code, form in touched.items() if not form.is_valid()}
    _save(request, found, whose, [form for code, form in touched.items() if code not in faulty])
    if faulty:
        return _page(request, trying(request.user, edition), whose, asked, faulty)
    return redirect(_where_to(request, found, whose, asked))


def _save(request: PersonRequest, found: Trying, whose: str, forms: Sequence[TrialAnswerForm]) -> None:
    """Says too where a page was out of date: another window, or another edition than it showed."""
    given = [Given(form.question.code, form.cleaned_data["value"], form.typed("read")) for form in forms]
    overwritten = save_trial_answers(found, whose=whose, given=given) if given else []
    if overwritten:
        said = _("%(codes)s had another answer from another window. What you saved last counts")
        messages.warning(request, said % {"codes": listed(overwritten)})
    if request.POST.get("revision") != str(found.edition.revision):
        messages.warning(request, CHANGED_EDITION)
    if not messages.get_messages(request):
        codes = listed([each.question for each in given])
        messages.success(request, _("Saved %(codes)s") % {"codes": codes} if given else NOTHING_NEW)


def _where_to(request: PersonRequest, found: Trying, whose: str, asked: StatementText) -> str:
    shows_all, code = _shows_all(request), asked.code
    if "next" in request.POST:
        code = neighbours(standpoint_in(found, whose), asked, shows_all=shows_all)[1]
    place = [found.edition.slug, whose]
    address = reverse("trial_statement", args=[*place, code]) if code else reverse("trial_questionnaire", args=place)
    return address + query_of(shows_all=shows_all)


def _page(
    request: PersonRequest,
    found: Trying,
    whose: str,
    asked: StatementText,
    faulty: Mapping[str, TrialAnswerForm] | None = None,
) -> HttpResponse:
    page = trial_statement_page(found, whose, asked, shows_all=_shows_all(request), forms=faulty)
    context = {"trial": found, "whose": whose, "page": page, "cards": page.cards, "oob": False}
    context |= {"forms": list((faulty or {}).values()), "has_filter": whose != PARTNERSHIP}
    return render(request, "assessments/trial_statement.html", context, status=422 if faulty else 200)


def _shows_all(request: PersonRequest) -> bool:
    return request.GET.get("show") == "all"
