"""What the field template needs to know about one bound field, worked out once.

Works for any Django form, so that allauth's pages look like all others.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from govuk.forms import DateInput, Words
from govuk.script_words import words_of_the_counter, words_of_the_password

# Never sent to the browser: it would cut a pasted text short, or show a hint that vanishes while typing.
SUPPRESSED = {"maxlength": False, "minlength": False, "placeholder": False}

PARTS = {"day": gettext_noop("Day"), "month": gettext_noop("Month"), "year": gettext_noop("Year")}

CONTROL_CLASS = {"textarea": "govuk-textarea", "select": "govuk-select", "file": "govuk-file-upload"}


@dataclass(frozen=True, slots=True)
class Item:
    """One radio, one checkbox, or one box of a date."""

    id: str
    name: str
    value: str
    label: str
    hint: str
    chosen: bool
    faulty: bool


@dataclass(frozen=True, slots=True)
class Look:
    kind: str
    id: str
    label_class: str
    is_heading: bool
    errors: list[str]
    described_by: str
    group_class: str
    items: list[Item]
    limit: int | None
    control: SafeString | str
    script_words: SafeString | str
    """Attributes: what a script says about the control, where that is not English."""


def kind_of(field: BoundField) -> str:
    widget = field.field.widget
    kinds = (
        (forms.CheckboxSelectMultiple, "checkboxes"),
        (forms.RadioSelect, "radios"),
        (forms.CheckboxInput, "checkbox"),
        (DateInput, "date"),
        (forms.Select, "select"),
        (forms.Textarea, "textarea"),
        (forms.PasswordInput, "password"),
        (forms.FileInput, "file"),
    )
    return next((kind for base, kind in kinds if isinstance(widget, base)), "input")


def target_of(field: BoundField) -> str:
    """The id that an error link leads to: the control itself, or the first of several."""
    kind = kind_of(field)
    if kind in ("radios", "checkboxes"):
        return f"{field.auto_id}_0"
    if kind == "date":
        return f"{field.auto_id}_{(faulty_parts(field) or parts_of(field))[0]}"
    return field.id_for_label


def parts_of(field: BoundField) -> tuple[str, ...]:
    widget: Any = field.field.widget
    return tuple(widget.parts)


def faulty_parts(field: BoundField) -> list[str]:
    faults = field.errors.as_data()
    if not faults:
        return []
    params: Any = faults[0].params
    return list(params["parts"]) if params and "parts" in params else list(parts_of(field))


def look(field: BoundField) -> Look:
    kind = kind_of(field)
    grouped = kind in ("radios", "checkboxes", "date")
    errors = [str(message) for message in field.errors]
    limit = _limit(field, kind)
    described_by = _described_by(field, errors, limit)
    return Look(
        kind=kind,
        id=field.auto_id,
        label_class=_label_class(field, "govuk-fieldset__legend" if grouped else "govuk-label"),
        is_heading=getattr(field.form, "page_heading", "") == field.name,
        errors=errors,
        described_by=described_by,
        group_class=str(field.field.widget.attrs.get("class", "")),
        items=_items(field, kind),
        limit=limit,
        control="" if grouped or kind == "checkbox" else _control(field, kind, errors, described_by, limit),
        script_words=_script_words(kind, limit),
    )


def _script_words(kind: str, limit: int | None) -> SafeString | str:
    if kind == "password":
        return words_of_the_password()
    return words_of_the_counter() if limit else ""


def _limit(field: BoundField, kind: str) -> int | None:
    counted = kind == "textarea" and "data-count" in field.field.widget.attrs
    return getattr(field.field, "max_length", None) if counted else None


def _described_by(field: BoundField, errors: list[str], limit: int | None) -> str:
    ids = [
        f"{field.auto_id}_helptext" if field.help_text else "",
        f"{field.auto_id}_error" if errors else "",
        f"{field.auto_id}-info" if limit else "",
        str(field.field.widget.attrs.get("aria-describedby", "")),
    ]
    return " ".join(filter(None, ids))


def _label_class(field: BoundField, base: str) -> str:
    size = getattr(field.form, "label_sizes", {}).get(field.name)
    return f"{base} {base}--{size}" if size else base


def _control(field: BoundField, kind: str, errors: list[str], described_by: str, limit: int | None) -> SafeString:
    base = CONTROL_CLASS.get(kind, "govuk-input")
    classes = [base, str(field.field.widget.attrs.get("class", ""))]
    attrs: dict[str, Any] = {**SUPPRESSED, "data-count": False}
    if errors:
        classes.append(f"{base}--error")
    if limit:
        classes.append("govuk-js-character-count")
    if kind == "password":
        classes.append("govuk-password-input__input govuk-js-password-input-input")
        attrs |= {"spellcheck": "false", "autocapitalize": "none"}
    if described_by:
        attrs["aria-describedby"] = described_by
    return field.as_widget(attrs=attrs | {"class": " ".join(filter(None, classes))})


def _items(field: BoundField, kind: str) -> list[Item]:
    if kind == "date":
        return _boxes(field)
    if kind in ("radios", "checkboxes"):
        hints = getattr(field.form, "choice_hints", {}).get(field.name, {})
        return [_option(widget.data, hints) for widget in field.subwidgets]
    return []


def _option(data: dict[str, Any], hints: dict[str, Words]) -> Item:
    value = str(data["value"])
    return Item(
        id=data["attrs"]["id"],
        name=data["name"],
        value=value,
        label=str(data["label"]),
        hint=str(hints.get(value, "")),
        chosen=data["selected"],
        faulty=False,
    )


def _boxes(field: BoundField) -> list[Item]:
    value = field.value()
    texts = value if isinstance(value, list) else field.field.widget.decompress(value)
    faulty = faulty_parts(field)
    return [
        Item(
            id=f"{field.auto_id}_{part}",
            name=f"{field.html_name}_{part}",
            value="" if text is None else str(text),
            label=_(PARTS[part]),
            hint="",
            chosen=False,
            faulty=part in faulty,
        )
        for part, text in zip(parts_of(field), texts, strict=True)
    ]
