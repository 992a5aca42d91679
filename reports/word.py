"""The report as a Word document, for clerks who edit it: the blocks of outline.py under real styles.

The same round gives the same bytes: dates come from the round, and the parts of the file bear a fixed one.
"""

from collections.abc import Sequence
from datetime import datetime, time
from io import BytesIO
from itertools import count
from typing import Any

from django.template.defaultfilters import truncatechars
from django.utils.translation import gettext as _
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from reports import blocks, word_styles
from reports.blocks import Block, Cell, Grid, Heading, Items, Line
from reports.language import pieces
from reports.outline import outline_of
from reports.printable import printable
from reports.report import Report
from reports.told import Mark
from reports.zip_dates import with_fixed_dates

WIDTH = 170
TOO_LONG_TO_KEEP = 1500
"""Characters of a row that may be cut by the end of a page; a shorter one stays whole."""
LONGEST_PROPERTY = 255
PAGE_FIELDS = {"%(page)s": "PAGE", "%(pages)s": "NUMPAGES"}
LONGEST_HEAD = 70
"""Characters beside the state on one line."""
IN_TEXT = {blocks.LEAD: word_styles.LEAD, blocks.QUIET: word_styles.QUIET, blocks.STATE: word_styles.STATE}
IN_CELLS = {blocks.LEAD: word_styles.TABLE_LEAD, blocks.QUIET: word_styles.TABLE_QUIET}
IN_CELLS |= {blocks.SMALL: word_styles.TABLE_SMALL, blocks.FINE: word_styles.TABLE_FINE}


def docx_of(report: Report) -> bytes:
    document = Document()
    _set_page(document)
    # "en" alone leaves a speller to guess, and it guesses American.
    language = "en-GB" if report.content.language == "en" else report.content.language
    word_styles.set_styles(document, language)
    _set_properties(document, report, language)
    _Writer(document).write(report, outline_of(report))
    return with_fixed_dates(_saved(document))


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(22), Mm(18)
    section.top_margin, section.bottom_margin = Mm(24), Mm(20)
    section.header_distance, section.footer_distance = Mm(11), Mm(10)


def _set_properties(document: Any, report: Report, language: str) -> None:
    known, changed = document.core_properties, datetime.combine(report.changed_on, time())
    known.title = truncatechars(printable(report.title), LONGEST_PROPERTY)
    known.author = known.last_modified_by = printable(report.facts.partnership)
    known.subject = truncatechars(printable(report.facts.scope), LONGEST_PROPERTY)
    known.comments = truncatechars(printable(f"{report.state_line}. {report.audience.name}."), LONGEST_PROPERTY)
    known.content_status = "Draft" if report.facts.is_draft else "Final"
    known.language, known.revision = language, 1
    known.created = known.modified = changed
    known.keywords = known.category = ""
    # The picture of an empty page that the library's own template brings along.
    for key, relation in list(document.part.package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del document.part.package.rels[key]


def _saved(document: Any) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


class _Writer:
    def __init__(self, document: Any) -> None:
        self.document, self.bookmarks = document, count(1)

    def write(self, report: Report, outline: Sequence[Block]) -> None:
        self._head_and_foot(report)
        self._titles(report)
        self._contents_after_cover = [each for each in outline if isinstance(each, Heading) and each.level == 1]
        for block in outline:
            if isinstance(block, Heading) and block is self._contents_after_cover[0]:
                self._contents()
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Line():
                self._paragraph(block)
            case Items():
                self._items(block)
            case Grid():
                self._grid(block)

    # --- Around the text ------------------------------------------------------------------------------------------

    def _head_and_foot(self, report: Report) -> None:
        """Whose it is and its state on every page: a draft says so on each."""
        section = self.document.sections[0]
        head = section.header.paragraphs[0]
        _right_tab(head)
        whose = truncatechars(printable(f"{report.facts.partnership} · {report.facts.title}"), LONGEST_HEAD)
        head.add_run(f"{whose}\t")
        head.add_run(printable(report.state_line)).bold = True
        foot = section.footer.paragraphs[0]
        _right_tab(foot)
        pages = _("Page %(page)s of %(pages)s")
        for each in pieces(f"{report.audience.name}\t{pages}"):
            if each in PAGE_FIELDS:
                _field(foot, PAGE_FIELDS[each])
            else:
                foot.add_run(each)

    def _titles(self, report: Report) -> None:
        self._styled(report.facts.partnership, "Subtitle")
        self._styled(report.heading, "Title")
        self._styled(report.facts.title, "Subtitle")

    def _styled(self, text: str, style: str) -> Any:
        return self.document.add_paragraph(printable(text), style=style)

    def _contents(self) -> None:
        """Links to the sections inside a field, so that a word processor can add page numbers on request."""
        self._styled(_("What this report holds"), word_styles.LEAD)
        sections = self._contents_after_cover
        for number, heading in enumerate(sections, start=1):
            paragraph = self.document.add_paragraph(style=word_styles.CONTENTS)
            if number == 1:
                _begin_field(paragraph, r'TOC \o "1-1" \h \z')
            _link(paragraph, _bookmark(number), printable(heading.text))
            if number == len(sections):
                _end_field(paragraph)

    # --- Text -----------------------------------------------------------------------------------------------------

    def _heading(self, block: Heading) -> None:
        paragraph = self._styled(block.text, f"Heading {block.level}")
        paragraph.paragraph_format.page_break_before = block.starts_page or None
        if block.level == 1:
            _mark_place(paragraph, next(self.bookmarks))

    def _paragraph(self, line: Line) -> None:
        paragraph = self.document.add_paragraph(style=IN_TEXT.get(line.look, "Normal"))
        _fill(paragraph, line)

    def _items(self, items: Items) -> None:
        number = self._new_numbers() if items.is_numbered else None
        for line in items.lines:
            paragraph = self.document.add_paragraph(style="List Number" if number else "List Bullet")
            if number:
                properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, number
            _fill(paragraph, line)

    def _new_numbers(self) -> int:
        """A numbered list that begins at 1 again: the style alone would count on through the document."""
        style = self.document.styles["List Number"].element
        numbering = self.document.part.numbering_part.numbering_definitions._numbering
        used = numbering.num_having_numId(style.pPr.numPr.numId.val)
        new = numbering.add_num(used.abstractNumId.val)
        new.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(new.numId)

    # --- Tables ---------------------------------------------------------------------------------------------------

    def _grid(self, grid: Grid) -> None:
        if grid.caption:
            self._styled(grid.caption, "Caption")
        heads = 1 if grid.heads else 0
        table = self.document.add_table(heads + len(grid.rows), len(grid.widths))
        _set_table(table, grid)
        rows = list(table.rows)
        if heads:
            _repeat(rows[0])
            _write_row(rows[0], tuple(Cell((Line(bold=head),)) for head in grid.heads), grid.widths)
        for row, cells in zip(rows[heads:], grid.rows, strict=True):
            _write_row(row, cells, grid.widths)
        # A table is followed by a paragraph, or the next one would grow together with it.
        self._styled("", word_styles.TABLE_QUIET)


def _set_table(table: Any, grid: Grid) -> None:
    table.autofit = False
    properties = table._tbl.tblPr
    properties.style = word_styles.TABLE
    look = properties.find(qn("w:tblLook"))
    look.attrib.clear()
    for name, value in (("val", "0420" if grid.heads else "0400"), ("firstRow", "1" if grid.heads else "0")):
        look.set(qn(f"w:{name}"), value)
    for name in ("firstColumn", "lastRow", "lastColumn", "noHBand"):
        look.set(qn(f"w:{name}"), "0")
    look.set(qn("w:noVBand"), "1")
    for name, text in (("w:tblCaption", grid.name), ("w:tblDescription", grid.description)):
        properties.append(_element(name, val=printable(text)))
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, grid.widths, strict=True):
        column.w = Mm(width)


