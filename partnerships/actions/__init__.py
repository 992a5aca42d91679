"""Every change to partnerships, bodies and who holds which role: who may, the change, its line in the history.

An action takes a person or a standing (access.py) and keyword arguments, checks permission on rows that it has locked,
and returns the thing it changed. Every public function of a module here is an action, and has a row in the tests' table
of who may.
"""
