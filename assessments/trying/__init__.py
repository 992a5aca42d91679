"""Trying an edition before it is published: made-up bodies, their answers, the result. No round is made and no body.

A trial is one editor's document in the form alps-assessment/1, which never becomes a row of a round.
"""
