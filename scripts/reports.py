"""Writes the reports of the demo's rounds in every form and edition, and pictures of their pages, to look at.

Everything goes to build/reports/, which is no part of the repository and is emptied first. The demo is made anew in a
database of its own, so what the developer's holds is neither read nor changed. Pictures need pdftoppm (Debian:
poppler-utils); without it the files are written all the same.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "reports"
EVERY_BODY_OF = "living-well-2024"
DOTS_PER_INCH = "70"


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="alps-reports-") as scratch:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "alps.settings",
            "DATABASE_URL": f"sqlite:///{scratch}/demo.sqlite3",
            "SECRET_KEY": "for-the-reports-only",
            "DEBUG": "true",
            "DEMO": "true",
            "LOG_LEVEL": "ERROR",
        }
        sys.path.insert(0, str(ROOT))
        for command in (["migrate", "-v0"], ["demo"]):
            subprocess.run([sys.executable, ROOT / "manage.py", *command], check=True, stdout=subprocess.DEVNULL)
        import django

        django.setup()
        write_all()
    draw_pages()
    print(f"Everything is in {FOLDER.relative_to(ROOT)}.")


def write_all() -> None:
    from reports.formats import FORMATS
    from reports.pdf import blank_pdf_of

    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for report in reports():
        for form in FORMATS.values():
            write(report.file_name(form.extension), form.make(report))
    for blank in blanks():
        write(blank.file_name, blank_pdf_of(blank))


def write(name: str, content: bytes) -> None:
    (FOLDER / name).write_bytes(content)
    print(f"{len(content):>9,}  {name}", flush=True)


def reports() -> Iterator[Any]:
    """Of each revealed round the board's report, and once it is signed off the public's; of one round each body's.

    Of an open round, what one body reads of its own.
    """
    from assessments.access import visit, visit_to_entity
    from assessments.models import Assessment
    from partnerships.models import Person
    from reports.building import cut_report, entity_report, partnership_report
    from reports.cut import PUBLIC_CUT

    chair = Person.objects.get(roles__office="chair")
    for assessment in Assessment.objects.order_by("period_start", "pk"):
        if assessment.is_revealed:
            found = visit(chair, assessment.slug)
            yield partnership_report(found, in_full=True)
            if assessment.is_signed_off:
                yield cut_report(found.assessment, PUBLIC_CUT)
        elif assessment.is_open:
            own = Person.objects.filter(roles__kind="respondent", roles__entity__slug="carers-alliance").first()
            yield entity_report(visit_to_entity(own, assessment.slug, "carers-alliance"), in_full=True)
    for participant in visit(chair, EVERY_BODY_OF).taking_part:
        yield entity_report(visit_to_entity(chair, EVERY_BODY_OF, participant.entity.slug), in_full=True)


def blanks() -> Iterator[Any]:
    """The questionnaire of the whole edition, and those of the lead and of another body."""
    from assessments.models import Assessment
    from reports.blank import blank_of, blank_of_entity

    assessment = Assessment.objects.select_related("partnership", "edition").get(state="open")
    yield blank_of(assessment)
    yield blank_of_entity(assessment, "county-council")
    yield blank_of_entity(assessment, "carers-alliance")


def draw_pages() -> None:
    """Each page of each PDF as a picture; the archive's look like the others and are left out."""
    program = shutil.which("pdftoppm")
    if program is None:
        print("No pictures of the pages: they need pdftoppm (Debian: apt-get install poppler-utils).")
        return
    pictures = FOLDER / "pages"
    pictures.mkdir()
    for paper in sorted(FOLDER.glob("*.pdf")):
        if not paper.name.endswith(".archive.pdf"):
            subprocess.run([program, "-r", DOTS_PER_INCH, "-png", paper, pictures / paper.stem], check=True)


if __name__ == "__main__":
    main()
