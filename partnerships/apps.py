from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class PartnershipsConfig(AppConfig):
    name = "partnerships"
    verbose_name = gettext_lazy("People and partnerships")
