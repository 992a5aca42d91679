"""What templates may ask of this app."""

from django import template

from partnerships import demo

register = template.Library()


@register.inclusion_tag("partnerships/demo_people.html", takes_context=True)
def demo_people(context: template.Context) -> dict[str, object]:
    """The demo people with their sign-in buttons; nothing where the demo is off."""
    return {"demo_people": demo.demo_people(), "csrf_token": context.get("csrf_token", "")}
