"""The WSGI entry point: `gunicorn alps.wsgi`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alps.settings")

application = get_wsgi_application()

# What was loaded to serve the site stays for good, and a request makes many objects and few cycles: looking through
# them after every 700 new ones takes a tenth of a page's time and finds nothing.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 50)
