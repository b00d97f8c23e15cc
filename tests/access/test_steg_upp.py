"""A fresh second factor for what matters; what was posted is not lost meanwhile."""

from __future__ import annotations

import re
import time
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver, reverse

from access.gate import gate_of, routes
from access.inloggning.sessioner import FAKTOR_TID
from access.management.commands.engangskod import unused_code
from access.models import Anvandare, Kodapp, Roll, Session
from audit.models import Logghandelse
from audit.verb import Verb
from tests.access.test_andra_faktorn import example
from tests.builders import make_anvandare
from tests.conftest import logga_in

pytestmark = pytest.mark.django_db

MARKED = [path for path, mal in routes(get_resolver()) if gate_of(mal.callback).steg_upp]
NY = "/anvandare/ny/"


@pytest.fixture
def admin() -> Anvandare:
    return make_anvandare(Roll.ADMINISTRATOR)


def stale(anvandare: Anvandare, client: Client | None = None, *, minuter: float = 5.1) -> Client:
    """Somebody whose second factor was given a while ago."""
    client = logga_in(client or Client(), anvandare)
    session = client.session
    session[FAKTOR_TID] = time.time() - minuter * 60
    session.save()
    return client


def code_of(anvandare: Anvandare) -> str:
    return unused_code(Kodapp.objects.get(user=anvandare))


def form_of(response: Any) -> tuple[str, dict[str, str]]:
    """Where the page's own form is posted, and its hidden fields."""
    html = response.content.decode()
    form = re.search(r'<form class="formular".*?</form>', html, re.DOTALL)[0]
    action = unescape(re.search(r'action="([^"]+)"', form)[1])
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return action, {n: unescape(varde) for n, varde in hidden if n != "csrfmiddlewaretoken"}


def test_the_pages_that_change_accounts_or_take_data_out_are_marked():
    assert {
        "anvandare/ny/",
        "anvandare/<uuid:anvandare>/uppdrag/nytt/",
        "anvandare/<uuid:anvandare>/stang/",
        "min-inloggning/reservkoder/",
        "min-inloggning/nyckel/",
    } <= set(MARKED)


@pytest.mark.parametrize("path", MARKED)
def test_every_marked_page_asks_whoever_it_is_for(path):
    gate = next(gate_of(m.callback) for p, m in routes(get_resolver()) if p == path)
    roll = next(iter(gate.roller or [Roll.SOCIALSEKRETERARE]))
    client = stale(make_anvandare(Roll(roll)))
    response = client.get(example(path))
    assert response.status_code == 302
    assert response.url.startswith("/bekrafta/?next=")
    assert client.post(example(path)).status_code == 401
    assert not Logghandelse.objects.exclude(verb=Verb.SESSION_LIST).exists()


def test_five_minutes_are_fresh_and_more_are_not(admin):
    assert stale(admin, minuter=4.9).get(NY).status_code == 200
    assert stale(admin, minuter=5.1).get(NY).status_code == 302
    assert stale(admin, minuter=-60).get(NY).status_code == 302, "a clock set back gives no hours"


def test_the_wrong_role_is_refused_before_anything_is_asked():
    assert stale(make_anvandare()).get(NY).status_code == 403


def test_a_code_leads_back_to_the_page(admin):
    client = stale(admin)
    fraga = client.get(NY).url
    assert "Bekräfta att det är du" in client.get(fraga).content.decode()
    key = client.session.session_key
    response = client.post(fraga, {"bekrafta-kod": code_of(admin)})
    assert (response.status_code, response.url) == (303, NY)
    assert client.session.session_key != key, "the id changes with the level"
    assert client.get(NY).status_code == 200
    [rad] = Logghandelse.objects.filter(verb=Verb.SESSION_STEP_UP)
    assert rad.aktor_id == admin.pk


def test_confirming_makes_the_working_day_no_longer(admin):
    client = stale(admin)
    upphor = Session.objects.get().upphor
    client.post("/bekrafta/?next=/", {"bekrafta-kod": code_of(admin)})
    assert Session.objects.get().upphor == upphor


