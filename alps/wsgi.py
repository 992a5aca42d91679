"""The WSGI entry point: `gunicorn alps.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alps.settings")

application = get_wsgi_application()
