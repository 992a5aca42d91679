"""The styles of the Word report: real headings, lists and tables that a clerk can restyle in one place."""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

BRAND, GREY = RGBColor(0x1F, 0x4E, 0x5F), RGBColor(0x44, 0x54, 0x5B)
FONT = "Arial"

TABLE, TABLE_TEXT, TABLE_QUIET, TABLE_LEAD = "ReportTable", "TableText", "TableQuiet", "TableLead"
TABLE_SMALL, TABLE_FINE = "TableSmall", "TableFine"
LEAD, QUIET, STATE, CONTENTS = "Lead", "Quiet", "State", "Contents"
MARK, FULL_MARK = "Mark", "FullMark"

SIZES = {
    # built in: points, points before, points after, colour
    "Normal": (10.5, 0, 6, None),
    "Title": (28, 6, 6, BRAND),
    "Subtitle": (14, 0, 4, GREY),
    "Heading 1": (17, 18, 8, BRAND),
    "Heading 2": (13, 14, 4, BRAND),
    "Heading 3": (10.5, 10, 3, BRAND),
    "Caption": (10, 10, 3, BRAND),
    "List Bullet": (10.5, 0, 3, None),
    "List Number": (10.5, 0, 3, None),
    "Header": (8.5, 0, 0, GREY),
    "Footer": (8.5, 0, 0, GREY),
}
OWN = {
    # our own, after Normal: points, points before, points after, colour
    LEAD: (11.5, 0, 6, None),
    QUIET: (9.5, 0, 4, GREY),
    STATE: (12, 6, 12, BRAND),
    CONTENTS: (10.5, 0, 2, None),
    TABLE_TEXT: (9, 1, 2, None),
    TABLE_QUIET: (8, 0, 2, GREY),
    TABLE_LEAD: (11, 0, 1, None),
    TABLE_SMALL: (7, 0.5, 0, None),
    TABLE_FINE: (6.5, 0, 0.5, GREY),
}
UPRIGHT = ("Subtitle", "Caption", "Heading 3")


def set_styles(document: Any, language: str) -> None:
    styles = document.styles
    for name in (*OWN, *SIZES):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH) if name in OWN else styles[name]
        _set(style, *(OWN | SIZES)[name])
    for name in UPRIGHT:
        styles[name].font.italic = False
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Caption", STATE):
        styles[name].font.bold = True
        styles[name].paragraph_format.keep_with_next = name != STATE
    _set_marks(styles)
    styles.element.append(parse_xml(TABLE_STYLE))
    _set_language(styles.element, language)


def _set(style: Any, points: float, before: float, after: float, colour: RGBColor | None) -> None:
    style.font.size, style.font.name = Pt(points), FONT
    fonts = style.element.rPr.rFonts
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        # A theme's font would win over the one that is named.
        fonts.attrib.pop(qn(f"w:{script}Theme"), None)
        fonts.set(qn(f"w:{script}"), FONT)
    if colour is not None:
        style.font.color.rgb = colour
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.0 if points < 8 else 1.1
    border = style.element.pPr.find(qn("w:pBdr"))
    if border is not None:
        style.element.pPr.remove(border)


def _set_marks(styles: Any) -> None:
    """A letter in a box, as on paper; dark where it stands for fully in place."""
    for name in (MARK, FULL_MARK):
        style = styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        style.font.bold, style.font.name, style.font.size = True, FONT, Pt(8.5)
        dark = name == FULL_MARK
        if dark:
            style.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
        properties = style.element.get_or_add_rPr()
        properties.append(parse_xml(f'<w:bdr {nsdecls("w")} w:val="single" w:sz="4" w:space="0" w:color="1F4E5F"/>'))
        if dark:
            properties.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="1F4E5F"/>'))


def _set_language(element: Any, language: str) -> None:
    for lang in element.iter(qn("w:lang")):
        lang.set(qn("w:val"), language)
        lang.set(qn("w:eastAsia"), language)


TABLE_STYLE = f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE}">
<w:name w:val="Report Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>
<w:tblPr><w:tblBorders>
<w:top w:val="single" w:sz="4" w:space="0" w:color="C8D6DB"/>
<w:bottom w:val="single" w:sz="4" w:space="0" w:color="C8D6DB"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="C8D6DB"/>
</w:tblBorders><w:tblCellMar>
<w:top w:w="28" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="28" w:type="dxa"/>
<w:right w:w="113" w:type="dxa"/>
</w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="1F4E5F"/></w:rPr><w:tcPr><w:tcBorders>
<w:bottom w:val="single" w:sz="8" w:space="0" w:color="1F4E5F"/>
</w:tcBorders></w:tcPr></w:tblStylePr>
</w:style>"""
