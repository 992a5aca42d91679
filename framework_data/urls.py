from django.urls import path

from framework_data.views import edition, edition_compare, edition_fixture, edition_workbook, editions

EDITION = "editions/<slug:edition>/"

urlpatterns = [
    path("editions/", editions, name="editions"),
    path(EDITION, edition, name="edition"),
    path(EDITION + "edition.json", edition_fixture, name="edition_fixture"),
    path(EDITION + "edition.xlsx", edition_workbook, name="edition_workbook"),
    path("editions/<slug:before>/compared-with/<slug:after>/", edition_compare, name="edition_compare"),
]