def test_what_was_posted_is_done_after_the_code(admin):
    client = stale(admin)
    falt = {"namn": 'Åsa "Ö" <b>', "anvandarnamn": "asao", "epost": "", "organisation": ""}
    asked = client.post(NY, falt)
    assert asked.status_code == 401
    assert "no-store" in asked.headers["Cache-Control"]
    assert not Anvandare.objects.filter(anvandarnamn="asao").exists()
    action, burna = form_of(asked)
    assert burna == falt
    response = client.post(action, burna | {"bekrafta-kod": code_of(admin)}, follow=True)
    assert response.redirect_chain[0] == (NY, 307)
    assert Anvandare.objects.get(anvandarnamn="asao").namn == 'Åsa "Ö" <b>'


def test_a_wrong_code_loses_nothing_either(admin):
    client = stale(admin)
    action, burna = form_of(client.post(NY, {"namn": "Åsa", "anvandarnamn": "asao"}))
    kod = code_of(admin)
    fel = client.post(action, burna | {"bekrafta-kod": f"{(int(kod) + 1) % 10**6:06d}"})
    assert fel.status_code == 422
    assert "Koden stämmer inte" in fel.content.decode()
    assert form_of(fel) == (action, burna)
    assert Logghandelse.objects.filter(verb=Verb.SESSION_LOGIN_FAILED).count() == 1


def test_many_values_of_one_field_are_carried(admin):
    client = stale(admin)
    html = client.post(NY, {"val": ["ett", "två"]}).content.decode()
    assert re.findall(r'name="val" value="([^"]+)"', html) == ["ett", "två"]


def test_a_file_is_not_carried_and_one_is_told(admin):
    fil = SimpleUploadedFile("brev.pdf", b"%PDF-1.7", "application/pdf")
    html = stale(admin).post(NY, {"namn": "Åsa", "fil": fil}).content.decode()
    assert "Den följer inte med" in html
    assert 'value="Åsa"' in html


def test_the_view_never_sees_the_code(admin, monkeypatch):
    from access.inloggning import steg_upp

    seen = []
    real = steg_upp.without_code
    monkeypatch.setattr(steg_upp, "without_code", lambda post: seen.append(real(post)) or seen[-1])
    client = logga_in(Client(), admin)
    client.post(NY, {"namn": "", "bekrafta-kod": "123456"})
    assert [dict(post) for post in seen] == [{"namn": [""]}]


def test_another_site_cannot_have_its_post_carried(admin):
    client = stale(admin, Client(enforce_csrf_checks=True))
    response = client.post(NY, {"namn": "Mallory", "anvandarnamn": "mallory"})
    assert response.status_code == 403
    assert "Mallory" not in response.content.decode()


@pytest.mark.parametrize("vart", ["https://ond.example/", "//ond.example/", "javascript:alert(1)"])
def test_nothing_is_carried_to_another_site(admin, vart):
    client = stale(admin)
    response = client.post(
        f"/bekrafta/?next={vart}&bar=1", {"namn": "Åsa", "bekrafta-kod": code_of(admin)}
    )
    assert response.url == "/"


def test_a_password_alone_cannot_step_up(admin):
    client = Client()
    client.force_login(admin, backend="access.inloggning.igenkanning.Igenkanning")
    Kodapp.objects.create(user=admin, name="app")
    response = client.post("/bekrafta/?next=/", {"bekrafta-kod": code_of(admin)})
    assert response.url.startswith("/logga-in/")


def test_a_code_used_at_the_door_cannot_be_used_again_to_confirm(admin):
    app = Kodapp.objects.create(user=admin, name="app")
    kod = unused_code(app)
    assert app.verify_token(kod)
    assert stale(admin).post("/bekrafta/", {"bekrafta-kod": kod}).status_code == 422


def test_looking_at_accounts_asks_for_nothing(admin):
    client = stale(admin)
    assert client.get(reverse("access:anvandare")).status_code == 200
    assert client.get(reverse("access:visa_anvandare", args=[admin.pk])).status_code == 200