def _repeat(row: Any) -> None:
    row._tr.get_or_add_trPr().append(_element("w:tblHeader"))


def _write_row(row: Any, cells: Sequence[Cell], widths: Sequence[int]) -> None:
    boxes, place = list(row.cells), 0
    for cell in cells:
        box = boxes[place]
        if cell.span > 1:
            box = box.merge(boxes[place + cell.span - 1])
        box.width = Mm(sum(widths[place : place + cell.span]))
        _write_cell(box, cell)
        place += cell.span
    if sum(len(line.text) for cell in cells for line in cell.lines) < TOO_LONG_TO_KEEP:
        row._tr.get_or_add_trPr().append(_element("w:cantSplit"))


def _write_cell(box: Any, cell: Cell) -> None:
    for number, line in enumerate(cell.lines):
        paragraph = box.add_paragraph() if number else box.paragraphs[0]
        paragraph._p.style = IN_CELLS.get(line.look, word_styles.TABLE_TEXT)
        _fill(paragraph, line)


# --- Runs and what Word has no door for --------------------------------------------------------------------------


def _fill(paragraph: Any, line: Line) -> None:
    """A code, marks, bold words, the rest, with spaces between."""
    if line.is_followed:
        paragraph.paragraph_format.keep_with_next = True
    if line.code:
        paragraph.add_run(f"{line.code} ").bold = True
    for mark in line.marks:
        _add_mark(paragraph, mark)
    if line.bold:
        paragraph.add_run(printable(line.bold)).bold = True
    if line.text:
        paragraph.add_run(printable(f" {line.text}" if line.bold else line.text))


def _add_mark(paragraph: Any, mark: Mark) -> None:
    run = paragraph.add_run(f"\u00a0{mark.letter}\u00a0")
    run._r.style = word_styles.FULL_MARK if mark.code == "F" else word_styles.MARK
    paragraph.add_run(" ")


def _element(tag: str, /, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _right_tab(paragraph: Any) -> None:
    """One stop at the right margin, in place of those that the style sets."""
    properties = paragraph._p.get_or_add_pPr()
    stops = OxmlElement("w:tabs")
    for position in paragraph.style.paragraph_format.tab_stops:
        stops.append(_element("w:tab", val="clear", pos=str(position.position.twips)))
    stops.append(_element("w:tab", val="right", pos=str(Mm(WIDTH).twips)))
    properties._insert_tabs(stops)


def _field(paragraph: Any, code: str) -> None:
    _begin_field(paragraph, code)
    paragraph.add_run("1")
    _end_field(paragraph)


def _begin_field(paragraph: Any, code: str) -> None:
    paragraph.add_run()._r.append(_element("w:fldChar", fldCharType="begin"))
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {code} "
    paragraph.add_run()._r.append(instruction)
    paragraph.add_run()._r.append(_element("w:fldChar", fldCharType="separate"))


def _end_field(paragraph: Any) -> None:
    paragraph.add_run()._r.append(_element("w:fldChar", fldCharType="end"))


def _bookmark(number: int) -> str:
    return f"_Toc{number:08}"


def _mark_place(paragraph: Any, number: int) -> None:
    start = _element("w:bookmarkStart", id=str(number), name=_bookmark(number))
    paragraph._p.insert(1, start)
    paragraph._p.append(_element("w:bookmarkEnd", id=str(number)))


def _link(paragraph: Any, place: str, text: str) -> None:
    link = _element("w:hyperlink", anchor=place, history="1")
    link.append(paragraph.add_run(text)._r)
    paragraph._p.append(link)
