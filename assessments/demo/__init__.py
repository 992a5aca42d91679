"""Brackenshire Together: the fictional partnership that the demo loads, with four rounds in different states.

No body, person, place or figure in this package exists. `bodies` and `people` say who there is, one module per
round holds its answers and notes, `documents` turns a round into the interchange format, and `actions` writes
it all to the database.
"""
