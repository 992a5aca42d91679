"""Faults in the words of whoever brought the file: their places, and what there is to say of the file as a whole."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spreadsheets.faults import Fault, RefusedError

MOST_LISTED = 100
"""Faults that a page lists; after those the file is beyond mending by hand."""


def of_the_file(*sentences: str) -> RefusedError:
    """The refusal of a file as a whole, for each of these reasons."""
    return RefusedError(Fault(_("The file"), say) for say in sentences)


def damaged() -> RefusedError:
    return of_the_file(_("The file is damaged. Save it as an Excel workbook (.xlsx) again, or download a new one."))


def no_workbook() -> RefusedError:
    return of_the_file(_("This is not an Excel workbook. Save the workbook as .xlsx, and upload that file."))


def cell(sheet: str, reference: str) -> str:
    return _("%(sheet)s, cell %(cell)s") % {"sheet": sheet, "cell": reference}


def listed(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The faults as far as a page lists them, and how many more there are."""
    found = list(faults)
    rest = len(found) - MOST_LISTED
    if rest <= 0:
        return tuple(found)
    say = ngettext(
        "There is %(num)s more fault. Download a new workbook.",
        "There are %(num)s more faults. Download a new workbook.",
        rest,
    )
    return (*found[:MOST_LISTED], Fault(_("And more"), say % {"num": f"{rest:,}"}))
