"""Settings of ALPS, read top to bottom.

Every value comes from the environment (or from `.env` beside manage.py, which the environment overrides).
Each has a safe default; a secret has none in production. `.env.example` lists them all.
"""

import sys
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

# --- What kind of installation this is -------------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)

# The demo offers sign-in without a password, so it exists only beside DEBUG.
DEMO = env.bool("DEMO", default=False)
if DEMO and not DEBUG:
    raise ImproperlyConfigured(
        "DEMO offers sign-in without a password. Set DEMO=false, or DEBUG=true on your own machine."
    )

SECRET_KEY = env.str("SECRET_KEY", default="development-only-not-a-secret" if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "Set SECRET_KEY to a long random text. 'make setup' writes one into .env for development."
    )

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# --- What the footer pages say ----------------------------------------------------------------------------

OPERATOR_NAME = env.str("OPERATOR_NAME", default="The body that runs this service")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="alps@example.org")
ACCESSIBILITY_REVIEWED_ON = env.str("ACCESSIBILITY_REVIEWED_ON", default="")

# --- Applications -----------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "reports",
    "assessments",
    "partnerships",
    "framework_data",
    "govuk",
    "alps.apps.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "alps.urls"
WSGI_APPLICATION = "alps.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    # The site's own pages. Django's engine, behind it, keeps crispy's template pack, e-mails and the admin.
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "environment": "alps.jinja.environment",
            "context_processors": [
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "govuk.context.service",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["govuk.templatetags.govuk"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "govuk.context.service",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = ("govuk",)
CRISPY_TEMPLATE_PACK = "govuk"

# --- Database -----------------------------------------------------------------------------------------------

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Readers and one writer side by side; a writer takes its lock at BEGIN and waits for its turn, so two
    # people who save at once never see "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
# psycopg2 cannot use Django's own pool, and opening SQLite anew costs more than a query.
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# --- Cache --------------------------------------------------------------------------------------------------

# Tries to sign in are counted here. Memory is each process's own, so several workers need a shared cache.
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}

# --- Work in the background ---------------------------------------------------------------------------------

# Large reports. Without a worker (`manage.py db_worker`) whoever asks for one waits for it.
BACKGROUND_WORKER = env.bool("BACKGROUND_WORKER", default=False)
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if BACKGROUND_WORKER
        else "django_tasks.backends.immediate.ImmediateBackend"
    },
    # What takes no longer than a page may.
    "at_once": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
}

# --- People and signing in ----------------------------------------------------------------------------------

AUTH_USER_MODEL = "partnerships.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "your_work"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "partnerships.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "ALPS: "
ACCOUNT_FORMS = {
    "login": "partnerships.forms.SignInForm",
    "signup": "partnerships.forms.SignUpForm",
    "reset_password": "partnerships.forms.ResetPasswordForm",
    "reset_password_from_key": "partnerships.forms.NewPasswordForm",
    "change_password": "partnerships.forms.ChangePasswordForm",
    "set_password": "partnerships.forms.FirstPasswordForm",
}
# allauth's own limits on signing in and passwords hold; and nobody sends strangers more e-mails than this.
ACCOUNT_RATE_LIMITS = {"invite": "30/h/user"}
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False

# Days for which the link of an invitation works.
INVITATION_DAYS = env.int("INVITATION_DAYS", default=14)

SESSION_COOKIE_AGE = env.int("SESSION_HOURS", default=12) * 3600
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True

# --- E-mail -------------------------------------------------------------------------------------------------

vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="ALPS <alps@example.org>")

# --- Language and time --------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
# English is always there, and beside it what the installation offers of these. See docs/languages.md.
SPOKEN = {"en-gb": "English", "cy": "Cymraeg"}
LANGUAGES = [(code, SPOKEN[code]) for code in [LANGUAGE_CODE, *env.list("MORE_LANGUAGES", default=[])]]
LANGUAGE_COOKIE_NAME = "alps_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
DATE_FORMAT = "j F Y"
FORMAT_MODULE_PATH = ["alps.formats"]

# --- Static files -------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [("", BASE_DIR / "static" / "build")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

# --- Safety in the browser ----------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# HTTPS is expected wherever DEBUG is off; a proxy in front says so with X-Forwarded-Proto.
HTTPS = env.bool("HTTPS", default=not DEBUG)
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz/$"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=3600 if HTTPS else 0)
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# Tries to sign in are limited for each address: without this all visitors would share the proxy's.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0

# Notes are texts; a statement page with its eleven questions and longest notes stays well under this.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# Files are small workbooks: kept in memory, never on the disk, and of a larger one nothing but its size.
FILE_UPLOAD_HANDLERS = ["alps.uploads.SmallFiles"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 5

# --- Logs ---------------------------------------------------------------------------------------------------

LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "stream": sys.stderr, "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        # Django's own console handler would say each line a second time.
        "django": {"handlers": [], "level": LOG_LEVEL},
        # The renderer of the PDF tells of every page that it lays out, three times over.
        "weasyprint": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        "pikepdf": {"level": "WARNING"},
    },
}
