"""The whole policy matrix: every role and address, with an own object and a foreign one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from access.gate import gate_of
from access.models import Roll
from tests.conftest import logga_in, page_itself
from tests.policy.matris import ADDRESSES, MATRIS, OPPNA
from tests.policy.stad import CITY_WIDE, Stad, absent, get, kwargs_for, make_stad
from tests.policy.varld import make_member

pytestmark = pytest.mark.django_db

WRITTEN_BY_ANY_PAGE = {"audit_logghandelse", "access_session"}


@pytest.fixture(scope="module")
def stad(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stad]:
    """Built once, and rolled back after the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_stad()
        transaction.set_rollback(True)


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
