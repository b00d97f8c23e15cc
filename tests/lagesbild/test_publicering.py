import re
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from access.models import Roll
from audit.models import Logghandelse
from encryption.nyckeltjanst import derive
from lagesbild.actions.publicering import (
    approve_publicering,
    compose_publicering,
    withdraw_publicering,
)
from lagesbild.actions.tabell import TabellSkyddasInte, tabell_for
from lagesbild.actions.uttag import build_uttag
from lagesbild.models import Matt, Publicering
from lagesbild.rules import angrepp
from lagesbild.rules.angrepp import PubliceringError, hinder_for_publicering
from lagesbild.rules.innehall import as_innehall
from lagesbild.rules.plan import befolkning, omraden
from lagesbild.rules.tabell import ALL, RoundedTable
from lagesbild.rules.underlag import OMRADE_VISAS_INTE, table_by_omrade_and_kon
from tests.builders import make_anvandare
from tests.lagesbild.test_uttag import K4, NU, make_barn
from tests.lagesbild.underlag import SANNA_TAL, make_uttag

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return make_anvandare(Roll.ANALYTIKER, namn="Ada Analytiker")


@pytest.fixture
def sam():
    return make_anvandare(Roll.SAMORDNARE, namn="Sam Samordnare")


def true_table(uttag):
    return table_by_omrade_and_kon(uttag.underlag(), omraden(), befolkning())


def exact(table):
    """The table a careless hand would publish: true numbers said to be rounded."""
    values = {cell: table.count(cell) for cell in table.cells()}
    return RoundedTable(table.dimensions, values, plan_version=1, spread=0, total_spread=0)


def numbers_in(text):
    """Whole numbers that stand alone, not as part of an id, a hash or a time."""
    return {int(found) for found in re.findall(r"(?<![\w:.-])\d+(?![\w:.-])", text)}


def publish(uttag, ada, sam):
    return approve_publicering(publicering=compose_publicering(uttag=uttag, actor=ada), actor=sam)


def test_the_same_extract_gives_the_same_table(ada):
    uttag = make_uttag()
    assert compose_publicering(uttag=uttag, actor=ada).tabell() == tabell_for(uttag)


def test_the_key_of_the_plan_decides_the_directions():
    uttag = make_uttag()
    other = angrepp.protected_table(true_table(uttag), key=derive("annan plan"), plan_version=1)
    assert other != tabell_for(uttag)


def test_no_true_number_is_stored(ada, sam):
    publicering = publish(make_uttag(), ada, sam)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM lagesbild_publicering")
        stored = str(cursor.fetchall())
    assert SANNA_TAL.isdisjoint(publicering.tabell().values.values())
    assert SANNA_TAL.isdisjoint(numbers_in(stored))


def test_no_number_is_logged(ada, sam):
    publish(make_uttag(), ada, sam)
    entries = list(Logghandelse.objects.order_by("pk"))
    assert [entry.verb for entry in entries] == ["statistik.compose", "statistik.publish"]
    for entry in entries:
        body = bytes(entry.kropp).decode()
        assert "Farsta" not in body
        assert SANNA_TAL.isdisjoint(numbers_in(body))


def test_an_exact_table_is_refused_by_the_gate():
    table = true_table(make_uttag())
    assert hinder_for_publicering(table, exact(table))


def test_an_exact_table_put_in_as_a_proposal_is_not_approved(ada, sam):
    uttag = make_uttag()
    forslag = Publicering.objects.create(
        matt=Matt.PAGAENDE,
        period=uttag.period,
        plan_version=1,
        version=1,
        titel="Exakt",
        metod="Ingen",
        avser=uttag.avser,
        innehall=as_innehall(exact(true_table(uttag))),
        sammanstalld_av=ada,
    )
    with pytest.raises(ValidationError, match="inte den som underlaget ger"):
        approve_publicering(publicering=forslag, actor=sam)


def test_what_the_attack_opens_is_refused_without_naming_a_cell(monkeypatch, ada):
    uttag = make_uttag()
    monkeypatch.setattr(angrepp, "controlled_rounding", lambda table, *_: exact(table))
    with pytest.raises(TabellSkyddasInte) as refused:
        tabell_for(uttag)
    assert isinstance(refused.value.__cause__, PubliceringError)
    assert not any(omrade in text for omrade in omraden() for text in refused.value.skal)
    with pytest.raises(ValidationError, match="räkna ut"):
        compose_publicering(uttag=uttag, actor=ada)
    assert not Publicering.objects.exists()


