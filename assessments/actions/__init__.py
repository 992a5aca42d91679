"""Every change to a round: who may, the change itself and its line in the history, in one transaction.

An action takes a visit (access.py) and keyword arguments, checks permission on rows that it has locked, and returns
the thing it changed. Every public function of a module here is an action, and has a row in the tests' table of who may.
"""
