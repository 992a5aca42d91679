"""Results and reports of a round and of one body in it."""

from django.urls import path

from reports import views

ROUND = "assessments/<slug:slug>/"
BODY = "assessments/<slug:slug>/entities/<slug:entity>/"

urlpatterns = [
    path(f"{ROUND}results/", views.results, name="results"),
    path(f"{ROUND}report.pdf", views.report_pdf, name="report_pdf"),
    path(f"{ROUND}result.json", views.result_json, name="result_json"),
    path(f"{ROUND}reopen/", views.reopen, name="reopen"),
    path(f"{ROUND}seal/<int:number>/<slug:audience>.pdf", views.sealed_paper, name="sealed_paper"),
    path(f"{BODY}results/", views.entity_results, name="entity_results"),
    path(f"{BODY}report.pdf", views.entity_report_pdf, name="entity_report_pdf"),
    path(f"{BODY}result.json", views.entity_result_json, name="entity_result_json"),
]
