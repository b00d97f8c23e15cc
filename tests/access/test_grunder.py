"""The grant that an entry names: the narrowest in force, then the oldest; never one of before."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone
from uuid6 import uuid7

from access.models import Niva, Omfattning, Roll, Skal, Tilltrade
from arenden.models import Personakt
from audit import log
from audit.agare import AKT, Agare, owner_of
from audit.context import Begaran, begaran
from audit.lasning import logged_reading
from audit.models import Logghandelse
from audit.verb import Verb
from tests.builders import give_akt, make_akt, make_anvandare
from tests.samverkansteam.builders import make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def akt():
    return make_akt()


@pytest.fixture
def reader(akt):
    return make_anvandare(Roll.SOCIALSEKRETERARE, enhet=akt.enhet)


@pytest.fixture
def request_of_one():
    token = begaran.set(Begaran(uuid4(), "", ""))
    yield
    begaran.reset(token)


def give(anvandare, omfattning, omfattning_id, **falt):
    return Tilltrade.objects.create(
        anvandare=anvandare,
        omfattning=omfattning,
        omfattning_id=omfattning_id,
        **(
            {"niva": Niva.LASA, "skal": Skal.UPPDRAG, "kalla": uuid7(), "given_av": anvandare}
            | falt
        ),
    )


def named(reader, akt):
    with transaction.atomic():
        return log.record(actor=reader, verb=Verb.AKT_READ, akt_id=akt.pk).tilltrade_id


def test_without_a_grant_none_is_named(reader, akt):
    give(make_anvandare(), Omfattning.AKT, akt.pk)
    give(reader, Omfattning.AKT, make_akt().pk)
    assert named(reader, akt) is None


def test_ones_own_grant_goes_before_the_unit_s_and_the_oldest_before_the_rest(reader, akt):
    nu = timezone.now()
    enhetens = give(reader, Omfattning.ENHET, akt.enhet_id, fran=nu - timedelta(days=900))
    assert named(reader, akt) == enhetens.pk
    jour = give(reader, Omfattning.AKT, akt.pk, skal=Skal.JOUR, fran=nu - timedelta(hours=1))
    assert named(reader, akt) == jour.pk
    aldre = give(reader, Omfattning.AKT, akt.pk, fran=nu - timedelta(days=2))
    assert named(reader, akt) == aldre.pk


def test_a_grant_that_has_ended_or_not_begun_is_not_named(reader, akt):
    nu = timezone.now()
    give(reader, Omfattning.AKT, akt.pk, fran=nu - timedelta(days=2), till=nu - timedelta(days=1))
    give(reader, Omfattning.AKT, akt.pk, fran=nu + timedelta(days=1))
    assert named(reader, akt) is None


def test_the_unit_does_not_reach_a_protected_akt(reader, akt):
    give(reader, Omfattning.ENHET, akt.enhet_id)
    Personakt.objects.filter(pk=akt.pk).update(skyddsniva="sekretessmarkering")
    assert named(reader, akt) is None


def test_the_system_has_no_grants_and_is_not_asked_about(akt, django_assert_num_queries):
    systemet = make_anvandare(Roll.SYSTEM)
    give(systemet, Omfattning.AKT, akt.pk)
    assert systemet.uppdrag_nu
    with django_assert_num_queries(0):
        assert systemet.tilltraden_for([akt.pk]) == {}


def test_many_akter_are_one_query_and_a_miss_is_asked_again(
    reader, akt, request_of_one, django_assert_num_queries
):
    annan = make_akt()
    tilltrade = give_akt(reader, akt)
    assert reader.uppdrag_nu
    with django_assert_num_queries(1):
        assert reader.tilltraden_for([akt.pk, annan.pk]) == {akt.pk: tilltrade.pk}
    with django_assert_num_queries(0):
        assert reader.tilltraden_for([akt.pk])[akt.pk] == tilltrade.pk
    givet = give_akt(reader, annan)
    assert reader.tilltraden_for([annan.pk])[annan.pk] == givet.pk


def test_the_next_request_asks_anew(reader, akt):
    for expected in (give_akt(reader, akt).pk, None):
        token = begaran.set(Begaran(uuid4(), "", ""))
        assert reader.tilltraden_for([akt.pk]).get(akt.pk) == expected
        begaran.reset(token)
        Tilltrade.objects.update(till=timezone.now() - timedelta(seconds=1))


def test_what_is_read_of_a_team_names_the_team_and_the_grant_to_it(akt):
    ledare = make_anvandare(Roll.SOCIALSEKRETERARE, enhet=akt.enhet)
    team = make_team(ledare=ledare, enhet=akt.enhet)
    grant = Tilltrade.objects.get(anvandare=ledare, omfattning=Omfattning.TEAM)
    with transaction.atomic(), logged_reading(actor=ledare, verb=Verb.TEAM_READ):
        assert type(team).objects.get(pk=team.pk).namn
    entry = Logghandelse.objects.filter(verb=Verb.TEAM_READ).get()
    assert (entry.akt_id, entry.objekt_slag, entry.objekt_id, entry.tilltrade_id) == (
        None,
        "samverkansteam.Team",
        str(team.pk),
        grant.pk,
    )


@pytest.mark.parametrize(
    ("column", "slag"),
    [
        ("arenden.Person.fornamn", AKT),
        ("access.Nodoppning.text", AKT),
        ("arenden.SkyddadAdress.adress", "fack"),
        ("samverkansteam.Team.namn", "samverkansteam.Team"),
        ("samverkansteam.Mote.plats", "samverkansteam.Team"),
        ("access.Javuppgift.nummer", "access.Anvandare"),
        ("access.Kodapp.nyckel", "access.Anvandare"),
        ("granskning.Atkomst.kommentar", "access.Namnd"),
    ],
)
def test_the_column_tells_what_kind_of_owner_a_value_has(column, slag):
    owner_id = uuid4()
    assert owner_of(owner_id, column) == Agare(slag, owner_id)
