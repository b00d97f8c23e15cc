"""Settings of the key agent: the root and nothing else, neither database nor pages."""

import os
import secrets
from pathlib import Path

from config.loggning import json_formatter

SECRET_KEY = secrets.token_urlsafe(64)
DEBUG = False
USE_TZ = True
INSTALLED_APPS = ["encryption"]
NYCKELAGENT = ""
ROTNYCKEL_FIL = Path(os.environ.get("ROTNYCKEL_FIL", "/etc/insatser/rot"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": json_formatter}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
}
