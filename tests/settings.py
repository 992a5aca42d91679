"""The product's settings for tests: the same file, with the environment fixed so that no `.env` changes a result."""

import os
from importlib import import_module

os.environ |= {
    "DEBUG": "true",
    "DEMO": "true",
    "SECRET_KEY": "for-tests-only",
    "EMAIL_URL": "memorymail://",
    "CACHE_URL": "locmemcache://",
    "BACKGROUND_WORKER": "false",
    "INVITATION_DAYS": "14",
    "MORE_LANGUAGES": "",
    "HTTPS": "false",
    "LOG_LEVEL": "WARNING",
}

_settings = import_module("alps.settings")
globals().update({name: value for name, value in vars(_settings).items() if name.isupper()})

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