def test_protected_persons_are_counted_only_outside_their_area():
    antal = {("Farsta", "K"): 42, ("Järva", "K"): 61}
    shown = tabell_for(make_uttag(antal, skyddade={("Farsta", "K")})).values
    assert shown["Farsta", "Flickor"] == 0
    assert shown[OMRADE_VISAS_INTE, "Flickor"] in {40, 45}
    assert shown[ALL, "Flickor"] in {100, 105}


def test_nobody_approves_their_own_table(ada):
    forslag = compose_publicering(uttag=make_uttag(), actor=ada)
    with pytest.raises(PermissionDenied, match="själv sammanställt"):
        approve_publicering(publicering=forslag, actor=ada)


def test_the_database_too_wants_two_persons(ada, sam):
    publicering = compose_publicering(uttag=make_uttag(), actor=ada)
    with pytest.raises(IntegrityError, match="publicering_fyra_ogon"), transaction.atomic():
        Publicering.objects.filter(pk=publicering.pk).update(godkand_av=ada)


@pytest.mark.parametrize("roll", [Roll.SOCIALSEKRETERARE, Roll.ENHETSCHEF, Roll.ADMINISTRATOR])
def test_other_roles_do_not_compose(roll):
    with pytest.raises(PermissionDenied, match="Bara analytiker och samordnare"):
        compose_publicering(uttag=make_uttag(), actor=make_anvandare(roll))


def test_one_table_at_a_time_stands_for_a_period(ada):
    uttag = make_uttag()
    compose_publicering(uttag=uttag, actor=ada)
    with pytest.raises(ValidationError, match="finns redan en tabell"):
        compose_publicering(uttag=uttag, actor=ada)


def test_the_fingerprint_covers_the_release_and_the_one_before(ada, sam):
    periods = ["2026K1", "2026K2", "2026K3"]
    released = [publish(make_uttag(period=period), ada, sam) for period in periods]
    for publicering in released:
        publicering.refresh_from_db()
        assert publicering.is_whole
    assert [publicering.lopnummer for publicering in released] == [1, 2, 3]
    assert released[0].foregaende == ""
    for before, after in pairwise(released):
        assert after.foregaende == before.fingeravtryck
    released[1].innehall["tal"][0] += 5
    assert not released[1].is_whole


@pytest.mark.parametrize(
    "change", [{"innehall": {}}, {"titel": "Annan"}, {"status": "forslag"}, {"fingeravtryck": "0"}]
)
def test_a_published_table_cannot_be_changed(ada, sam, change):
    publicering = publish(make_uttag(), ada, sam)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Publicering.objects.filter(pk=publicering.pk).update(**change)
    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        publicering.delete()


def test_a_withdrawn_table_stays_and_the_next_has_the_same_numbers(ada, sam):
    uttag = make_uttag()
    first = publish(uttag, ada, sam)
    withdraw_publicering(publicering=first, skal="Fel befolkningstal.", actor=ada)
    second = publish(uttag, ada, sam)
    first.refresh_from_db()
    assert (first.status, first.skal) == ("tillbakadragen", "Fel befolkningstal.")
    assert (second.version, second.innehall) == (2, first.innehall)
    assert first.is_whole


def test_an_extract_that_something_was_published_from_is_kept(ada, sam):
    make_barn()
    uttag = build_uttag(kvartal=K4, nu=NU, actor=None)
    forslag = compose_publicering(uttag=uttag, actor=ada)
    make_barn()
    assert build_uttag(kvartal=K4, nu=NU, actor=None).rader.count() == 1
    publicerad = approve_publicering(publicering=forslag, actor=sam)
    withdraw_publicering(publicering=publicerad, skal="Prov.", actor=sam)
    assert build_uttag(kvartal=K4, nu=NU, actor=None).rader.count() == 1


def test_a_proposal_that_was_never_published_lets_the_extract_go(ada):
    make_barn()
    uttag = build_uttag(kvartal=K4, nu=NU, actor=None)
    forslag = compose_publicering(uttag=uttag, actor=ada)
    withdraw_publicering(publicering=forslag, skal="Prov.", actor=ada)
    make_barn()
    assert build_uttag(kvartal=K4, nu=NU, actor=None).rader.count() == 2


def test_what_is_withdrawn_is_not_approved(ada, sam):
    forslag = compose_publicering(uttag=make_uttag(), actor=ada)
    withdraw_publicering(publicering=forslag, skal="Prov.", actor=ada)
    with pytest.raises(PermissionDenied, match="väntar inte"):
        approve_publicering(publicering=forslag, actor=sam)
