"""The whole policy matrix: every role and address, with an own object and a foreign one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from uuid6 import uuid7

from access.gate import gate_of
from access.models import Anvandare, Roll
from arenden.models import Steg, Textmall
from audit.models import Logghandelse
from lagesbild.actions.publicering import approve_publicering, compose_publicering
from lagesbild.models import Uttag
from riskbedomning.models import Instrumentversion, Kalibreringsomgang
from tests.arenden.mallar import make_textmall
from tests.builders import make_anvandare
from tests.conftest import logga_in, page_itself
from tests.lagesbild.underlag import make_uttag
from tests.policy.matris import ADDRESSES, MATRIS, OPPNA, Rad
from tests.policy.varld import Varld, make_member, make_varld
from tests.riskbedomning.vinjetter import make_counted_omgang

pytestmark = pytest.mark.django_db

WRITTEN_BY_ANY_PAGE = {"audit_logghandelse", "access_session"}
ABSENT_ENTRY = 2**40


@dataclass
class Stad:
    """The reader's own world, one that is foreign to them, and what belongs to the whole city."""

    egen: Varld
    frammande: Varld
    publicerad: Any
    uttag: Uttag
    annan: Anvandare
    omgang: Kalibreringsomgang
    mall: Textmall


@pytest.fixture(scope="module")
def stad(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stad]:
    """Built once, and rolled back after the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        forslag = compose_publicering(uttag=make_uttag(), actor=make_anvandare(Roll.ANALYTIKER))
        egen, frammande = make_varld("Järva"), make_varld("Farsta")
        for varld in (egen, frammande):
            logga_in(Client(), varld.stad.handlaggare).get(reverse("granskning:min_logg"))
        yield Stad(
            egen=egen,
            frammande=frammande,
            publicerad=approve_publicering(
                publicering=forslag, actor=make_anvandare(Roll.SAMORDNARE)
            ),
            uttag=make_uttag(period="2026K2"),
            annan=make_anvandare(),
            omgang=make_counted_omgang(enheter=[egen.stad.enhet, frammande.stad.enhet]),
            mall=make_textmall(),
        )
        transaction.set_rollback(True)


def our_instrument() -> Instrumentversion:
    return Instrumentversion.objects.current().get(instrument__kod="ssb-12-17")


CITY_WIDE: dict[str, Callable[[Stad, str], Any]] = {
    "anvandare": lambda stad, _: stad.annan.pk,
    "session": lambda *_: uuid7(),
    "nyckel": lambda *_: ABSENT_ENTRY,
    "uppdrag": lambda stad, _: stad.annan.uppdrag.get().pk,
    "uttag": lambda stad, _: stad.uttag.pk,
    "pk": lambda stad, _: stad.publicerad.pk,
    "flode": lambda *_: "begaran_om_avgorande",
    "kod": lambda *_: "fft",
    "katalogforslag": lambda *_: uuid7(),
    "kalibrering": lambda stad, _: stad.omgang.pk,
    "vinjett": lambda stad, _: stad.omgang.vinjett_id,
    "matt": lambda *_: "uppfoljning",
    "larm": lambda stad, _: stad.egen.fall[Steg.UPPFOLJNING]["larm"],
    "mall": lambda stad, _: stad.mall.pk,
    "version": lambda *_: our_instrument().pk,
    "faktor": lambda *_: our_instrument().faktorer.all()[0].pk,
}
"""Arguments that are nobody's own: whoever the page is for sees them all."""


def kwargs_for(namn: str, stad: Stad, varld: Varld) -> dict[str, Any]:
    """Arguments of an address that lead to what belongs to `varld`."""
    rad = MATRIS[namn]
    return {
        argument: CITY_WIDE[argument](stad, namn)
        if argument in CITY_WIDE
        else _of_world(varld, rad, argument)
        for argument in ADDRESSES[namn].pattern.converters
    }


def _of_world(varld: Varld, rad: Rad, argument: str) -> Any:
    if argument == "handelse":
        return _newest_act(varld).pk
    if argument == "begaran":
        return _newest_act(varld).begaran_id or uuid7()
    if argument == "person":
        return varld.stad.handlaggare.pk
    if argument == "akt":
        return varld.fall[rad.steg]["arende"].akt_id
    value = varld.fall[rad.steg][rad.ur.get(argument, argument)]
    return getattr(value, "pk", value)


