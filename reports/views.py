"""Results as pages, and as files to take away."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.access import PublicVisit, Visit, visit, visit_to_entity, visit_to_public_edition
from assessments.actions.publishing import publish, take_back_publication
from assessments.actions.signing_off import reopen as reopen_round
from assessments.models import Participant
from assessments.permissions import (
    can_see_questionnaire,
    can_see_results,
    can_submit,
    check_can_read_everything,
    check_can_reopen,
    check_can_see_blank,
    check_can_see_entity_result,
    check_can_see_questionnaire,
    check_can_see_results,
    check_can_see_seal,
)
from assessments.publication import publication_of
from assessments.publishing_permissions import can_see_public_edition, check_can_see_public_edition
from assessments.sealed import current_hash
from assessments.signing_forms import ReopenForm
from assessments.trying.access import Trying, check_is_body_in_trial, trying
from govuk.downloads import download
from partnerships.requests import PersonRequest
from reports import columns, fragments, pdf
from reports.actions.asking import ask_for_entity_report, ask_for_public_report, ask_for_report
from reports.audience import BOARD, PUBLIC
from reports.blank import blank_of
from reports.building import entity_report, partnership_report
from reports.cut import cut_of
from reports.formats import FORMATS, STORED, Format
from reports.language import spoken_in_file
from reports.papers import kept_paper, papers_of
from reports.report import Report
from reports.stored import is_made_at_once, stored_file
from reports.taking_away import file_of, files_of
from reports.trial import trial_report


@require_safe
def results(request: PersonRequest, slug: str) -> HttpResponse:
    found = visit(request.user, slug)
    check_can_see_results(found)
    report = partnership_report(found)
    context = _context(report, {"public_edition": _public_edition(found)})
    context |= {"files": files_of(found), "bodies": _bodies(report)}
    return render(request, "reports/results.html", context)


@require_safe
def report_file(request: PersonRequest, slug: str, extension: str) -> HttpResponse:
    """The partnership's report in one of its forms."""
    found = visit(request.user, slug)
    check_can_see_results(found)
    return _report_file(found, FORMATS[extension], partnership_report)


@require_http_methods(["GET", "HEAD", "POST"])
def report_making(request: PersonRequest, slug: str, form: str) -> HttpResponse:
    """How far the partnership's report is in one of its forms, and the button that asks for it."""
    found = visit(request.user, slug)
    check_can_see_results(found)
    return _making(request, found, form, ask_for_report)


@require_safe
def entity_results(request: PersonRequest, slug: str, entity: str) -> HttpResponse:
    found = visit_to_entity(request.user, slug, entity)
    check_can_see_entity_result(found)
    links = {
        "questionnaire": reverse("questionnaire", args=[slug, entity]) if can_see_questionnaire(found) else "",
        "submit": reverse("submit", args=[slug, entity]) if can_submit(found) else "",
        "partnership_results": reverse("results", args=[slug]) if can_see_results(found) else "",
    }
    context = _context(entity_report(found), links) | {"files": files_of(found)}
    return render(request, "reports/entity_results.html", context)


@require_safe
def entity_report_file(request: PersonRequest, slug: str, entity: str, extension: str) -> HttpResponse:
    """A body's own report in one of its forms."""
    found = visit_to_entity(request.user, slug, entity)
    check_can_see_entity_result(found)
    return _report_file(found, FORMATS[extension], entity_report)


@require_http_methods(["GET", "HEAD", "POST"])
def entity_report_making(request: PersonRequest, slug: str, entity: str, form: str) -> HttpResponse:
    """As report_making, for a body's own report."""
    found = visit_to_entity(request.user, slug, entity)
    check_can_see_entity_result(found)
    return _making(request, found, form, ask_for_entity_report)


