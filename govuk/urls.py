"""The pages behind the footer links."""

from django.urls import path

from govuk import pages

urlpatterns = [
    path("privacy/", pages.privacy, name="privacy"),
    path("cookies/", pages.cookies, name="cookies"),
    path("accessibility/", pages.accessibility, name="accessibility"),
]
