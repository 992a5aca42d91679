from django.apps import AppConfig


class FrameworkDataConfig(AppConfig):
    name = "framework_data"
    verbose_name = "Framework editions"
