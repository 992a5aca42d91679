"""Results and reports of a round and of one body in it."""

from django.urls import path

from reports import views
from reports.formats import FORMATS

ROUND = "assessments/<slug:slug>/"
PUBLIC = ROUND + "public/"
BODY = "assessments/<slug:slug>/entities/<slug:entity>/"
TRIAL = "editions/<slug:edition>/try/"

urlpatterns = [
    path(f"{ROUND}results/", views.results, name="results"),
    path(PUBLIC, views.public_edition, name="public_edition"),
    path(f"{PUBLIC}report/<slug:form>/", views.public_report_making, name="public_report_making"),
    path(f"{ROUND}reopen/", views.reopen, name="reopen"),
    path(f"{ROUND}seal/<int:number>/<slug:audience>.pdf", views.sealed_paper, name="sealed_paper"),
    path(f"{ROUND}report/<slug:form>/", views.report_making, name="report_making"),
    path("what-the-columns-mean/", views.columns_explained, name="columns_explained"),
    path(f"{BODY}results/", views.entity_results, name="entity_results"),
    path(f"{TRIAL}results/", views.trial_results, name="trial_results"),
    path(f"{TRIAL}result.json", views.trial_result_json, name="trial_result_json"),
    path(f"{TRIAL}as/<slug:whose>/results/", views.trial_body_results, name="trial_body_results"),
    path(f"{ROUND}questionnaire.pdf", views.blank, name="blank_pdf"),
    path(f"{BODY}questionnaire.pdf", views.entity_blank, name="entity_blank_pdf"),
    path(f"{BODY}report/<slug:form>/", views.entity_report_making, name="entity_report_making"),
]

for each in FORMATS.values():
    file, form = f"{each.stem}.{each.extension}", {"extension": each.extension}
    urlpatterns += [
        path(ROUND + file, views.report_file, form, name=each.url_name),
        path(PUBLIC + file, views.public_report_file, form, name=f"public_{each.url_name}"),
        path(BODY + file, views.entity_report_file, form, name=f"entity_{each.url_name}"),
    ]
