"""The web process: answers requests as the database role `insatser_app`."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
os.environ.setdefault("DATABASE_ROLE", "insatser_app")

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

application = wrap_wsgi_with_proxy_headers(
    get_wsgi_application(), trusted_hosts=settings.TRUSTED_PROXIES
)
