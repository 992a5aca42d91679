"""The template environment with what each app adds to it."""

from typing import Any

from jinja2 import Environment

from assessments.forms import key_of
from govuk import jinja
from partnerships.demo import demo_people


def environment(**options: Any) -> Environment:
    made = jinja.environment(**options)
    made.globals["demo_people"] = demo_people
    made.filters["key"] = key_of
    return made
