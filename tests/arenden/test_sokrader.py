"""Search rows: as the persons are, sealed apart, and read past the grants by one way only."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from uuid6 import uuid7

from access.middleware import row_level_security
from access.models import Roll, Uppdrag
from arenden.actions.person import change_person
from arenden.actions.skydd import set_skydd
from arenden.actions.sokrader import build_sokregister, names_of, update_sokrad
from arenden.models import Person, Sokrad, Sokregister
from arenden.models.akt import Skyddsniva
from arenden.models.sokning import load_names
from audit.models import Logghandelse
from encryption.errors import SealError
from encryption.models import Datanyckel
from encryption.token import Sealed
from tests.arenden.webb import som
from tests.builders import make_akt, make_anvandare, make_enhet
from tests.insatser import vagen
from tests.policy.varld import make_varld

pytestmark = pytest.mark.django_db

UPPGIFTER = {"fodelsedatum": None, "telefon": "", "kannetecken": ""}


@pytest.fixture
def stad() -> vagen.Stad:
    return vagen.make_stad()


def names_for(user, namnd):
    """What the register would get, asked as this user over the web."""
    with row_level_security(user.pk):
        return dict(load_names(namnd.pk))


def rename(arende, stad, fornamn, efternamn):
    arende = vagen.fresh(arende)
    change_person(
        arende=arende,
        version=arende.akt.person.version,
        nummer="",
        actor=stad.mottagare,
        fornamn=fornamn,
        efternamn=efternamn,
        **UPPGIFTER,
    )


def andringar(namnd):
    return Sokregister.objects.get(namnd=namnd).andringar


def test_whoever_is_registered_can_be_found(stad):
    arende = vagen.receive(stad)
    assert names_for(stad.mottagare, stad.namnd) == {arende.akt_id: ["Elias Provsson"]}


def test_a_new_name_is_found_beside_the_one_before(stad):
    arende = vagen.receive(stad)
    rename(arende, stad, "Elias", "Lind")
    rename(arende, stad, "Elias", "Lind")
    assert names_for(stad.mottagare, stad.namnd)[arende.akt_id] == ["Elias Lind", "Elias Provsson"]


def test_a_protected_person_has_no_earlier_name(stad):
    """Until the marking is lifted: whoever was renamed for protection is not found by the past."""
    arende = vagen.receive(stad)
    rename(arende, stad, "Nils", "Ström")
    for skyddsniva, vem, namn in (
        (Skyddsniva.SEKRETESSMARKERING, stad.mottagare, ["Nils Ström"]),
        (Skyddsniva.INGEN, stad.gruppledare, ["Nils Ström", "Elias Provsson"]),
    ):
        set_skydd(arende=arende, skyddsniva=skyddsniva, actor=vem)
        assert names_for(stad.mottagare, stad.namnd)[arende.akt_id] == namn


def test_one_without_a_name_has_an_empty_row(stad):
    arende = vagen.receive(stad, berorda=[{"roll": "barn", "kannetecken": "röd mössa"}])
    assert names_for(stad.mottagare, stad.namnd) == {arende.akt_id: []}


def test_every_person_of_a_town_has_a_row_that_agrees():
    varld = make_varld("Järva")
    kept = names_for(varld.stad.mottagare, varld.stad.namnd)
    personer = Person.objects.filter(namnd=varld.stad.namnd)
    assert kept.keys() == set(personer.values_list("akt_id", flat=True))
    assert kept == names_of(list(kept))
    assert build_sokregister(namnd=varld.stad.namnd, actor=None) == len(kept)
    assert names_for(varld.stad.mottagare, varld.stad.namnd) == kept


def test_the_names_of_a_namnd_are_for_those_with_a_duty_in_it(stad):
    arende = vagen.receive(stad)
    utan_tillgang = make_anvandare(Roll.SOCIALSEKRETERARE, enhet=stad.enhet)
    assert names_for(utan_tillgang, stad.namnd).keys() == {arende.akt_id}
    with row_level_security(utan_tillgang.pk):
        assert not Sokrad.objects.exists()  # the rows themselves only through a grant
    assert names_for(make_anvandare(), stad.namnd) == {}
    with row_level_security(uuid7()):
        assert load_names(stad.namnd.pk) == []
    assert load_names(stad.namnd.pk) == []  # nobody is set


@pytest.mark.parametrize(
    "andrat",
    [{"till": date(2020, 1, 2)}, {"fran": date(2099, 1, 1), "till": None}],
    ids=["ended", "not begun"],
)
def test_a_duty_out_of_force_opens_nothing(stad, andrat):
    vagen.receive(stad)
    Uppdrag.objects.filter(anvandare=stad.mottagare).update(**andrat)
    assert names_for(stad.mottagare, stad.namnd) == {}


def test_a_closed_account_opens_nothing(stad):
    vagen.receive(stad)
    type(stad.mottagare).objects.filter(pk=stad.mottagare.pk).update(is_active=False)
    assert names_for(stad.mottagare, stad.namnd) == {}


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE arenden_sokrad SET nyckel = nyckel WHERE namnd_id = %s",
        "DELETE FROM arenden_sokrad WHERE namnd_id = %s",
    ],
)
def test_however_a_row_changes_it_is_counted(stad, sql):
    vagen.receive(stad)
    annan = vagen.make_stad()
    annan.namnd.stadsdelsomrade = "Farsta"
    annan.namnd.save()
    vagen.receive(annan, stadsdelsomrade="Farsta")
    before = andringar(stad.namnd), andringar(annan.namnd)
    with connection.cursor() as cursor:
        cursor.execute(sql, [stad.namnd.pk])
    assert (andringar(stad.namnd), andringar(annan.namnd)) == (before[0] + 1, before[1])


def test_building_anew_takes_the_key_of_what_was():
    """A row out of an older backup stays shut: its key was destroyed with the building."""
    akt = make_akt(enhet=make_enhet())
    update_sokrad(akt)
    gammal = Sokrad.objects.get(akt=akt)
    blob = Sokrad.objects.values_list("namn", flat=True).get(akt=akt).blob
    build_sokregister(namnd=akt.namnd, actor=None)
    ny = Sokrad.objects.get(akt=akt)
    assert ny.nyckel != gammal.nyckel
    assert ny.namn == ["Kim Exempelsson"]
    assert not Datanyckel.objects.filter(agare_id=gammal.nyckel).exists()
    gammal.namn = Sealed(blob)
    with pytest.raises(SealError):
        gammal.namn  # noqa: B018
    assert Logghandelse.objects.filter(verb="sokregister.build").count() == 1


def test_the_command_builds_every_namnd(capsys):
    akter = [make_akt(), make_akt()]
    call_command("bygg_sokrader")
    assert Sokrad.objects.filter(akt__in=akter).count() == 2
    out = capsys.readouterr().out
    assert all(f"{akt.namnd}: 1 person" in out for akt in akter)


def test_changing_a_name_is_logged_on_the_akt_alone(stad):
    """The register's key is nobody's akt, so no entry may say that it was read."""
    arende = vagen.fresh(vagen.receive(stad))
    client = som(stad.mottagare)
    data = {"fornamn": "Elias", "efternamn": "Lind", "version": arende.akt.person.version}
    response = client.post(reverse("arenden:person", args=[arende.pk]), data)
    assert response.status_code == 303
    assert names_for(stad.mottagare, stad.namnd)[arende.akt_id][0] == "Elias Lind"
    named = set(Logghandelse.objects.exclude(akt_id=None).values_list("akt_id", flat=True))
    assert named == {arende.akt_id}