def _newest_act(varld: Varld) -> Logghandelse:
    return Logghandelse.objects.filter(aktor_id=varld.stad.handlaggare.pk).latest("id")


def absent(kwargs: dict[str, Any]) -> dict[str, Any]:
    """The same arguments, leading to what does not exist."""
    return {
        argument: value
        if isinstance(value, str)
        else (ABSENT_ENTRY if isinstance(value, int) else uuid7())
        for argument, value in kwargs.items()
    }


def get(client: Client, namn: str, kwargs: dict[str, Any]) -> HttpResponse:
    response = client.get(reverse(namn, kwargs=kwargs))
    if response.streaming:
        list(response.streaming_content)  # a file that is not received is never closed
    return response


def shown(response: HttpResponse) -> tuple[int, str]:
    return response.status_code, page_itself(response)


def written() -> dict[str, int]:
    """Rows inserted, changed or deleted by this transaction so far, in each table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
            " WHERE relname <> ALL(%s)",
            [list(WRITTEN_BY_ANY_PAGE)],
        )
        return dict(cursor.fetchall())


def test_every_address_has_a_row_and_every_row_an_address():
    assert set(ADDRESSES) == set(MATRIS) | OPPNA


def test_only_pages_before_the_second_factor_are_open():
    assert {namn for namn, mal in ADDRESSES.items() if gate_of(mal.callback).oppen} == OPPNA


@pytest.mark.parametrize("roll", Roll)
def test_the_role_opens_the_page_and_looking_writes_nothing_but_the_log(stad, roll):
    """Everyone here has grants on all of their world: where the role is wrong, no grant helps."""
    client = logga_in(Client(), make_member(stad.egen, roll))
    wrong, wrote = {}, set()
    for namn, rad in MATRIS.items():
        expected = rad.undantag.get(roll, rad.svar) if roll in rad.roller else 403
        before = written()
        answered = get(client, namn, kwargs_for(namn, stad, stad.egen)).status_code
        if answered != expected:
            wrong[namn] = f"{answered}, not {expected}"
        if written() != before:
            wrote.add(namn)
    assert (wrong, wrote) == ({}, set())


@pytest.mark.parametrize("roll", Roll)
def test_a_foreign_object_answers_exactly_as_an_absent_one(stad, roll):
    client = logga_in(Client(), make_member(stad.egen, roll))
    told_apart = {}
    for namn, rad in MATRIS.items():
        foreign = kwargs_for(namn, stad, stad.frammande)
        if roll not in rad.roller or not (set(foreign) - set(CITY_WIDE)):
            continue
        answer = shown(get(client, namn, foreign))
        if answer != shown(get(client, namn, absent(foreign))) or answer[0] not in (404, 405):
            told_apart[namn] = answer
    assert told_apart == {}


@pytest.mark.parametrize("roll", Roll)
def test_a_foreign_object_inside_ones_own_answers_as_an_absent_one(stad, roll):
    """The outer address is one's own; what it names inside belongs to somebody else."""
    client = logga_in(Client(), make_member(stad.egen, roll))
    told_apart = {}
    for namn, rad in MATRIS.items():
        egna = kwargs_for(namn, stad, stad.egen)
        outer = next(iter(egna), None)
        if roll not in rad.roller or len(set(egna) - set(CITY_WIDE)) < 2 or rad.svar == 405:
            continue
        foreign = kwargs_for(namn, stad, stad.frammande)
        inner = foreign | {outer: egna[outer]}
        nothing = absent(foreign) | {outer: egna[outer]}
        answer = shown(get(client, namn, inner))
        if answer != shown(get(client, namn, nothing)) or answer[0] != 404:
            told_apart[namn] = answer
    assert told_apart == {}


def test_with_the_password_alone_every_page_leads_to_the_log_in(stad):
    client = Client()
    anvandare = make_member(stad.egen, Roll.SOCIALSEKRETERARE)
    client.force_login(anvandare, backend="access.inloggning.igenkanning.Igenkanning")
    for namn in MATRIS:
        response = get(client, namn, kwargs_for(namn, stad, stad.egen))
        assert response.status_code == 302, namn
        assert response["Location"].startswith("/logga-in/?next="), namn
        assert response.content == b"", namn


def test_a_stranger_is_led_to_the_log_in_from_every_page(stad):
    for namn in MATRIS:
        response = get(Client(), namn, kwargs_for(namn, stad, stad.egen))
        assert (response.status_code, response.content) == (302, b""), namn