@require_http_methods(["GET", "HEAD", "POST"])
def public_edition(request: PersonRequest, slug: str) -> HttpResponse:
    """What viewers read once it is published, and the chair's buttons: others can look at it before."""
    found = visit_to_public_edition(request.user, slug)
    check_can_see_public_edition(found)
    if request.method == "POST":
        _decide_publication(request, found)
        return redirect("public_edition", slug)
    report = partnership_report(found)
    context = _context(report, {}) | {"files": files_of(found), "publication": publication_of(found), "visit": found}
    return render(request, "reports/public_edition.html", context)


@require_safe
def public_report_file(request: PersonRequest, slug: str, extension: str) -> HttpResponse:
    """The public edition in one of its forms."""
    found = visit_to_public_edition(request.user, slug)
    check_can_see_public_edition(found)
    return _report_file(found, FORMATS[extension], partnership_report)


@require_http_methods(["GET", "HEAD", "POST"])
def public_report_making(request: PersonRequest, slug: str, form: str) -> HttpResponse:
    """As report_making, for the public edition."""
    if form not in STORED:
        raise Http404
    found = visit_to_public_edition(request.user, slug)
    check_can_see_public_edition(found)
    return _making(request, found, form, ask_for_public_report)


@require_safe
def blank(request: PersonRequest, slug: str) -> HttpResponse:
    """All questions of the round's edition without answers, for a pen."""
    found = visit(request.user, slug)
    check_can_see_blank(found)
    return _blank(found, None)


@require_safe
def entity_blank(request: PersonRequest, slug: str, entity: str) -> HttpResponse:
    """The same as one body is asked."""
    found = visit_to_entity(request.user, slug, entity)
    check_can_see_questionnaire(found)
    return _blank(found, found.participant)


@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: PersonRequest, slug: str) -> HttpResponse:
    """Back to consensus with a reason: here, because the papers of the seal are printed before it ends."""
    found = visit(request.user, slug)
    check_can_reopen(found)
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        sha256 = current_hash(found.assessment)
        reopen_round(found, reason=form.cleaned_data["reason"], sha256=sha256, papers=papers_of(found))
        messages.success(request, _("The round is in consensus again. Its earlier seal stays on record"))
        return redirect("seal", slug)
    context = {"visit": found, "form": form, "has_seal": bool(current_hash(found.assessment))}
    return render(request, "reports/reopen.html", context, status=422 if form.errors else 200)


@require_safe
def sealed_paper(request: PersonRequest, slug: str, number: int, audience: str) -> HttpResponse:
    """A report as it was printed under an earlier seal."""
    found = visit(request.user, slug)
    check_can_see_seal(found)
    if audience != PUBLIC:
        check_can_read_everything(found)
    paper = kept_paper(found, number, audience)
    if paper is None:
        raise Http404
    return download(bytes(paper.content), name=paper.name, content_type="application/pdf")


@require_safe
def trial_results(request: PersonRequest, edition: str) -> HttpResponse:
    """What comes out of an editor's trial of an edition."""
    found = trying(request.user, edition)
    return redirect("trial", edition) if found.faults else _trial(request, found, trial_report(found))


@require_safe
def trial_body_results(request: PersonRequest, edition: str, whose: str) -> HttpResponse:
    """The same for one of its made-up bodies."""
    found = trying(request.user, edition)
    if found.faults:
        return redirect("trial", edition)
    check_is_body_in_trial(found, whose)
    return _trial(request, found, trial_report(found, whose))


@require_safe
def trial_result_json(request: PersonRequest, edition: str) -> HttpResponse:
    found = trying(request.user, edition)
    if found.faults:
        return redirect("trial", edition)
    return download(trial_report(found).json.encode(), name=f"trial-{edition}.json", content_type="application/json")


def _trial(request: PersonRequest, found: Trying, report: Report) -> HttpResponse:
    bodies = ""
    if report.partnership_levels and not report.subject:
        address = reverse("trial_questionnaire", args=[found.edition.slug, "-"]).removesuffix("-/")
        levels = report.partnership_levels, report.body_levels
        bodies = fragments.bodies(report.matrix.dimensions, *levels, address=address, are_all=True)
    context = _context(report, {}) | {"trial": found, "bodies": bodies}
    return render(request, "reports/trial_results.html", context)


