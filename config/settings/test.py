"""Settings for the test suite. They need no secrets and no environment."""

import os
from pathlib import Path

from config.databas import embedded_url

# Taken out, so that a program that a test starts goes where the test tells it to.
if process := os.environ.pop("PYTEST_XDIST_WORKER", None):
    # What is tested of roles, sessions and locks holds for a whole server, not for a database.
    server = Path(__file__).resolve().parents[2] / "var" / f"testdatabas-{process}"
    os.environ["DATABASE_URL"] = embedded_url(server)
os.environ.setdefault("DATABASE_URL", "postgresql://insatser@/insatser")
os.environ.setdefault("ROTNYCKEL", "dGVzdG55Y2tlbC10ZXN0bnlja2VsLXRlc3RueWNrZWw=")
os.environ.pop("DATABASE_ROLE", None)  # tests/conftest.py migrates first and then takes on a role

from config.settings.base import *  # noqa: F403
from config.settings.base import DATABASES, INSTALLED_APPS, LOGGING, env

SECRET_KEY = "endast-for-tester"  # noqa: S105
OPPNING_UTAN_LOGG = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES["default"]["TEST"] = {"NAME": env.str("TESTDATABAS", default="test_insatser")}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
LOGGING["root"] = {"handlers": [], "level": "WARNING"}
INSTALLED_APPS = [*INSTALLED_APPS, "tests.encryption.app.apps.SealedTestConfig"]
