"""What every test may rely on: the shipped edition in the database, and no network but this machine."""

import pytest
from django.core.management import call_command

from framework_data import content


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        call_command("loaddata", "alps-2014-plain", verbosity=0)


@pytest.fixture(autouse=True)
def editions_are_read_anew():
    content.forget()
    yield


@pytest.fixture(autouse=True)
def development_settings(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
