"""What the buttons of a consensus page do: each acts on one question, and says what came of it.

Between the page and the actions: a stale draft or agreement comes back as a form with both texts, and what somebody
has typed is never passed over.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from assessments.access import Visit
from assessments.actions.agreeing import (
    Agreed,
    Agreement,
    Drafted,
    discard_draft,
    draft_agreed_answer,
    record_agreed_answer,
    withdraw_agreed_answer,
)
from assessments.agreement_cards import agreed_on, drafts_of
from assessments.forms import AgreementForm, key_of


@dataclass(frozen=True)
class Pressed:
    """A button: its act, the code of its question, and what it says. `act` is empty where none was pressed."""

    act: str = ""
    code: str = ""
    value: str = ""
    revision: int = 0
    draft_revision: int = 0


@dataclass(frozen=True)
class Done:
    """What came of it: a sentence, or the form that could not be recorded; kept: what is typed and was not asked for.

    is_late: somebody had changed the thing meanwhile.
    """

    said: str = ""
    faulty: AgreementForm | None = None
    kept: AgreementForm | None = None
    is_late: bool = False


def pressed(data: Mapping[str, Any], codes: Collection[str]) -> Pressed:
    """The button among what was sent: agree=S2.1:L:3:1, record=S2.1, draft=S2.1, discard=S2.1:1, withdraw=S2.1:3."""
    act = next((act for act in ACTS if act in data), "")
    code, *rest = str(data.get(act, "")).split(":")
    if code not in codes:
        return Pressed()
    if act == "agree":
        value, *revisions = (*rest, "", "", "")[:3]
        return Pressed(act, code, value, *map(_number, revisions))
    read = _number(rest[0]) if rest else 0
    return Pressed(act, code, revision=read, draft_revision=read)


def _number(text: str) -> int:
    """A revision; one of more digits than any number of changes is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def press(visit: Visit, button: Pressed, form: AgreementForm | None) -> Done:
    """Do what the button says; `form` holds what was sent on its question. Raises PermissionDenied."""
    return ACTS[button.act](visit, button, form) if button.act else Done(_("Nothing had changed"))


def _agree(visit: Visit, button: Pressed, form: AgreementForm | None) -> Done:
    """As proposed, with one key."""
    if form and form.is_touched:
        form.add_error(
            None, _("%(code)s: you have written something here. Agree that, or clear it first") % {"code": button.code}
        )
        return Done(faulty=form)
    try:
        agreed = record_agreed_answer(visit, agreement=_as_proposed(visit, button))
    except ValidationError as refusal:
        return Done(faulty=_refused(_with_value(visit, button, form), refusal))
    if agreed.conflict:
        return Done(
            _("%(code)s was changed meanwhile, so nothing was agreed. Read it again") % {"code": button.code},
            is_late=True,
        )
    return Done(_("Agreed %(code)s") % {"code": button.code})


def _as_proposed(visit: Visit, button: Pressed) -> Agreement:
    """The value with the reasons of its draft; who dissented from what was agreed before still does."""
    agreed, draft = agreed_on(visit, [button.code]).get(button.code), drafts_of(visit).get(button.code)
    return Agreement(
        question=button.code,
        value=button.value,
        rationale=draft.agreement.rationale if draft else "",
        dissent=agreed.agreement.dissent if agreed else {},
        revision=button.revision,
        draft_revision=button.draft_revision,
    )


def _with_value(visit: Visit, button: Pressed, form: AgreementForm | None) -> AgreementForm:
    """The form of the question with the proposed value chosen, so that the reasons can be given."""
    sent: dict[str, Any] = dict(form.data.items()) if form else {}
    question = visit.content.question_by_code[button.code]
    return AgreementForm(question, visit.taking_part, data=sent | {f"{key_of(button.code)}-value": button.value})


def _record(visit: Visit, button: Pressed, form: AgreementForm | None) -> Done:
    done = _written(form, lambda agreement: record_agreed_answer(visit, agreement=agreement))
    return done or Done(_("Agreed %(code)s") % {"code": button.code})


def _draft(visit: Visit, button: Pressed, form: AgreementForm | None) -> Done:
    done = _written(form, lambda agreement: draft_agreed_answer(visit, agreement=agreement))
    if done or form is None or not form.holds_dissent:
        return done or Done(_("Saved the draft for %(code)s") % {"code": button.code})
    kept = form.as_typed(draft_revision=drafts_of(visit)[button.code].revision)
    return Done(
        _("Saved the draft for %(code)s. A draft holds no dissent: it is still in the fields") % {"code": button.code},
        kept=kept,
    )


def _written(form: AgreementForm | None, act: Callable[[Agreement], Agreed | Drafted]) -> Done | None:
    """Do with a form what its button says; None where it is done, else what stands against it as errors of the form."""
    if form is None:
        return Done(_("Nothing had changed"))
    if not form.is_valid():
        return Done(faulty=form)
    try:
        done = act(form.agreement)
    except ValidationError as refusal:
        return Done(faulty=_refused(form, refusal))
    if done.conflict is None:
        return None
    stored = done.answer if isinstance(done, Agreed) else done.draft
    by = stored.updated_by.name if stored and stored.updated_by else _("Somebody")
    form.add_error(
        None,
        _("%(code)s: %(by)s changed it while you were writing. Choose which to keep")
        % {"code": form.question.code, "by": by},
    )
    return Done(faulty=form, is_late=True)


def _refused(form: AgreementForm, refusal: ValidationError) -> AgreementForm:
    for name, sentences in refusal.message_dict.items():
        form.add_error(name if name in form.fields else None, f"{form.question.code}: {' '.join(sentences)}")
    return form


def _withdraw(visit: Visit, button: Pressed, form: AgreementForm | None) -> Done:
    withdrawn = withdraw_agreed_answer(visit, question=button.code, revision=button.revision)
    if withdrawn.conflict:
        return Done(
            _("%(code)s was changed meanwhile, so it was not withdrawn. Read it again") % {"code": button.code},
            is_late=True,
        )
    return Done(_("Withdrew %(code)s") % {"code": button.code}, kept=_kept(form, revision=0))


def _discard(visit: Visit, button: Pressed, form: AgreementForm | None) -> Done:
    discarded = discard_draft(visit, question=button.code, revision=button.draft_revision)
    if discarded.conflict:
        return Done(
            _("The draft for %(code)s was changed meanwhile and is kept. Read it again") % {"code": button.code},
            is_late=True,
        )
    return Done(_("Discarded the draft for %(code)s") % {"code": button.code}, kept=_kept(form, draft_revision=0))


def _drop(visit: Visit, button: Pressed, form: AgreementForm | None) -> Done:
    return Done(_("Kept what is recorded for %(code)s") % {"code": button.code})


def _kept(form: AgreementForm | None, **revisions: int) -> AgreementForm | None:
    """What is typed on the same question stays, on the revision that the act has left."""
    return form.as_typed(**revisions) if form and form.is_touched else None


ACTS: Mapping[str, Callable[[Visit, Pressed, AgreementForm | None], Done]] = {
    "agree": _agree,
    "record": _record,
    "draft": _draft,
    "discard": _discard,
    "withdraw": _withdraw,
    "drop": _drop,
}
