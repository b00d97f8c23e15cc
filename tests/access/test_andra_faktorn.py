"""No page opens on a password alone: every URL of the site is tried."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import get_resolver
from uuid6 import uuid7

from access.gate import gate_of, routes
from access.models import Roll
from audit.models import Logghandelse
from tests.builders import make_anvandare

pytestmark = pytest.mark.django_db

ARGUMENT = {
    "uuid": str(uuid7()),
    "int": "1",
    "slug": "ord",
    "str": "ord",
    "path": "ord",
    None: "ord",
}
CLOSED = [path for path, pattern in routes(get_resolver()) if not gate_of(pattern.callback).oppen]


def example(path: str) -> str:
    """An address of the pattern, with arguments that lead nowhere."""
    return "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda found: ARGUMENT.get(found[1], "ord"), path)


@pytest.fixture
def password_only(client: Client) -> Client:
    user = make_anvandare(Roll.ENHETSCHEF)
    client.force_login(user, backend="access.inloggning.igenkanning.Igenkanning")
    return client


def test_there_are_pages_to_try():
    assert len(CLOSED) > 5


@pytest.mark.parametrize("path", CLOSED)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_password_alone_leads_to_the_door(password_only, path, method):
    response = getattr(password_only, method)(example(path))
    assert response.status_code == 302
    assert response.url.startswith("/logga-in/")
    assert not Logghandelse.objects.exists()


@pytest.mark.parametrize("path", CLOSED)
def test_a_stranger_is_led_to_the_door(client, path):
    assert client.get(example(path)).url.startswith("/logga-in/")


def test_whoever_has_given_the_password_goes_on_to_the_code(password_only):
    vidare = password_only.get("/logga-in/?next=/min-logg/").url
    assert vidare == "/logga-in/kod/?next=%2Fmin-logg%2F"


def test_the_menu_waits_for_the_code(password_only):
    sida = password_only.get("/logga-in/koppla/").content.decode()
    assert "Huvudmeny" not in sida
    assert "Logga ut" in sida
