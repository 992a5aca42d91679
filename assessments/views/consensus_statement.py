"""One statement in consensus: what every body said, and what the board agrees."""

from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from assessments.access import Visit, visit
from assessments.actions.agreeing import record_agreed_answer, withdraw_agreed_answer
from assessments.agreeing import consensus_statement_page
from assessments.forms import AgreementForm, agreement_forms
from assessments.permissions import check_can_read_everything, check_can_record_agreed
from framework_data.content import StatementText
from partnerships.requests import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
def consensus_statement(request: PersonRequest, slug: str, statement: str) -> HttpResponse:
    found = visit(request.user, slug)
    check_can_read_everything(found)
    asked = found.content.statement_by_code.get(statement)
    if asked is None:
        raise Http404
    if request.method == "POST":
        check_can_record_agreed(found)
        return _record(request, found, asked)
    return _page(request, found, asked)


def _page(
    request: PersonRequest,
    visit: Visit,
    asked: StatementText,
    *,
    forms: Mapping[str, AgreementForm] | None = None,
    conflicts: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    page = consensus_statement_page(visit, asked, forms=forms, conflicts=conflicts)
    context = {"visit": visit, "page": page, "forms": list((forms or {}).values())}
    return render(request, "assessments/consensus_statement.html", context, status=status)


def _record(request: PersonRequest, visit: Visit, asked: StatementText) -> HttpResponse:
    withdrawn, _, revision = request.POST.get("withdraw", "").partition(":")
    forms = agreement_forms(asked.questions, visit.taking_part, request.POST)
    withdrawn = withdrawn if withdrawn in forms else ""
    touched = {code: form for code, form in forms.items() if code != withdrawn and form.is_touched}
    conflicts = tuple(code for code, form in touched.items() if form.is_valid() and _is_forestalled(visit, form))
    faulty = {code: form for code, form in touched.items() if form.errors}
    if withdrawn and _is_late(visit, withdrawn, revision):
        conflicts = (*conflicts, withdrawn)
        messages.warning(request, f"{withdrawn} was changed meanwhile, so it was not withdrawn. Read it again")
    if faulty:
        return _page(request, visit, asked, forms=faulty, conflicts=conflicts, status=409 if conflicts else 422)
    if not conflicts:
        messages.success(request, _what_was_done([code for code in touched if code not in conflicts], withdrawn))
    return redirect("consensus_statement", visit.assessment.slug, asked.code)


def _is_forestalled(visit: Visit, form: AgreementForm) -> bool:
    """Record one agreed answer; what stands against it becomes an error of its form."""
    try:
        agreed = record_agreed_answer(visit, agreement=form.agreement)
    except ValidationError as refusal:
        for name, sentences in refusal.message_dict.items():
            form.add_error(name, f"{form.question.code}: {' '.join(sentences)}")
        return False
    if agreed.conflict:
        by = agreed.answer.updated_by.name if agreed.answer and agreed.answer.updated_by else "Somebody"
        form.add_error(None, f"{form.question.code}: {by} changed it while you were writing. Choose which to keep")
    return agreed.conflict is not None


def _is_late(visit: Visit, code: str, revision: str) -> bool:
    # A revision of more digits than any number of changes is none.
    number = int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 10 else 0
    return withdraw_agreed_answer(visit, question=code, revision=number).conflict is not None


def _what_was_done(recorded: list[str], withdrawn: str) -> str:
    said = [f"Recorded {', '.join(recorded)}"] if recorded else []
    said += [f"Withdrew {withdrawn}"] if withdrawn else []
    return ". ".join(said) or "Nothing had changed"
