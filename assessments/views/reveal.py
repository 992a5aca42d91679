"""The reveal: what happens to whom, said once before there is no way back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.access import visit
from assessments.actions.revealing import reveal as reveal_answers
from assessments.permissions import check_can_reveal
from assessments.progress import reveal_page
from partnerships.requests import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
def reveal(request: PersonRequest, slug: str) -> HttpResponse:
    found = visit(request.user, slug)
    check_can_reveal(found)
    if request.method == "POST":
        reveal_answers(found)
        messages.success(request, _("The answers are revealed. The round is in consensus"))
        return redirect("consensus", slug)
    return render(request, "assessments/reveal.html", {"visit": found, "page": reveal_page(found)})
