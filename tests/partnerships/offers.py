"""What tests of invitations share: the partnership of the cast, inviting through the action, and reading the link."""

import re

from django.core.cache import cache
from django.urls import reverse

from partnerships.access import partnership_for
from partnerships.actions.inviting import invite
from partnerships.models import Entity, Partnership
from partnerships.permissions import Offer


def absolute(path):
    return f"http://testserver{path}"


def body(slug):
    return Entity.objects.get(slug=slug)


def offer(kind, slug=None, **details):
    return Offer(kind, body(slug) if slug else None, **details)


def standing_of(person):
    return partnership_for(person, "marrowdale")[1]


def invited(by, email, kind, slug=None, **details):
    """An invitation through the action that pages use."""
    partnership = Partnership.objects.get(slug="marrowdale")
    return invite(
        standing_of(by), partnership=partnership, offer=offer(kind, slug, **details), email=email, absolute=absolute
    )


def link_in(mail):
    """The path of the link in an e-mail of invitation."""
    return re.search(r"http://testserver(/invitations/\S+)", mail.body).group(1)


def sign_in(client, person):
    client.logout()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")


def text_of(response):
    return response.content.decode()


def people_address():
    return reverse("people", args=["marrowdale"])


def nothing_counted_yet():
    """Invitations are counted in the cache, which outlives a test."""
    cache.clear()
