"""Every change to who belongs and who holds which role: who may, the change and its line in the history, at once.

An action locks the partnership's row first, so that of two people who act at once the second sees what the first did,
and looks up anew what the person holds. Every public function of a module here is an action, and has a row in the
tests' table of who may.
"""
