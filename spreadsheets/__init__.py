"""Files of spreadsheet programs: the door that lets only harmless ones in, and their cells as texts.

What a workbook is about, its room knows; this one knows nothing of entities, answers or editions.
"""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
