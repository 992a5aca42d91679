"""Who may do what with an edition, once for acts (check_can_x) and once for buttons (can_x).

An editor is staff with the permission to change editions. A check raises PermissionDenied with a sentence fit to show;
`by` is None for an operator's command, which may do everything that needs no second person.
"""

from typing import Any, Protocol

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from framework_data.models import Life


class Somebody(Protocol):
    """A person, as far as this app knows people."""

    @property
    def pk(self) -> Any: ...
    @property
    def is_active(self) -> bool: ...
    @property
    def is_staff(self) -> bool: ...
    def has_perm(self, perm: str, obj: Any = None) -> bool: ...


def _refuse_unless(allowed: bool, sentence: str) -> None:
    if not allowed:
        raise PermissionDenied(sentence)


def can_read(person: Somebody) -> bool:
    """Drafts too, the comparison of editions, and what leaves as a file."""
    return person.is_staff and (person.has_perm("framework_data.view_edition") or can_edit(person))


def check_can_read(person: Somebody) -> None:
    _refuse_unless(can_read(person), _("Editions of the framework are for its editors."))


def can_edit(person: Somebody) -> bool:
    return person.is_active and person.is_staff and person.has_perm("framework_data.change_edition")


def check_can_edit(by: Somebody | None) -> None:
    _refuse_unless(by is None or can_edit(by), _("Only an editor of the framework can change its editions."))


def can_try(person: Somebody) -> bool:
    """Answer for made-up bodies and see what comes of it: for those who could change what they find."""
    return can_edit(person)


def check_can_try(by: Somebody) -> None:
    _refuse_unless(can_try(by), _("Only an editor of the framework can try an edition."))


def check_can_propose(by: Somebody) -> None:
    """Proposing and publishing take two people who are on record, so an operator cannot stand in for one."""
    _refuse_unless(can_edit(by), _("Only an editor of the framework can propose an edition."))


def check_can_publish(life: Life, by: Somebody) -> None:
    _refuse_unless(can_edit(by), _("Only an editor of the framework can publish an edition."))
    _refuse_unless(life.state == Life.State.DRAFT, _("Only a draft can be published."))
    _refuse_unless(life.proposed_by_id is not None, _("Propose this draft first; another editor then publishes it."))
    _refuse_unless(life.proposed_by_id != by.pk, _("You proposed this edition. Another editor has to publish it."))


def can_publish(life: Life, by: Somebody) -> bool:
    try:
        check_can_publish(life, by)
    except PermissionDenied:
        return False
    return True


def check_is_draft(life: Life) -> None:
    _refuse_unless(
        life.state == Life.State.DRAFT, _("A published edition never changes. Make a draft of it, and change that.")
    )


def check_is_published(life: Life) -> None:
    _refuse_unless(life.state == Life.State.PUBLISHED, _("This edition is not published."))


def check_is_withdrawn(life: Life) -> None:
    _refuse_unless(life.state == Life.State.WITHDRAWN, _("This edition has not been withdrawn."))


def check_can_be_corrected(life: Life) -> None:
    _refuse_unless(life.state != Life.State.DRAFT, _("A draft has no errata. Change its text."))
