"""Tags and filters that every template has without loading them.

`{% error_summary form %}` (any number of forms, or lists of forms), `{% error_prefix %}` for the page title,
`{% pagination page %}`, `{{ 3|plural:"answer" }}`, `{{ field|look }}` for the template pack.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from govuk import looks

register = template.Library()
register.filter("look", looks.look)


@register.simple_tag
def error_summary(*forms: BaseForm | Iterable[BaseForm]) -> SafeString:
    """What is wrong, at the top of the page, each line a link to its field. Nothing when nothing is wrong."""
    faults = [fault for form in _each(forms) for fault in _faults(form)]
    if not faults:
        return SafeString()
    return SafeString(render_to_string("components/error_summary.html", {"faults": faults}))


@register.simple_tag(takes_context=True)
def error_prefix(context: Mapping[str, Any]) -> str:
    """Put "Error: " before the page title when a form of the page (`form`, `forms`) has faults."""
    candidates = [form for form in (context.get("form"), context.get("forms")) if form]
    return _("Error: ") if any(form.is_bound and form.errors for form in _each(candidates)) else ""


def _each(forms: Iterable[Any]) -> Iterator[BaseForm]:
    for form in forms:
        if isinstance(form, BaseForm):
            yield form
        else:
            yield from form.values() if isinstance(form, dict) else form


def _faults(form: BaseForm) -> Iterator[dict[str, str]]:
    if not form.errors:
        return
    visible = form.visible_fields()
    first = looks.target_of(visible[0]) if visible else ""
    for message in form.non_field_errors():
        yield {"target": first, "message": str(message)}
    for field in form:
        for message in field.errors:
            yield {"target": first if field.is_hidden else looks.target_of(field), "message": str(message)}


@register.simple_tag(takes_context=True)
def pagination(context: Mapping[str, Any], page: Page, parameter: str = "page") -> SafeString:
    """Links to the other pages of a list; keeps what else the address asks for. Nothing for a single page."""
    if page.paginator.num_pages <= 1:
        return SafeString()
    asked = [(key, value) for key, values in context["request"].GET.lists() for value in values if key != parameter]

    def link(number: int) -> dict[str, Any]:
        address = "?" + urlencode([*asked, (parameter, number)])
        return {"number": number, "address": address, "current": number == page.number}

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [link(number) if isinstance(number, int) else None for number in numbers]
    previous = link(page.previous_page_number()) if page.has_previous() else None
    following = link(page.next_page_number()) if page.has_next() else None
    pages = {"links": links, "previous": previous, "following": following}
    return SafeString(render_to_string("components/pagination.html", pages))


@register.filter
def plural(count: int, words: str) -> str:
    """`{{ 1|plural:"answer" }}` is "1 answer", `{{ 2|plural:"body,bodies" }}` is "2 bodies"."""
    one, _, many = words.partition(",")
    return f"{count:,} {one if count == 1 else many or one + 's'}"
