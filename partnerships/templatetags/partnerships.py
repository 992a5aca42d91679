"""What templates may ask of this app."""

from django import template

from partnerships import demo

register = template.Library()


@register.inclusion_tag("partnerships/demo_people.html")
def demo_people() -> dict[str, list[demo.DemoPerson]]:
    """The demo people with their sign-in buttons; nothing where the demo is off."""
    return {"demo_people": demo.demo_people()}
