"""The menu leads only where its reader may go, and says where they are."""

from __future__ import annotations

import pytest
from django.urls import reverse

from access.models import Roll
from config.context import MENY
from tests.builders import make_anvandare
from tests.conftest import logga_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("roll", [roll for roll in Roll if roll is not Roll.SYSTEM])
def test_every_place_in_the_menu_opens_for_its_reader(client, roll):
    logga_in(client, make_anvandare(roll))
    rader = client.get(reverse("granskning:min_logg")).context["navigation"]
    assert rader
    for rad in rader:
        assert client.get(rad["url"]).status_code == 200, rad["namn"]
    shut = {reverse(sida) for _, sida in MENY} - {rad["url"] for rad in rader}
    for url in shut:
        assert client.get(url).status_code == 403


def test_the_menu_marks_the_page_one_is_on(client):
    logga_in(client, make_anvandare(Roll.ADMINISTRATOR))
    for url in (reverse("access:anvandare"), reverse("access:ny_anvandare")):
        rader = client.get(url).context["navigation"]
        assert [rad["namn"] for rad in rader if rad["aktiv"]] == ["Användare"]


def test_search_is_for_those_who_work_with_children(client):
    logga_in(client, make_anvandare(Roll.SOCIALSEKRETERARE))
    assert client.get(reverse("granskning:min_logg")).context["sok_url"] == reverse("insatser:sok")
    logga_in(client, make_anvandare(Roll.LOGGRANSKARE))
    assert client.get(reverse("granskning:min_logg")).context["sok_url"] == ""


def test_the_shell_names_the_person_and_the_role(client):
    logga_in(client, make_anvandare(Roll.ANALYTIKER, namn="Åsa Öberg"))
    html = client.get(reverse("granskning:min_logg")).content.decode()
    assert "Åsa Öberg" in html
    assert "Analytiker" in html
    assert 'action="/logga-ut/"' in html
