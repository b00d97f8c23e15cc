"""Settings of a real installation: every secret comes from the environment or it does not start."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *  # noqa: F403
from config.settings.base import DATABASE_ROLE, DATABASES, NYCKELAGENT, env

if env.bool("DEBUG", default=False):
    raise ImproperlyConfigured("DEBUG får inte vara på i drift.")
DEBUG = False

SECRET_KEY = os.environ["SECRET_KEY"]
ALLOWED_HOSTS = os.environ["ALLOWED_HOSTS"].split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
if NYCKELAGENT and {"ROTNYCKEL", "ROTNYCKEL_FIL", "ROTNYCKEL_PKCS11"} & set(os.environ):
    raise ImproperlyConfigured("Med NYCKELAGENT har bara agenten roten: ta bort ROTNYCKEL.")
if not NYCKELAGENT and not {"ROTNYCKEL", "ROTNYCKEL_PKCS11"} & set(os.environ):
    ROTNYCKEL_FIL = Path(os.environ["ROTNYCKEL_FIL"])

_options = DATABASES["default"]["OPTIONS"]
_host = DATABASES["default"].get("HOST") or _options.get("host") or "/"
if not _host.startswith("/") and _options.get("sslmode") != "verify-full":
    raise ImproperlyConfigured(
        "DATABASE_URL går över nätet: lägg till ?sslmode=verify-full&sslrootcert=…"
    )

if DATABASE_ROLE == "insatser_app":
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 8}

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^halsa/"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
