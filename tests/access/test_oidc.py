"""E-tjänstelegitimation against a real provider: what lets one in, and everything that does not."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from access.inloggning import legitimation
from access.models import Anvandare, Roll, Session, Tjanstelegitimation
from audit.models import Logghandelse, Utfall
from audit.verb import Verb
from tests.access.test_steg_upp import stale
from tests.access.utfardare import Line, provider
from tests.builders import make_anvandare
from tests.conftest import logga_in

pytestmark = pytest.mark.django_db

LOA2, LOA3 = (f"http://id.elegnamnden.se/loa/1.0/loa{n}" for n in (2, 3))
BORJA = "/logga-in/legitimation/"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with provider() as address:
        yield address


@pytest.fixture
def line(address: str, settings: Any) -> Iterator[Line]:
    line = Line(address)
    settings.OIDC_UTFARDARE = line.address
    settings.OIDC_KLIENT = "insatser"
    settings.OIDC_HEMLIGHET = "hemlig"
    line.tell("anna-1", acr=LOA3, auth_time=int(time.time()), amr=["hwk"])
    yield line
    line.close()


@pytest.fixture
def anna(line: Line) -> Anvandare:
    anna = make_anvandare()
    legitimation.link(anvandare=anna, amne="anna-1", actor=make_anvandare(Roll.ADMINISTRATOR))
    return anna


def come_back(client: Client, line: Line, amne: str = "anna-1", **fraga: str) -> Any:
    away = client.get(BORJA, fraga)
    assert away.status_code == 302
    return client.get(line.consent(away.url, amne))


def is_in(client: Client) -> bool:
    return client.get("/min-inloggning/").status_code == 200


def refused(response: Any, text: str) -> None:
    assert response.status_code == 403
    assert text in response.content.decode()
    assert Logghandelse.objects.filter(
        verb=Verb.SESSION_LOGIN_FAILED, utfall=Utfall.NEKAD, aktor_id=None
    ).exists()


def test_a_linked_legitimation_opens_the_account(client, line, anna):
    response = come_back(client, line, next="/min-logg/")
    assert (response.status_code, response.url) == (303, "/min-logg/")
    assert is_in(client)
    [session] = Session.objects.filter(anvandare=anna)
    assert session.faktor == Session.Faktor.LEGITIMATION
    assert Logghandelse.objects.get(verb=Verb.SESSION_LOGIN).aktor_id == anna.pk


def test_the_request_asks_for_what_we_check(client, line):
    asked = parse_qs(urlsplit(client.get(BORJA).url).query)
    assert asked["acr_values"] == [LOA3]
    assert asked["prompt"] == ["login"]
    assert asked["max_age"] == ["300"]
    assert asked["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge"} <= set(asked)


def test_the_code_is_exchanged_with_its_verifier(client, line, anna):
    come_back(client, line)
    assert any("code_verifier=" in body for body in line.asked)


def test_an_unknown_subject_is_refused_kindly_and_makes_no_account(client, line, anna):
    line.tell("okand", acr=LOA3, auth_time=int(time.time()), name="Okänd Person")
    before = Anvandare.objects.count()
    response = come_back(client, line, "okand")
    refused(response, "inte kopplad till något konto")
    assert "okand" in response.content.decode()
    assert Anvandare.objects.count() == before
    assert not is_in(client)


I_TJANSTEN = "https://id.oidc.se/claim/orgAffiliation"


def test_the_account_may_be_named_by_who_one_is_at_work(client, line, settings):
    settings.OIDC_AMNE = I_TJANSTEN
    user = make_anvandare()
    administrator = make_anvandare(Roll.ADMINISTRATOR)
    legitimation.link(anvandare=user, amne="bo@2120000142", actor=administrator)
    nu = int(time.time())
    line.tell("privat", acr=LOA3, auth_time=nu, **{I_TJANSTEN: "bo@2120000142"})
    assert come_back(client, line, "privat").status_code == 303
    assert is_in(client)
    line.tell("privat", acr=LOA3, auth_time=nu)
    refused(come_back(Client(), line, "privat"), "inte om vem du är i tjänsten")


def test_the_same_subject_at_another_issuer_is_somebody_else(client, line, anna):
    Tjanstelegitimation.objects.update(utfardare="https://annan.example")
    refused(come_back(client, line), "inte kopplad")


def test_a_closed_account_stays_closed(client, line, anna):
    Anvandare.objects.filter(pk=anna.pk).update(is_active=False)
    refused(come_back(client, line), "inte kopplad")


@pytest.mark.parametrize("acr", [LOA2, "", None])
def test_a_lower_level_or_none_is_refused(client, line, anna, acr):
    claims = {"auth_time": int(time.time())} | ({} if acr is None else {"acr": acr})
    line.tell("anna-1", **claims)
    refused(come_back(client, line), "tillitsnivå 3")
    assert not is_in(client)


@pytest.mark.parametrize("auth_time", [0, None, -3600, 3600])
def test_an_old_log_in_at_the_issuer_is_refused(client, line, anna, auth_time):
    nar = None if auth_time is None else auth_time and int(time.time()) + auth_time
    line.tell("anna-1", acr=LOA3, auth_time=nar)
    response = come_back(client, line)
    assert response.status_code == 403
    assert not is_in(client)


def test_the_way_of_legitimation_can_be_demanded(client, line, anna, settings):
    settings.OIDC_AMR = ["sc"]
    refused(come_back(client, line), "godtas inte")
    settings.OIDC_AMR = ["hwk"]
    assert come_back(client, line).status_code == 303


def test_a_token_whose_signature_does_not_hold_is_refused(client, line, anna):
    def forge(answer: dict[str, Any]) -> dict[str, Any]:
        head, body, signature = answer["id_token"].split(".")
        first = "A" if signature[0] != "A" else "B"
        return answer | {"id_token": f"{head}.{body}.{first}{signature[1:]}"}

    line.change = forge
    refused(come_back(client, line), "gick inte att lita på")
    assert not is_in(client)


def test_an_answer_without_a_token_is_refused(client, line, anna):
    line.change = lambda answer: {k: v for k, v in answer.items() if k != "id_token"}
    refused(come_back(client, line), "tillitsnivå 3")


def test_a_token_for_another_issuer_or_client_is_refused(client, line, anna, settings):
    settings.OIDC_METADATA = f"{line.address}/.well-known/openid-configuration"
    settings.OIDC_UTFARDARE = "https://legitimation.example"
    refused(come_back(client, line), "gick inte att lita på")
    settings.OIDC_UTFARDARE = line.address
    away = client.get(BORJA).url
    back = line.consent(away, "anna-1")
    settings.OIDC_KLIENT = "nagon-annan"
    refused(client.get(back), "gick inte att lita på")


def test_a_state_works_once_and_in_its_own_browser(client, line, anna):
    back = line.consent(client.get(BORJA).url, "anna-1")
    refused(Client().get(back), "gick inte att lita på")
    assert client.get(back).status_code == 303
    client.post("/logga-ut/")
    refused(client.get(back), "gick inte att lita på")


def test_an_answer_from_an_earlier_question_is_refused(client, line, anna):
    """The nonce of the token belongs to the question whose state it comes with."""
    first = line.consent(client.get(BORJA).url, "anna-1")
    second = line.consent(client.get(BORJA).url, "anna-1")
    code = parse_qs(urlsplit(first).query)["code"][0]
    state = parse_qs(urlsplit(second).query)["state"][0]
    response = client.get(f"{BORJA}svar/", {"code": code, "state": state})
    refused(response, "gick inte att lita på")


def test_saying_no_at_the_issuer_is_no_error(client, line):
    refused(client.get(f"{BORJA}svar/?error=access_denied"), "avbröts")


def test_an_issuer_that_is_down_is_told_of(client, line):
    line.close()
    assert client.get(BORJA).status_code == 403


def test_it_confirms_in_an_open_session_but_only_for_its_owner(line, anna):
    client = stale(anna)
    assert client.get("/min-inloggning/reservkoder/").status_code == 302
    come_back(client, line)
    assert client.get("/min-inloggning/reservkoder/").status_code == 200
    refused(come_back(stale(make_anvandare()), line), "någon annan")


def test_it_leads_to_no_other_site(client, line, anna):
    assert come_back(client, line, next="https://ond.example/").url == "/"


def test_without_an_issuer_there_is_no_such_way_in(client):
    assert client.get(BORJA).status_code == 404
    assert client.get(f"{BORJA}svar/?code=x&state=y").status_code == 404
    assert "e-tjänstelegitimation" not in client.get("/logga-in/").content.decode()


def test_an_administrator_links_it_and_nobody_else(line, anna):
    annan = make_anvandare()
    sida = reverse("access:koppla_legitimation", args=[annan.pk])
    assert logga_in(Client(), make_anvandare()).post(sida, {"amne": "x"}).status_code == 403
    admin = logga_in(Client(), make_anvandare(Roll.ADMINISTRATOR))
    assert admin.post(sida, {"amne": "anna-1"}).status_code == 422, "taken by anna"
    assert admin.post(sida, {"amne": "bo-2"}).status_code == 303
    assert Tjanstelegitimation.objects.get(user=annan).amne == "bo-2"
