from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class GovukConfig(AppConfig):
    name = "govuk"
    verbose_name = gettext_lazy("Look and forms")
