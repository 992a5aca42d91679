"""The request behind the sign-in, so that type checks know whose it is."""

from django.http import HttpRequest

from partnerships.models import Person


class PersonRequest(HttpRequest):
    """A request of somebody signed in: the login middleware turns all others away before a view sees them."""

    user: Person
