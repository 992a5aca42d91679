"""How a question's code stands in ids: `{{ "S2.1"|key }}` is S2-1."""

from django import template

from assessments.forms import key_of

register = template.Library()
register.filter("key", key_of)