@require_safe
def columns_explained(request: PersonRequest) -> HttpResponse:
    """What the columns of the tables mean: the same for everybody, so it names no round."""
    context = {"sheets": columns.SHEETS, "of_round": columns.ROUND, "what": columns.what_explained()}
    return render(request, "reports/columns.html", context)


def _context(report: Report, links: dict[str, str]) -> dict[str, Any]:
    seal = reverse("seal", args=[report.facts.slug]) if report.facts.state == "signed_off" else ""
    return {
        "report": report,
        "links": links | {"seal": seal},
        "matrix": fragments.matrix(report.matrix),
        "dimensions": fragments.dimensions(report.dimensions),
        "movement": fragments.movement(report.movement) if report.movement else "",
    }


def _public_edition(visit: Visit) -> str:
    """Where to look at it; empty while there is none, and for viewers, who are on it."""
    if cut_of(visit).kind == PUBLIC or not can_see_public_edition(visit):
        return ""
    return reverse("public_edition", args=[visit.assessment.slug])


def _bodies(report: Report) -> str:
    """The bodies' levels; empty where the edition has none. They never stand without the partnership's."""
    if not report.body_levels or report.partnership_levels is None:
        return ""
    slug = report.facts.slug
    return fragments.bodies(
        report.matrix.dimensions,
        report.partnership_levels,
        report.body_levels,
        address=reverse("entity_results", args=[slug, "-"]).removesuffix("-/results/"),
        are_all=report.audience.kind == BOARD,
    )


def _decide_publication(request: PersonRequest, visit: PublicVisit) -> None:
    """Publish, or take back; where somebody has done so already the page says it."""
    if "take_back" in request.POST:
        if take_back_publication(visit):
            messages.success(request, _("The public edition is taken back. Viewers do not see this round any more"))
        else:
            messages.info(request, _("The public edition is not published. There was nothing to take back"))
    elif publish(visit, sha256=request.POST.get("sha256", "")):
        messages.success(request, _("The public edition is published. Viewers can read it now"))
    else:
        messages.info(request, _("The public edition is published already"))


def _report_file(visit: Any, form: Format, build: Callable[..., Report]) -> HttpResponse:
    """As it is stored; else made now, or where that takes too long, the page on which it can be asked for."""
    stored = stored_file(visit.assessment, cut_of(visit), form) if form.is_stored else None
    if stored:
        return download(stored.content, name=stored.name, content_type=form.content_type)
    if not is_made_at_once(visit, form):
        return redirect(file_of(visit, form).making)
    with spoken_in_file(visit.content.language, is_for_people=form.is_for_people):
        report = build(visit, in_full=True)
        return download(form.make(report), name=report.file_name(form.extension), content_type=form.content_type)


def _making(request: PersonRequest, visit: Any, key: str, ask: Callable[..., Any]) -> HttpResponse:
    form = STORED.get(key)
    if form is None:
        raise Http404
    if request.method == "POST":
        ask(visit, form=form)
        file = file_of(visit, form)
        return redirect(file.address if file.is_ready else file.making)
    file = file_of(visit, form)
    is_poll = request.headers.get("HX-Request") == "true"
    if is_poll and request.GET.get("seen") == file.seen:
        return HttpResponse(status=204)
    template = "reports/_making.html" if is_poll else "reports/making.html"
    return render(request, template, {"visit": visit, "file": file})


def _blank(found: Visit, participant: Participant | None) -> HttpResponse:
    with spoken_in_file(found.content.language):
        made = blank_of(found.assessment, participant)
        return download(pdf.blank_pdf_of(made), name=made.file_name, content_type="application/pdf")
