"""Making a draft and changing it. Whatever changes in a draft ends its being proposed."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from framework_data.actions._acting import raise_revision, taken, with_locked_draft
from framework_data.actions._rows import delete_parts, write_edition
from framework_data.errata import corrected
from framework_data.fixture import digest_of, fixture_of, with_slug
from framework_data.history import record
from framework_data.models import Edition, Life, Part
from framework_data.permissions import Somebody, check_can_edit, check_is_draft
from framework_data.values import FIXED, Difference, difference, values_of

Object = Mapping[str, Any]
WHATEVER_IS_THERE = -1
"""For a command, which looks and writes in one go."""


@transaction.atomic
def clone_edition(edition: Edition, *, slug: str, label: str, by: Somebody | None) -> Edition:
    """A draft with all that the edition holds, errata worked in. Raises ValidationError for a slug that is taken."""
    check_can_edit(by)
    objects = with_slug(corrected(fixture_of(edition)), slug)
    objects[0]["fields"] |= {"label": label, "revision": 1}
    draft = _new_draft(objects, base=edition.slug)
    record("edition_cloned", slug, by=by, after={"base": edition.slug, "label": label})
    return draft


@transaction.atomic
def import_edition(
    objects: Sequence[Object], *, by: Somebody | None, base: str = "", seen: int = WHATEVER_IS_THERE
) -> Edition:
    """A draft as the objects have it, which were checked before; a draft of that slug becomes what they say.

    `seen`: the revision of that draft when somebody looked at what would change, 0 where there was none. Raises
    ValidationError where it is another by now, and PermissionDenied where the edition of that slug is published.
    Errata are worked in: a draft has none.
    """
    check_can_edit(by)
    objects = corrected(objects)
    slug = objects[0]["fields"]["slug"]
    there = Edition.objects.select_for_update().filter(slug=slug).first()
    if seen not in (WHATEVER_IS_THERE, there.revision if there else 0):
        raise ValidationError(
            _("Somebody has changed the draft %(slug)s meanwhile. Upload the file again and look at what differs now")
            % {"slug": slug}
        )
    before = {"sha256": digest_of(fixture_of(there))} if there else {}
    if there is None:
        there = _new_draft(objects, base=base)
    else:
        with_locked_draft(there, by)
        delete_parts(there)
        write_edition(there, objects)
        raise_revision(there)
    record("edition_imported", slug, by=by, before=before, after={"sha256": digest_of(fixture_of(there)), "base": base})
    return there


def _new_draft(objects: Sequence[Object], *, base: str) -> Edition:
    slug = objects[0]["fields"]["slug"]
    edition = Edition(**{name: value for name, value in objects[0]["fields"].items() if name != "revision"})
    try:
        edition.full_clean()
    except ValidationError as error:
        if "slug" in error.error_dict and Edition.objects.filter(slug=slug).exists():
            raise ValidationError({"slug": taken(slug)}) from None
        raise
    write_edition(edition, objects)
    Life.objects.create(edition=edition, base=base)
    return edition


@transaction.atomic
def change_edition(edition: Edition, *, changes: Mapping[str, Any], by: Somebody | None) -> Edition:
    """Change what is said of the draft itself: title, label, source note, policy and the like, by column.

    Raises ValidationError for a value that cannot be. The slug is given once.
    """
    with_locked_draft(edition, by)
    edition.refresh_from_db()
    changed = _change(edition, changes)
    if changed["after"]:
        raise_revision(edition)
        record("edition_changed", edition.slug, by=by, before=changed["before"], after=changed["after"])
    return edition


@transaction.atomic
def change_part(part: Part, *, changes: Mapping[str, Any], by: Somebody | None) -> Part:
    """Change columns of a level, dimension, statement, question, answer, definition or check of a draft.

    Whether the edition as a whole is in order is asked when it is proposed. Raises ValidationError for a value that
    cannot be, and for a part of another edition.
    """
    with_locked_draft(part.edition, by)
    part.refresh_from_db()
    code, changed = part.code, _change(part, changes)
    if changed["after"]:
        raise_revision(part.edition)
        record("part_changed", part.edition.slug, by=by, subject=_subject(part, code), **changed)
    return part


@transaction.atomic
def add_part(edition: Edition, *, model: type[Part], values: Mapping[str, Any], by: Somebody | None) -> Part:
    """A new part of a draft. Raises ValidationError as change_part."""
    with_locked_draft(edition, by)
    part = model(edition=edition, **values)
    _check(part)
    part.save()
    raise_revision(edition)
    record("part_added", edition.slug, by=by, subject=_subject(part, part.code), after=values_of(part))
    return part


@transaction.atomic
def remove_part(part: Part, *, by: Somebody | None) -> None:
    """Take a part out of a draft. Raises ValidationError where another part still points at it."""
    with_locked_draft(part.edition, by)
    edition, subject, before = part.edition, _subject(part, part.code), values_of(part)
    try:
        part.delete()
    except ProtectedError as error:
        others = ", ".join(sorted({str(other) for other in error.protected_objects}))
        say = _("%(code)s cannot go while others point at it: %(others)s.")
        raise ValidationError(say % {"code": part.code, "others": others}) from None
    raise_revision(edition)
    record("part_removed", edition.slug, by=by, subject=subject, before=before)


@transaction.atomic
def discard_draft(edition: Edition, *, by: Somebody | None) -> None:
    """Throw a draft away. Its history stays."""
    life = with_locked_draft(edition, by)
    check_is_draft(life)
    record("draft_discarded", edition.slug, by=by, before={"sha256": digest_of(fixture_of(edition))})
    delete_parts(edition)
    edition.delete()


def _change(row: Edition | Part, changes: Mapping[str, Any]) -> Difference:
    """Save the columns that differ; what they were and are."""
    fixed = sorted(changes.keys() & FIXED)
    if fixed:
        raise ValidationError(dict.fromkeys(fixed, _("This is given once and never changes.")))
    before = values_of(row)
    for name, value in changes.items():
        setattr(row, name, value)
    _check(row)
    found = difference(before, values_of(row))
    if found["after"]:
        row.save(update_fields=list(found["after"]))
    return found


def _check(row: Edition | Part) -> None:
    if isinstance(row, Part):
        for field in row._meta.concrete_fields:
            other = getattr(row, field.name, None) if field.is_relation and field.name != "edition" else None
            if isinstance(other, Part) and other.edition_id != row.edition_id:
                say = _("%(code)s belongs to another edition.") % {"code": other.code}
                raise ValidationError({field.name: say})
    row.full_clean()


def _subject(part: Part, code: str) -> str:
    return f"{part._meta.verbose_name} {code}"
