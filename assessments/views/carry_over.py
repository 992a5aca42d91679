"""A round carried over to another edition: choose the edition, see what becomes of the answers, make the new round."""

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.access import Visit, visit, visit_to_entity
from assessments.actions.carrying_over import carry_round_over
from assessments.carried import carried_page
from assessments.carry_forms import CarryOverForm, EditionForm
from assessments.carrying_over import DryRun, dry_run, editions_to_carry_to, title_on
from assessments.carrying_words import MEANS, NAMES
from assessments.models import Assessment
from assessments.permissions import check_can_carry_over, check_can_see_questionnaire
from framework_data.editions import edition_once_published
from partnerships.requests import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
def carry_over(request: PersonRequest, slug: str) -> HttpResponse:
    """The edition stands in the address, so that the dry run can be passed on, printed and read again."""
    found = visit(request.user, slug)
    check_can_carry_over(found)
    editions = editions_to_carry_to(found.assessment)
    choice = EditionForm(request.GET if "edition" in request.GET else None, editions=editions)
    edition = edition_once_published(choice.cleaned_data["edition"]) if choice.is_valid() else None
    if edition is None:
        return _choose(request, found, choice)
    run = dry_run(found, edition)
    if request.method == "POST":
        form = CarryOverForm(request.POST)
        made = _make(found, run, form) if form.is_valid() else None
        if made:
            messages.success(
                request, _("The draft of %(title)s is made. Check it, then open it") % {"title": made.title}
            )
            return redirect("round_check", made.slug)
    else:
        form = CarryOverForm(initial={"title": title_on(found.assessment, edition), "read": run.read})
    context = {"visit": found, "run": run, "form": form, "names": NAMES, "means": MEANS}
    return render(request, "assessments/carry_over.html", context, status=422 if form.errors else 200)


def _choose(request: PersonRequest, visit: Visit, form: EditionForm) -> HttpResponse:
    status = 422 if form.errors or request.method == "POST" else 200
    return render(request, "assessments/carry_over_to.html", {"visit": visit, "form": form}, status=status)


def _make(visit: Visit, run: DryRun, form: CarryOverForm) -> Assessment | None:
    """The draft; where the action refuses, or the dry run has changed, the form says so."""
    title, read = form.cleaned_data["title"], form.cleaned_data["read"]
    try:
        made = carry_round_over(visit, edition=run.edition.slug, title=title, read=read).assessment
    except ValidationError as refusal:
        for name, faults in refusal.message_dict.items():
            form.add_error(None if name == NON_FIELD_ERRORS else name, faults)
        return None
    if made is None:
        form.has_read(run.read)
        form.add_error(None, _("This page has changed since you read it. Read it again, then make the new round"))
    return made


@require_safe
def carried_over(request: PersonRequest, slug: str, entity: str) -> HttpResponse:
    """What became of one body's answers, for those who answer for it."""
    found = visit_to_entity(request.user, slug, entity)
    check_can_see_questionnaire(found)
    context = {"visit": found, "page": carried_page(found)}
    return render(request, "assessments/carried_over.html", context)
