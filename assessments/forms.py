"""What people type on the pages of a round, checked. Forms validate and nothing more.

The fields of one question carry its code as prefix, with a hyphen for the point (`S2-1-note`), so that a page can
hold the forms of several questions in one <form>.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.actions.agreeing import Agreement
from assessments.actions.answering import Draft
from assessments.models import LONGEST_NOTE, Participant
from framework_data.content import QuestionText
from govuk.forms import DateField, Form, Words, digest_of

MOST_LINKS = 10


def key_of(code: str) -> str:
    """A question's code as it stands in ids and field names."""
    return code.replace(".", "-")


def text_field(label: Any, rows: int) -> forms.CharField:
    """A text kept exactly as typed, blanks and line breaks included. label: Words."""
    return forms.CharField(
        label=label, required=False, strip=False, max_length=LONGEST_NOTE, widget=forms.Textarea({"rows": rows})
    )


class QuestionForm(Form):
    """What the forms of one question share: its code in every sentence, the value, and the revision read."""

    value = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    revision = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    read = forms.CharField(required=False, widget=forms.HiddenInput)
    """The digest of the texts that the page showed."""

    texts: tuple[str, ...] = ()
    sentences: Mapping[str, Words] = {}

    def __init__(self, question: QuestionText, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, prefix=key_of(question.code))
        self.question = question
        value: Any = self.fields["value"]
        value.choices = [(option.code, option.label) for option in question.options]
        value.error_messages["invalid_choice"] = _("Choose an answer to %(code)s from the list") % {
            "code": question.code
        }
        self.fields["revision"].error_messages["invalid"] = _(
            "Copy what you wrote on %(code)s, then load the page again"
        ) % {"code": question.code}
        self.fields["revision"].error_messages["min_value"] = _(
            "Copy what you wrote on %(code)s, then load the page again"
        ) % {"code": question.code}

    @property
    def is_posted(self) -> bool:
        """Whether the page that was sent held this question's fields at all."""
        return self.add_prefix("revision") in self.data

    def name_in_sentence(self, name: str) -> str:
        called = self.sentences.get("dissent_note" if name.startswith("note_") else name)
        return (
            _("%(field)s of %(code)s") % {"field": called, "code": self.question.code}
            if called
            else super().name_in_sentence(name)
        )

    def typed(self, name: str) -> str:
        """What stands in the field, faults and all."""
        return str(self[name].value() or "")

    def faults(self, name: str) -> list[str]:
        """What is wrong with a field ("__all__": with the whole), as sentences; nothing before it was sent."""
        return [str(error) for error in self.errors.get(name, ())] if self.is_bound else []

    @property
    def is_touched(self) -> bool:
        """Whether the fields hold anything else than the page showed."""
        return self.typed("read") != digest_of(*(self.typed(name) for name in self.texts))


class AnswerForm(QuestionForm):
    """One body's answer or view on one question."""

    note = text_field(gettext_lazy("Note (optional)"), 3)
    reason = text_field(gettext_lazy("Why is this not applicable to you?"), 2)
    evidence = text_field(gettext_lazy("Links to evidence (optional)"), 2)

    texts = ("value", "note", "reason", "evidence")
    sentences = {
        "note": gettext_lazy("The note"),
        "reason": gettext_lazy("The reason"),
        "evidence": gettext_lazy("The list of links"),
    }

    def clean_evidence(self) -> str:
        links = [line.strip() for line in self.cleaned_data["evidence"].splitlines() if line.strip()]
        code = self.question.code
        if len(links) > MOST_LINKS:
            raise forms.ValidationError(
                _("Give %(most)s links or fewer for %(code)s. There are %(number)s")
                % {"most": MOST_LINKS, "code": code, "number": len(links)}
            )
        wrong = next((link for link in links if not is_web_address(link)), None)
        if wrong is not None:
            raise forms.ValidationError(
                _(
                    "Each line of evidence for %(code)s must be one web address that starts with https:// or "
                    "http://. This one does not: %(link)s"
                )
                % {"code": code, "link": shortened(wrong)}
            )
        return "\n".join(links)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("value") == "NA" and "reason" in cleaned and not cleaned["reason"].strip():
            self.add_error("reason", _("Say why %(code)s is not applicable to you") % {"code": self.question.code})
        return cleaned

    @property
    def draft(self) -> Draft:
        data = self.cleaned_data
        return Draft(
            question=self.question.code,
            value=data["value"],
            note=data["note"],
            reason=data["reason"],
            evidence=data["evidence"],
            revision=data["revision"] or 0,
        )


