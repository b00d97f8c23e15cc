"""Every address, however it answers, leaves just the entries it should, each with its grounds."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from access.gate import gate_of
from access.models import Roll
from audit.andamal import Andamal, andamal_for, is_by_duty
from audit.models import Logghandelse
from audit.verb import Verb
from tests.conftest import logga_in
from tests.policy.matris import ADDRESSES, MATRIS, OPPNA
from tests.policy.stad import CITY_WIDE, absent, get, kwargs_for
from tests.policy.test_matris import stad  # noqa: F401  # a fixture
from tests.policy.varld import make_member

pytestmark = pytest.mark.django_db


class Klienter:
    """A browser for each role, logged in when it is first needed."""

    def __init__(self, varld: Any, **val: Any) -> None:
        self.varld, self.val = varld, val
        self.inloggade: dict[Roll, Client] = {}

    def som(self, roll: Roll) -> Client:
        if roll not in self.inloggade:
            self.inloggade[roll] = logga_in(Client(**self.val), make_member(self.varld, roll))
        return self.inloggade[roll]


def newest() -> int:
    return Logghandelse.objects.order_by("-id").values_list("id", flat=True).first() or 0


def since(pk: int) -> list[tuple[Logghandelse, dict[str, Any]]]:
    entries = Logghandelse.objects.filter(pk__gt=pk).order_by("pk")
    return [(entry, json.loads(bytes(entry.kropp))["ovrigt"]) for entry in entries]


def verb_of(namn: str) -> Verb:
    return gate_of(ADDRESSES[namn].callback).verb


def is_grounded(namn: str, entry: Logghandelse, ovrigt: dict[str, Any]) -> bool:
    """It came in by the page's gate, says what for, and names the grant that opened the akt."""
    reached = entry.tilltrade_id is not None or is_by_duty(entry.verb)
    return (
        ovrigt["regel"][0] == f"gate:{verb_of(namn)}"
        and ovrigt["andamal"] in {*Andamal, "post"}
        and entry.begaran_id is not None
        and (entry.akt_id is None or reached)
        and (not ovrigt["falt"] or entry.akt_id is not None or entry.objekt_id != "")
    )


@pytest.fixture
def klienter(stad: Any) -> Klienter:  # noqa: F811
    return Klienter(stad.egen)


def test_what_is_shown_is_read_once_for_each_akt_with_its_grounds(
    stad,  # noqa: F811
    klienter,
    settings,
):
    """Looked at by the first role that the page is shown to; nothing is opened past the log."""
    settings.OPPNING_UTAN_LOGG = False
    wrong = {}
    for namn, rad in MATRIS.items():
        roll = next(
            (r for r in Roll if r in rad.roller and rad.undantag.get(r, rad.svar) == 200), None
        )
        if roll is None:
            continue
        client, before = klienter.som(roll), newest()
        if get(client, namn, kwargs_for(namn, stad, stad.egen)).status_code != 200:
            continue  # what each page should answer is judged in test_matris.py
        found = since(before)
        read = [entry for entry, _ in found if entry.verb == verb_of(namn)]
        owners = [(entry.akt_id, entry.objekt_slag, entry.objekt_id) for entry in read]
        ungrounded = [
            (entry.verb, entry.akt_id, entry.tilltrade_id, ovrigt["regel"], ovrigt["andamal"])
            for entry, ovrigt in found
            if not is_grounded(namn, entry, ovrigt)
        ]
        if not read or len(owners) != len(set(owners)) or ungrounded:
            wrong[namn] = (roll, len(read), ungrounded)
    assert wrong == {}


def refusal(pk: int) -> list[tuple[str, str, Any, str, list[str]]]:
    return [
        (entry.verb, entry.utfall, entry.akt_id, ovrigt["andamal"], ovrigt["regel"])
        for entry, ovrigt in since(pk)
    ]


def denied(namn: str, av: str) -> list[tuple[str, str, Any, str, list[str]]]:
    andamal = str(andamal_for(Verb.ACCESS_DENIED))
    return [(Verb.ACCESS_DENIED.value, "nekad", None, andamal, [f"gate:{verb_of(namn)}", av])]


def test_the_wrong_role_leaves_one_refusal_that_says_so(stad, klienter):  # noqa: F811
    wrong = {}
    for namn, rad in MATRIS.items():
        roll = next((roll for roll in Roll if roll not in rad.roller), None)
        if roll is None:
            continue
        client, before = klienter.som(roll), newest()
        assert get(client, namn, kwargs_for(namn, stad, stad.egen)).status_code == 403, namn
        if refusal(before) != denied(namn, "roll"):
            wrong[namn] = refusal(before)
    assert wrong == {}


def test_what_is_not_there_leaves_one_refusal_by_the_rows_reached(stad, klienter):  # noqa: F811
    wrong = {}
    for namn, rad in MATRIS.items():
        kwargs = kwargs_for(namn, stad, stad.egen)
        roll = next((roll for roll in Roll if roll in rad.roller), None)
        if roll is None or not (set(kwargs) - set(CITY_WIDE)) or rad.svar == 405:
            continue
        client, before = klienter.som(roll), newest()
        if get(client, namn, absent(kwargs)).status_code == 404:
            if refusal(before) != denied(namn, "rad"):
                wrong[namn] = refusal(before)
        else:
            wrong[namn] = "answered"
    assert wrong == {}


def test_a_form_from_elsewhere_leaves_one_refusal(stad):  # noqa: F811
    klienter = Klienter(stad.egen, enforce_csrf_checks=True)
    wrong = {}
    for namn, rad in MATRIS.items():
        client, before = klienter.som(next(iter(sorted(rad.roller)))), newest()
        url = reverse(namn, kwargs=kwargs_for(namn, stad, stad.egen))
        if client.post(url).status_code != 403 or refusal(before) != denied(namn, "csrf"):
            wrong[namn] = refusal(before)
    assert wrong == {}


def test_nobody_known_leaves_nothing_but_what_they_tried(stad):  # noqa: F811
    """A stranger is led to the log-in before anything is touched."""
    before = newest()
    for namn in MATRIS:
        assert get(Client(), namn, kwargs_for(namn, stad, stad.egen)).status_code == 302
    for namn in OPPNA:
        if not ADDRESSES[namn].pattern.converters:
            client = Client(enforce_csrf_checks=True)
            expected = denied(namn, "csrf") if client.post(reverse(namn)).status_code == 403 else []
            assert refusal(before) == expected, namn
            before = newest()
