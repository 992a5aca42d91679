"""Results as pages, and as files to take away."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from assessments.access import visit, visit_to_entity
from assessments.permissions import (
    can_see_questionnaire,
    can_see_results,
    can_submit,
    check_can_see_entity_result,
    check_can_see_results,
)
from partnerships.requests import PersonRequest
from reports import fragments
from reports.audience import BOARD
from reports.building import entity_report, partnership_report
from reports.pdf import pdf_of
from reports.report import Report


@require_safe
def results(request: PersonRequest, slug: str) -> HttpResponse:
    found = visit(request.user, slug)
    check_can_see_results(found)
    links = {"pdf": reverse("report_pdf", args=[slug]), "json": reverse("result_json", args=[slug])}
    report = partnership_report(found)
    return render(request, "reports/results.html", _context(report, links) | {"bodies": _bodies(report)})


@require_safe
def report_pdf(request: PersonRequest, slug: str) -> HttpResponse:
    found = visit(request.user, slug)
    check_can_see_results(found)
    return _pdf(partnership_report(found, in_full=True))


@require_safe
def result_json(request: PersonRequest, slug: str) -> HttpResponse:
    found = visit(request.user, slug)
    check_can_see_results(found)
    return _json(partnership_report(found, in_full=True))


@require_safe
def entity_results(request: PersonRequest, slug: str, entity: str) -> HttpResponse:
    found = visit_to_entity(request.user, slug, entity)
    check_can_see_entity_result(found)
    links = {
        "pdf": reverse("entity_report_pdf", args=[slug, entity]),
        "json": reverse("entity_result_json", args=[slug, entity]),
        "questionnaire": reverse("questionnaire", args=[slug, entity]) if can_see_questionnaire(found) else "",
        "submit": reverse("submit", args=[slug, entity]) if can_submit(found) else "",
        "partnership_results": reverse("results", args=[slug]) if can_see_results(found) else "",
    }
    return render(request, "reports/entity_results.html", _context(entity_report(found), links))


@require_safe
def entity_report_pdf(request: PersonRequest, slug: str, entity: str) -> HttpResponse:
    found = visit_to_entity(request.user, slug, entity)
    check_can_see_entity_result(found)
    return _pdf(entity_report(found, in_full=True))


@require_safe
def entity_result_json(request: PersonRequest, slug: str, entity: str) -> HttpResponse:
    found = visit_to_entity(request.user, slug, entity)
    check_can_see_entity_result(found)
    return _json(entity_report(found, in_full=True))


def _context(report: Report, links: dict[str, str]) -> dict[str, Any]:
    return {
        "report": report,
        "links": links,
        "matrix": fragments.matrix(report.matrix),
        "dimensions": fragments.dimensions(report.dimensions),
        "movement": fragments.movement(report.movement) if report.movement else "",
    }


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


def _pdf(report: Report) -> HttpResponse:
    return _file(pdf_of(report), "application/pdf", report.file_name("pdf"))


def _json(report: Report) -> HttpResponse:
    return _file(report.json.encode(), "application/json", report.file_name("json"))


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A download that no shared cache keeps: the next person may read another edition of it."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    patch_cache_control(response, private=True, no_cache=True)
    return response