def answer_forms(questions: Iterable[QuestionText], data: Mapping[str, Any]) -> dict[str, AnswerForm]:
    """Question code -> its form, for the questions that the page which was sent held.

    After a conflict `keep` names a question and the revision over which the writer's own text is kept, as
    "S2.1:7", and `drop` one whose text gives way.
    """
    forms_by_code = {}
    kept, _, revision = str(data.get("keep", "")).partition(":")
    for question in questions:
        form = AnswerForm(question, _with_revision(data, question.code, revision) if question.code == kept else data)
        if form.is_posted and question.code != data.get("drop"):
            forms_by_code[question.code] = form
    return forms_by_code


def _with_revision(data: Mapping[str, Any], code: str, revision: str) -> Mapping[str, Any]:
    changed: Any = data.copy() if hasattr(data, "copy") else dict(data)
    changed[f"{key_of(code)}-revision"] = revision
    return changed


class AgreementForm(QuestionForm):
    """What the board agrees on one question, or somebody drafts for it, and which bodies do not stand behind it.

    Without bodies it is a form for drafts alone. `as_draft`: the reasons may still be missing.
    """

    rationale = text_field(gettext_lazy("The board's reasons"), 3)
    draft_revision = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    dissenter = forms.ChoiceField(label=gettext_lazy("Add a body that dissents (optional)"), required=False)
    dissent_note = text_field(gettext_lazy("Why it dissents (optional)"), 2)

    sentences = {
        "rationale": gettext_lazy("The text of the board's reasons"),
        "dissent_note": gettext_lazy("The reason of the dissenting body"),
    }

    def __init__(
        self,
        question: QuestionText,
        bodies: Sequence[Participant],
        *,
        shown: Agreement | None = None,
        data: Mapping[str, Any] | None = None,
        as_draft: bool = False,
        typed: Mapping[str, Any] | None = None,
    ) -> None:
        """`shown`: what the fields start from. A page that was sent names the dissents it showed by itself.

        `typed`: what stands in the fields instead, with the revisions and the digest of the texts it was written on.
        """
        super().__init__(question, data)
        self.bodies, self.as_draft = bodies, as_draft
        says = _("What the board agrees on %(code)s") if bodies else _("What the board could agree on %(code)s")
        self.fields["value"].label = says % {"code": question.code}
        self.fields["draft_revision"].error_messages = self.fields["revision"].error_messages
        names = {body.entity.slug: body.name for body in bodies}
        given = dict(shown.dissent) if shown else {}
        self.dissent = {slug: given.get(slug, "") for slug in names if self._shows_dissent(slug, given)}
        self.texts = ("value", "rationale", *(f"note_{slug}" for slug in self.dissent))
        dissenter: Any = self.fields["dissenter"]
        left = [(slug, name) for slug, name in names.items() if slug not in given]
        dissenter.choices = [("", _("No body")), *left]
        dissenter.error_messages["invalid_choice"] = _("Choose the body that dissents on %(code)s from the list") % {
            "code": question.code
        }
        for slug, note in self.dissent.items():
            self._add_dissent(slug, names[slug], note)
        if shown:
            self.initial.update(value=shown.value, rationale=shown.rationale)
            self.initial.update(revision=shown.revision, draft_revision=shown.draft_revision)
        if typed:
            self.initial.update(typed)
        elif data is None:
            self.initial["read"] = digest_of(*(self.typed(name) for name in self.texts))

    def _shows_dissent(self, slug: str, given: Mapping[str, str]) -> bool:
        return self.add_prefix(f"note_{slug}") in self.data if self.is_bound else slug in given

    def _add_dissent(self, slug: str, name: str, note: str) -> None:
        self.fields[f"note_{slug}"] = text_field(_("Why %(name)s dissents") % {"name": name}, 2)
        self.fields[f"remove_{slug}"] = forms.BooleanField(
            label=_("%(name)s no longer dissents") % {"name": name}, required=False
        )
        self.initial[f"note_{slug}"] = note

    @property
    def dissent_fields(self) -> list[tuple[str, str]]:
        """The names of (note, remove) of each body whose dissent is recorded."""
        return [(f"note_{slug}", f"remove_{slug}") for slug in self.dissent]

    @property
    def is_touched(self) -> bool:
        return super().is_touched or self.holds_dissent

    def as_typed(self, **revisions: int) -> "AgreementForm":
        """The same fields, not judged: they stay on the page as they are while another question is dealt with."""
        shown = Agreement(self.question.code, "", "", dict.fromkeys(self.dissent, ""))
        typed = {name: self[name].value() for name in self.fields} | revisions
        return AgreementForm(self.question, self.bodies, shown=shown, typed=typed)

    @property
    def holds_dissent(self) -> bool:
        """Whether something is typed here that a draft has no room for."""
        added = ("dissenter", "dissent_note", *(f"remove_{slug}" for slug in self.dissent))
        return any(self[name].value() for name in added)

    def clean(self) -> dict[str, Any]:
        cleaned, code = super().clean() or {}, self.question.code
        if cleaned.get("value") == "":
            to_propose, agreed = (
                _("Select what to propose to the board on %(code)s"),
                _("Select what the board agreed on %(code)s"),
            )
            self.add_error("value", (to_propose if self.as_draft else agreed) % {"code": code})
        if self.as_draft:
            return cleaned
        if cleaned.get("value") == "NA" and "rationale" in cleaned and not cleaned["rationale"].strip():
            self.add_error("rationale", _("Give the board's reasons why %(code)s is not applicable") % {"code": code})
        if cleaned.get("dissent_note", "").strip() and cleaned.get("dissenter") == "":
            self.add_error("dissenter", _("Select the body that gives this reason on %(code)s") % {"code": code})
        return cleaned

    @property
    def agreement(self) -> Agreement:
        data = self.cleaned_data
        kept = {slug: data[f"note_{slug}"] for slug in self.dissent if not data[f"remove_{slug}"]}
        added = {data["dissenter"]: data["dissent_note"]} if data["dissenter"] else {}
        return Agreement(
            question=self.question.code,
            value=data["value"],
            rationale=data["rationale"],
            dissent={**kept, **added},
            revision=data["revision"] or 0,
            draft_revision=data["draft_revision"] or 0,
        )


