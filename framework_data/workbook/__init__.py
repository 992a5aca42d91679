"""An edition as a workbook for a group to edit, and back again.

Out: writing.py puts the sheets of sheets.py into a file. Back: spreadsheets/ lets only harmless files in, and
reading.py makes objects of the rows, which are checked like those of a fixture; faults are told by sheet and cell.
"""
