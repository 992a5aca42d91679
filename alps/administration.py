"""The administration: Django's admin in the house's look, with what an editor of the framework needs first."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from framework_data.pages import edition_lines
from framework_data.permissions import can_edit, can_read

APPS = ("framework_data", "partnerships", "account", "auth")
MODELS = (
    *("Edition", "Statement", "Question", "Level", "Dimension", "Option", "Definition", "Check", "Erratum"),
    *("Person", "Partnership", "Entity", "Membership", "Role"),
)


def _place(name: str, order: tuple[str, ...]) -> tuple[int, str]:
    """What is named in the order comes in it; all else follows by name."""
    return (order.index(name) if name in order else len(order), name)


class Administration(admin.AdminSite):
    site_header = site_title = gettext_lazy("ALPS administration")
    index_title = gettext_lazy("Administration")
    enable_nav_sidebar = False

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Apps, and the kinds of thing in each, in the order of their use instead of the alphabet's."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: _place(model["object_name"], MODELS))
        return sorted(apps, key=lambda app: _place(app["app_label"], APPS))

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """What an editor needs first stands in a panel of its own: the editions, where they stand, what can come in."""
        context = {"editions": None, **(extra_context or {})}
        if can_read(request.user):
            found = {"editions": edition_lines(), "can_edit_editions": can_edit(request.user)}
            context |= found | {"app_list": _without_editions(self.get_app_list(request))}
        return super().index(request, context)


def _without_editions(apps: list[Any]) -> list[Any]:
    """The apps, where that of the framework names what editions hold and not the editions once more."""
    for app in apps:
        if app["app_label"] == "framework_data":
            app["name"] = _("Parts of the editions")
            app["models"] = [model for model in app["models"] if model["object_name"] != "Edition"]
    return apps