class NextRoundForm(Form):
    """Title and dates of the round after this one."""

    title = forms.CharField(
        label=gettext_lazy("Title of the round"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter a title, like Early help 2026/27")},
    )
    period_start = DateField(
        label=gettext_lazy("First day of the period"),
        error_messages={"required": gettext_lazy("Enter the first day of the period")},
    )
    period_end = DateField(
        label=gettext_lazy("Last day of the period"),
        error_messages={"required": gettext_lazy("Enter the last day of the period")},
    )
    deadline = DateField(
        label=gettext_lazy("Deadline for answers (optional)"),
        required=False,
        help_text=gettext_lazy("Bodies submit their answers by this day."),
    )

    names = {"title": gettext_lazy("The title")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("period_start"), cleaned.get("period_end")
        if start and end and end < start:
            self.add_error("period_end", _("The last day of the period must not come before the first day"))
        return cleaned


def agreement_forms(
    questions: Iterable[QuestionText], bodies: Sequence[Participant], data: Mapping[str, Any], *, as_draft: bool = False
) -> dict[str, AgreementForm]:
    """Question code -> its form, for the questions that the page which was sent held. `drop` as in answer_forms."""
    found = {question.code: AgreementForm(question, bodies, data=data, as_draft=as_draft) for question in questions}
    return {code: form for code, form in found.items() if form.is_posted and code != data.get("drop")}


def is_web_address(text: str) -> bool:
    """Whether a line is one http(s) address; hosts of an own network count too."""
    if any(mark.isspace() for mark in text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def shortened(text: str, longest: int = 60) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"
