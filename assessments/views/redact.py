"""A text that must go: the chair finds it, says why, and confirms what goes with it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.access import Visit, visit
from assessments.actions.redacting import redact_text
from assessments.history_forms import RedactForm, SearchForm
from assessments.history_page import bodies_of_round
from assessments.permissions import check_can_redact
from assessments.redactable import OneText, Search, one_text, redact_page
from partnerships.requests import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
def redact(request: PersonRequest, slug: str) -> HttpResponse:
    found = visit(request.user, slug)
    check_can_redact(found)
    if request.method == "POST":
        return _redact(request, found)
    if "place" in request.GET:
        text = one_text(found, request.GET["place"])
        return _confirm(request, found, text, _form(text))
    statements = [statement.code for statement in found.content.statements]
    form = SearchForm(request.GET, statements=statements, bodies=bodies_of_round(found))
    search = Search(**form.cleaned_data) if form.is_valid() else Search()
    page = redact_page(found, search, request.GET.get("page"))
    return render(request, "assessments/redact.html", {"visit": found, "form": form, "page": page})


def _redact(request: PersonRequest, found: Visit) -> HttpResponse:
    text = one_text(found, request.POST.get("place", ""))
    form = _form(text, request.POST)
    if form.is_valid():
        data = form.cleaned_data
        only_earlier = data["what"] == "earlier"
        try:
            redact_text(found, place=data["place"], why=data["why"], read=data["read"], only_earlier=only_earlier)
        except ValidationError as fault:
            form.add_error(None, fault.messages)
        else:
            messages.success(request, _("Redacted: %(text)s") % {"text": text.label})
            return redirect("redact", found.assessment.slug)
    return _confirm(request, found, text, form)


def _form(text: OneText, data: QueryDict | None = None) -> RedactForm:
    return RedactForm(data, has_now=bool(text.text), has_earlier=bool(text.earlier))


def _confirm(request: PersonRequest, found: Visit, text: OneText, form: RedactForm) -> HttpResponse:
    context = {"visit": found, "form": form, "text": text}
    return render(request, "assessments/redact_text.html", context, status=422 if form.errors else 200)
