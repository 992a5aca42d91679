from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FrameworkDataConfig(AppConfig):
    name = "framework_data"
    verbose_name = _("Framework editions")
