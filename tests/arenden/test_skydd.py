"""Protected personal data: who is named, and where the address goes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from access.middleware import row_level_security
from access.models import Niva, Omfattning, Roll, Skal, Tilltrade
from arenden.actions.fack import show_adress, write_adress
from arenden.actions.inflode import register_inflode
from arenden.actions.person import change_person
from arenden.actions.skydd import end_named, name_person, named_for, open_fack, set_skydd
from arenden.models import Arende, Namngivning, Person, Personakt, SkyddadAdress, Steg, Utkast
from arenden.models.akt import Skyddsniva
from arenden.models.skydd import fack_of
from audit.models import Logghandelse
from audit.verb import Verb
from tests.builders import make_anvandare
from tests.insatser import vagen

pytestmark = pytest.mark.django_db

ADRESS, SKOLA = "Dolda gatan 1", "Gömda skolan"
BARN = {"roll": "barn", "personnummer": "201201262399", "fornamn": "Elias",
        "efternamn": "Provsson", "adress": ADRESS, "skola": SKOLA, "arskurs": 7}  # fmt: skip
SNART = timezone.now() + timedelta(days=7)


@pytest.fixture
def stad():
    return vagen.make_stad()


@pytest.fixture
def arende(stad):
    arende = vagen.receive(stad, berorda=[BARN])
    vagen.protect(stad, arende)
    vagen.open_(stad, arende)
    vagen.assign(stad, arende)
    return vagen.fresh(arende)


def protect(arende, actor, niva=Skyddsniva.SKYDDAD_FOLKBOKFORING):
    set_skydd(arende=arende, skyddsniva=niva, actor=actor)
    return vagen.fresh(arende)


def leader(stad):
    """A second leader of the unit, who has its grant."""
    annan = make_anvandare(Roll.ENHETSCHEF, enhet=stad.enhet)
    Tilltrade.objects.create(
        anvandare=annan, omfattning=Omfattning.ENHET, omfattning_id=stad.enhet.pk,
        niva=Niva.BESLUTA, skal=Skal.UPPDRAG, kalla=stad.enhet.pk, given_av=annan,
    )  # fmt: skip
    return annan


def test_the_unit_loses_a_protected_akt_at_once_and_the_named_keep_it(stad, arende):
    annan = leader(stad)
    assert Personakt.objects.visible_to(annan).exists()
    with row_level_security(stad.gruppledare.pk):
        protect(arende, stad.gruppledare)
    assert not Personakt.objects.visible_to(annan).exists()
    assert {rad.anvandare for rad in named_for(arende.akt_id)} == {
        stad.handlaggare,
        stad.gruppledare,
    }
    for anvandare in (stad.handlaggare, stad.gruppledare):
        assert arende in Arende.objects.visible_to(anvandare)


def test_a_handlaggare_raises_the_protection_and_the_units_leaders_are_named(stad, arende):
    with row_level_security(stad.handlaggare.pk):
        protect(arende, stad.handlaggare, Skyddsniva.SEKRETESSMARKERING)
    assert named_for(arende.akt_id).get(anvandare=stad.gruppledare).niva == Niva.BESLUTA
    with pytest.raises(PermissionDenied):
        set_skydd(arende=arende, skyddsniva=Skyddsniva.INGEN, actor=stad.handlaggare)


def test_a_leader_lifts_it_and_the_unit_reaches_the_akt_again(stad, arende):
    annan = leader(stad)
    protect(arende, stad.gruppledare)
    protect(arende, stad.gruppledare, Skyddsniva.INGEN)
    assert Personakt.objects.visible_to(annan).exists()
    assert not Tilltrade.objects.live().filter(skal=Skal.SKYDD).exists()


def test_what_tells_of_the_place_leaves_the_person_and_its_history(stad, arende):
    akt = arende.akt
    Utkast.objects.create(
        anvandare=stad.handlaggare, akt=akt, arende=arende, formular="person",
        objekt_id=akt.person.pk, innehall={"adress": ADRESS},
    )  # fmt: skip
    assert akt.person.adress == ADRESS
    with row_level_security(stad.gruppledare.pk):
        protect(arende, stad.gruppledare)
    person = Person.objects.get(akt=akt)
    assert (person.adress, person.telefon, person.skola, person.arskurs) == ("", "", "", None)
    assert person.fornamn == "Elias"
    for rad in Person.historik.filter(akt_id=akt.pk):
        assert (rad.adress, rad.telefon, rad.skola, rad.arskurs) == ("", "", "", None)
        assert rad.fornamn == "Elias"
    assert not Utkast.objects.exists()
    assert set(Personakt.historik.values_list("stadsdelsomrade", flat=True)) == {""}
    fack = SkyddadAdress.objects.get()
    assert (fack.adress, fack.skola) == (ADRESS, f"{SKOLA}, årskurs 7")
    assert fack.fack_id != akt.pk
    assert Logghandelse.objects.filter(verb=Verb.SKYDD_MOVE, akt_id=akt.pk).exists()


def test_history_is_emptied_for_protected_akter_only(arende):
    with pytest.raises(Exception, match="only a protected akt"), connection.cursor() as cursor:
        cursor.execute("SELECT arenden_tom_adresshistorik(%s)", [arende.akt_id])


def test_a_report_about_a_protected_child_puts_the_address_into_the_compartment(stad):
    barn = [BARN | {"skyddsniva": "skyddad_folkbokforing"}]
    with row_level_security(stad.mottagare.pk):
        arende = vagen.receive(stad, berorda=barn)
    akt = vagen.fresh(arende).akt
    assert akt.is_skyddad
    assert (akt.person.adress, akt.person.skola) == ("", "")
    assert SkyddadAdress.objects.get().adress == ADRESS
    assert {rad.anvandare for rad in named_for(akt.pk)} == {stad.mottagare, stad.gruppledare}


def test_what_no_person_received_is_open_to_those_who_receive_for_the_unit(stad):
    barn = [BARN | {"skyddsniva": "sekretessmarkering"}]
    mottaget = register_inflode(
        inflode=vagen.make_inflode(berorda=barn), actor=make_anvandare(Roll.SYSTEM)
    )
    assert {rad.anvandare for rad in named_for(mottaget.arenden[0].akt_id)} == {
        stad.mottagare,
        stad.gruppledare,
    }


def test_a_report_that_brings_the_marking_protects_the_akt_there_was(stad, arende):
    barn = [BARN | {"skyddsniva": "sekretessmarkering", "adress": "Nya gatan 2"}]
    with row_level_security(stad.mottagare.pk):
        vagen.receive(stad, berorda=barn, text="Ny anmälan med markering.")
    akt = Personakt.objects.get(pk=arende.akt_id)
    assert akt.is_skyddad
    assert akt.person.adress == ""
    assert stad.handlaggare in {rad.anvandare for rad in named_for(akt.pk)}


@pytest.mark.parametrize("falt", ["adress", "telefon", "skola", "arskurs"])
def test_the_akt_of_a_protected_person_takes_no_place(stad, arende, falt):
    arende = protect(arende, stad.gruppledare)
    with pytest.raises(ValidationError, match="adressfacket"):
        change_person(
            arende=arende, version=arende.akt.person.version, nummer="",
            actor=stad.handlaggare, **{falt: "7"},
        )  # fmt: skip


def test_an_old_and_a_new_identity_are_never_linked(stad, arende):
    arende = protect(arende, stad.gruppledare)
    with pytest.raises(ValidationError, match="aldrig"):
        change_person(
            arende=arende, version=arende.akt.person.version, nummer="201311012395",
            actor=stad.handlaggare,
        )  # fmt: skip
    assert arende.akt.identitetsbeteckning_set.count() == 1


def test_a_leader_names_somebody_else_for_a_time_with_a_reason(stad, arende):
    arende = protect(arende, stad.gruppledare)
    kollega = make_anvandare(enhet=stad.enhet)
    with row_level_security(stad.gruppledare.pk):
        tilltrade = name_person(
            arende=arende, anvandare=kollega, niva=Niva.LASA, till=SNART,
            motivering="Ska vara med på mötet.", actor=stad.gruppledare,
        )  # fmt: skip
    assert tilltrade.till == SNART
    assert arende in Arende.objects.visible_to(kollega)
    assert Namngivning.objects.get(anvandare=kollega).motivering == "Ska vara med på mötet."
    with row_level_security(stad.gruppledare.pk):
        end_named(arende=arende, tilltrade_id=tilltrade.pk, actor=stad.gruppledare)
    assert not Arende.objects.visible_to(kollega).exists()


def test_who_may_not_be_named_and_who_may_not_name(stad, arende):
    arende = protect(arende, stad.gruppledare)
    kollega, utomstaende = make_anvandare(enhet=stad.enhet), make_anvandare()

    def name(vem, actor):
        return name_person(
            arende=arende, anvandare=vem, niva=Niva.LASA, till=SNART, motivering="X", actor=actor
        )

    with pytest.raises(PermissionDenied, match="dig själv"):
        name(stad.gruppledare, stad.gruppledare)
    with pytest.raises(PermissionDenied):
        name(kollega, stad.handlaggare)
    with pytest.raises(ValidationError):
        name(utomstaende, stad.gruppledare)


def test_the_last_leader_stays_on_the_list(stad, arende):
    arende = protect(arende, stad.gruppledare)
    egen = named_for(arende.akt_id).get(anvandare=stad.gruppledare)
    with pytest.raises(ValidationError, match="besluta"):
        end_named(arende=arende, tilltrade_id=egen.pk, actor=stad.gruppledare)


# The compartment.


def test_the_address_is_read_by_whoever_was_let_in_and_each_showing_is_logged(stad, arende):
    arende = protect(arende, stad.gruppledare)
    for anvandare in (stad.handlaggare, stad.gruppledare):
        with row_level_security(anvandare.pk):
            assert not SkyddadAdress.objects.exists()
            with pytest.raises(PermissionDenied):
                show_adress(arende=arende, andamal="post", actor=anvandare)
    with row_level_security(stad.gruppledare.pk):
        tilltrade = open_fack(
            arende=arende, anvandare=stad.handlaggare, till=SNART, motivering="Hembesök.",
            actor=stad.gruppledare,
        )  # fmt: skip
    with row_level_security(stad.handlaggare.pk):
        assert show_adress(arende=arende, andamal="mote", actor=stad.handlaggare).adress == ADRESS
    with row_level_security(stad.gruppledare.pk):
        assert not SkyddadAdress.objects.exists()
    rad = Logghandelse.objects.get(verb=Verb.FACK_READ)
    assert (rad.aktor_id, rad.akt_id, rad.tilltrade_id) == (
        stad.handlaggare.pk,
        arende.akt_id,
        tilltrade.pk,
    )


def test_it_takes_two_to_open_the_compartment_and_its_reader_is_named_first(stad, arende):
    arende = protect(arende, stad.gruppledare)

    def open_for(vem):
        return open_fack(
            arende=arende, anvandare=vem, till=SNART, motivering="X", actor=stad.gruppledare
        )

    with pytest.raises(PermissionDenied, match="dig själv"):
        open_for(stad.gruppledare)
    with pytest.raises(ValidationError, match="namngiven"):
        open_for(make_anvandare(enhet=stad.enhet))


def test_whoever_loses_the_akt_loses_the_address(stad, arende):
    arende = protect(arende, stad.gruppledare)
    kollega = make_anvandare(enhet=stad.enhet)
    namngiven = name_person(
        arende=arende, anvandare=kollega, niva=Niva.LASA, till=SNART, motivering="X",
        actor=stad.gruppledare,
    )  # fmt: skip
    open_fack(arende=arende, anvandare=kollega, till=SNART, motivering="X", actor=stad.gruppledare)
    end_named(arende=arende, tilltrade_id=namngiven.pk, actor=stad.gruppledare)
    assert not Tilltrade.objects.live().filter(
        anvandare=kollega, omfattning_id=fack_of(arende.akt_id)
    )


def test_a_new_address_is_put_in_unread_and_the_newest_counts(stad, arende):
    arende = protect(arende, stad.gruppledare)
    with row_level_security(stad.handlaggare.pk):
        write_adress(
            arende=arende, adress="Flyttade gatan 3", telefon="", skola="", actor=stad.handlaggare
        )
        assert not SkyddadAdress.objects.exists()
    open_fack(
        arende=arende, anvandare=stad.handlaggare, till=SNART, motivering="X",
        actor=stad.gruppledare,
    )  # fmt: skip
    with row_level_security(stad.handlaggare.pk):
        visad = show_adress(arende=arende, andamal="post", actor=stad.handlaggare)
    assert visad.adress == "Flyttade gatan 3"


def test_a_team_opens_no_protected_akt_for_its_members(stad):
    arende = vagen.arende_at(stad, Steg.UPPFOLJNING)
    kollega = make_anvandare(enhet=stad.enhet)
    Tilltrade.objects.create(
        anvandare=kollega, omfattning=Omfattning.AKT, omfattning_id=arende.akt_id,
        niva=Niva.ARBETA, skal=Skal.TEAM, kalla=arende.pk, given_av=stad.gruppledare,
    )  # fmt: skip
    protect(arende, stad.gruppledare)
    assert not Personakt.objects.visible_to(kollega).exists()
