"""The page on which a body answers one statement: saved whole by a button, or question by question as one goes."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.access import EntityVisit, visit_to_entity
from assessments.actions.answering import Saved, save_answers
from assessments.actions.carrying_over import confirm_answer
from assessments.answered import Recorded, recorded, written
from assessments.forms import AnswerForm, answer_forms, key_of
from assessments.permissions import check_can_see_questionnaire
from assessments.questionnaire import query_of
from assessments.rounds import own_values
from assessments.statement_page import (
    conflict_on,
    followers_changed,
    is_gate,
    level_panel,
    next_statement,
    statement_of,
    statement_page,
)
from framework_data.content import QuestionText, StatementText
from partnerships.requests import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
def statement(request: PersonRequest, slug: str, entity: str, statement: str) -> HttpResponse:
    visit = visit_to_entity(request.user, slug, entity)
    check_can_see_questionnaire(visit)
    asked = statement_of(visit, statement)
    if request.method == "POST":
        save = _save_one if "question" in request.POST else _save_all
        return save(request, visit, asked)
    return _page(request, visit, asked)


@require_safe
def statement_level(request: PersonRequest, slug: str, entity: str, statement: str) -> HttpResponse:
    """The panel with the body's own level, fetched again after each save so that saving itself stays quick."""
    visit = visit_to_entity(request.user, slug, entity)
    check_can_see_questionnaire(visit)
    own_level, progress = level_panel(visit, statement_of(visit, statement))
    context = {"visit": visit, "own_level": own_level, "progress": progress}
    return render(request, "assessments/_own_level.html", context)


def _page(
    request: PersonRequest,
    visit: EntityVisit,
    asked: StatementText,
    *,
    forms: Mapping[str, AnswerForm] | None = None,
    conflicts: Mapping[str, Recorded] | None = None,
    status: int = 200,
) -> HttpResponse:
    page = statement_page(visit, asked, shows_all=_shows_all(request), forms=forms, conflicts=conflicts)
    context = {"visit": visit, "page": page, "cards": page.cards, "oob": False, "forms": list((forms or {}).values())}
    return render(request, "assessments/statement.html", context, status=status)


def _save_all(request: PersonRequest, visit: EntityVisit, asked: StatementText) -> HttpResponse:
    """The whole page: what is in order is saved, the rest comes back with what was typed."""
    forms = answer_forms(asked.questions, request.POST)
    touched = {code: form for code, form in forms.items() if form.is_touched}
    confirmed = request.POST.get("confirm", "")
    if confirmed in touched:
        touched[confirmed].add_error(None, _is_written_on(confirmed))
    try:
        saved = save_answers(visit, drafts=[form.draft for form in touched.values() if form.is_valid()])
        if confirmed in forms and confirmed not in touched:
            saved[confirmed] = confirm_answer(visit, question=confirmed) or Saved(None)
    except PermissionDenied:
        return _page(request, visit, asked, forms=touched, status=403)
    conflicts = {code: recorded(save.answer) for code, save in saved.items() if save.conflict}
    for code, theirs in conflicts.items():
        touched[code].add_error(None, _is_saved_meanwhile(code, theirs.saved_by))
    faulty = {code: form for code, form in touched.items() if form.errors}
    if faulty:
        status = 409 if conflicts else 422
        return _page(request, visit, asked, forms=faulty, conflicts=conflicts, status=status)
    messages.success(request, _what_was_saved(saved))
    return redirect(_where_to(request, visit, asked))


def _is_written_on(code: str) -> str:
    return _("%(code)s: You have written something here. Save it, or clear it first") % {"code": code}


def _is_saved_meanwhile(code: str, by: str) -> str:
    sentence = _("%(code)s: %(by)s saved it while you were writing. Choose which to keep")
    return sentence % {"code": code, "by": by or _("Somebody")}


def _what_was_saved(saved: Mapping[str, Saved]) -> str:
    codes = [code for code, save in saved.items() if save.answer]
    return _("Saved %(codes)s") % {"codes": ", ".join(codes)} if codes else _("Everything on this page is saved")


def _where_to(request: PersonRequest, visit: EntityVisit, asked: StatementText) -> str:
    shows_all = _shows_all(request)
    place = [visit.assessment.slug, visit.participant.entity.slug]
    code = next_statement(visit, asked, shows_all=shows_all) if "next" in request.POST else asked.code
    address = reverse("statement", args=[*place, code]) if code else reverse("questionnaire", args=place)
    # Who has confirmed one answer goes on with the next on the page.
    place_on_page = f"#{key_of(request.POST['confirm'])}" if "confirm" in request.POST else ""
    return address + query_of(shows_all=shows_all) + place_on_page


def _save_one(request: PersonRequest, visit: EntityVisit, asked: StatementText) -> HttpResponse:
    """One question, as one goes: answers with the save line, the new revision and what else changed on the page."""
    question = next((q for q in asked.questions if q.code == request.POST["question"]), None)
    if question is None:
        raise Http404
    form = AnswerForm(question, request.POST)
    if not form.is_valid():
        sentences = [str(error) for errors in form.errors.values() for error in errors]
        return _fragment(request, visit, question, status=422, sentences=sentences)
    before = own_values(visit.participant, visit.content) if is_gate(visit, question) else {}
    try:
        saved = save_answers(visit, drafts=[form.draft])[question.code]
    except PermissionDenied as refusal:
        return _fragment(request, visit, question, status=409, sentences=[str(refusal)])
    now = recorded(saved.answer)
    if saved.conflict:
        mine = written(saved.conflict)
        return _fragment(request, visit, question, status=409, now=now, conflict=conflict_on(question, now, mine))
    cards = followers_changed(visit, asked, question.code, before, now.value, shows_all=_shows_all(request))
    response = _fragment(request, visit, question, status=200, now=now, cards=cards)
    response["HX-Trigger"] = "answers-saved"
    return response


def _fragment(request: PersonRequest, visit: EntityVisit, question: QuestionText, **context: Any) -> HttpResponse:
    status = context.pop("status")
    nothing: dict[str, Any] = {"sentences": [], "now": None, "conflict": None, "cards": ()}
    context = {**nothing, **context, "visit": visit, "question": question, "key": key_of(question.code), "oob": True}
    return render(request, "assessments/_saved.html", context, status=status)


def _shows_all(request: PersonRequest) -> bool:
    return request.GET.get("show") == "all"
