"""The workbook of one body: taken away, brought back, looked at, and only then saved."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from assessments.access import EntityVisit, visit_to_entity
from assessments.actions.answering import save_workbook
from assessments.permissions import check_can_use_workbook
from assessments.workbook.book import book_of, facts_of, file_name
from assessments.workbook.carried import carried_in
from assessments.workbook.forms import ChoiceForm, WorkbookForm
from assessments.workbook.page import Preview, disputed_again, preview_of
from assessments.workbook.reading import read_workbook
from assessments.workbook.writing import workbook_of
from govuk.downloads import download
from partnerships.requests import PersonRequest
from spreadsheets import XLSX
from spreadsheets.faults import Fault, RefusedError
from spreadsheets.telling import listed


@require_safe
def workbook_file(request: PersonRequest, slug: str, entity: str) -> HttpResponse:
    visit = visit_to_entity(request.user, slug, entity)
    check_can_use_workbook(visit)
    return download(workbook_of(book_of(visit)), name=file_name(visit), content_type=XLSX)


@require_http_methods(["GET", "HEAD", "POST"])
def workbook(request: PersonRequest, slug: str, entity: str) -> HttpResponse:
    """One address for all steps: whoever has to sign in again on the way finds the first of them."""
    visit = visit_to_entity(request.user, slug, entity)
    check_can_use_workbook(visit)
    if request.method == "POST":
        return _save(request, visit) if "carried" in request.POST else _look(request, visit)
    return _page(request, visit, WorkbookForm())


def _page(
    request: PersonRequest, visit: EntityVisit, form: WorkbookForm, *, faults: Iterable[Fault] = ()
) -> HttpResponse:
    context = {"visit": visit, "form": form, "faults": listed(faults)}
    return render(request, "assessments/workbook.html", context, status=422 if form.errors else 200)


def _look(request: PersonRequest, visit: EntityVisit) -> HttpResponse:
    """Read the workbook and show what it would change. Nothing is written."""
    form = WorkbookForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, visit, form)
    try:
        filled = read_workbook(form.cleaned_data["file"].read(), content=visit.content, facts=facts_of(visit))
    except RefusedError as refusal:
        says = _("This workbook cannot be used as it is. Put right what is listed under “What to put right”")
        form.add_error("file", says)
        return _page(request, visit, form, faults=refusal.faults)
    return _preview(request, visit, preview_of(visit, filled))


def _preview(request: PersonRequest, visit: EntityVisit, preview: Preview, *, status: int = 200) -> HttpResponse:
    context = {"visit": visit, "page": preview, "forms": preview.forms}
    return render(request, "assessments/workbook_preview.html", context, status=status)


def _save(request: PersonRequest, visit: EntityVisit) -> HttpResponse:
    """Write what was previewed, and nothing else; what somebody saved since then is shown again."""
    carried = carried_in(request.POST["carried"], visit)
    if carried is None:
        return _page(request, visit, WorkbookForm({}, {}), faults=[_no_longer_good()])
    chosen = [draft for draft in carried.disputed if ChoiceForm(draft.question, request.POST).keeps_mine]
    saved = save_workbook(visit, drafts=[*carried.certain, *chosen])
    if any(save.conflict for save in saved.values()):
        return _preview(request, visit, disputed_again(visit, saved), status=409)
    stays = len(carried.disputed) - len(chosen)
    messages.success(request, _what_was_saved(len(saved), stays))
    return redirect("questionnaire", visit.assessment.slug, visit.participant.entity.slug)


def _no_longer_good() -> Fault:
    return Fault(
        _("The preview"),
        _("It is more than a day old, or was made for another person or other questions. Upload it again."),
    )


def _what_was_saved(saved: int, stays: int) -> str:
    says = ngettext("Saved %(num)s answer from the workbook", "Saved %(num)s answers from the workbook", saved)
    sentences = [says % {"num": f"{saved:,}"}]
    if stays:
        says = ngettext("%(num)s answer stayed as saved", "%(num)s answers stayed as saved", stays)
        sentences.append(says % {"num": f"{stays:,}"})
    return ". ".join(sentences)
