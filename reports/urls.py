"""Results and reports of a round and of one body in it."""

from django.urls import path

from reports import views

urlpatterns = [
    path("assessments/<slug:slug>/results/", views.results, name="results"),
    path("assessments/<slug:slug>/report.pdf", views.report_pdf, name="report_pdf"),
    path("assessments/<slug:slug>/result.json", views.result_json, name="result_json"),
    path("assessments/<slug:slug>/entities/<slug:entity>/results/", views.entity_results, name="entity_results"),
    path("assessments/<slug:slug>/entities/<slug:entity>/report.pdf", views.entity_report_pdf, name="entity_report_pdf"),
    path(
        "assessments/<slug:slug>/entities/<slug:entity>/result.json", views.entity_result_json, name="entity_result_json"
    ),
]
