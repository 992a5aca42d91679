#!/usr/bin/env python
"""Run a management command with the project's settings."""

import os
import sys
from importlib import import_module


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alps.settings")
    try:
        management = import_module("django.core.management")
    except ImportError:
        sys.exit("Django is not installed in this Python. Run 'make setup', then use .venv/bin/python manage.py.")
    management.execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
