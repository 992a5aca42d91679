"""The workbook of one body: its questions as a spreadsheet to fill in, and back again.

Out: book.py says what stands in it, writing.py puts that into a file. Back: spreadsheets/ lets only harmless files in,
reading.py reads the answers and lists every fault with its cell, compare.py sets them against what is saved, carried.py
keeps what was previewed until it is confirmed. docs/workbook.md tells the whole of it.
"""
