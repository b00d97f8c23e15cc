"""Jäv: declared beforehand by number or in the case, always refused, lifted by somebody else."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from access.actions.jav import end_jav, end_javuppgift
from access.models import Avisering, Jav, Javuppgift, Roll, Tilltrade
from arenden.actions.jav import declare_jav, declare_jav_by_nummer
from arenden.actions.person import change_person
from arenden.models import Arende, Steg
from arenden.rules.identitet import parse_nummer
from tests.arenden.webb import errors_at, som, text_of
from tests.builders import make_anvandare, make_enhet
from tests.insatser import vagen

pytestmark = pytest.mark.django_db
NUMMER = "20120126-2399"


def number():
    return parse_nummer(NUMMER, idag=timezone.localdate())


def declare(actor, slag="narstaende"):
    return declare_jav_by_nummer(nummer=number(), slag=slag, relation="Syskonbarn", actor=actor)


def sees(person, arende):
    return Arende.objects.visible_to(person).filter(pk=arende.pk).exists()


def test_a_declared_case_is_left_at_once_and_those_who_lead_are_told(stad):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    declare_jav(arende=arende, actor=stad.handlaggare)
    assert not sees(stad.handlaggare, arende)
    assert vagen.fresh(arende).handlaggare is None
    assert (
        not Tilltrade.objects.live()
        .filter(anvandare=stad.handlaggare, omfattning_id=arende.akt_id)
        .exists()
    )
    avisering = stad.gruppledare.aviseringar.get()
    assert avisering.slag == Avisering.Slag.JAV
    assert avisering.referens == f"{arende.arendenummer}, {stad.handlaggare}"


def test_those_who_lead_see_what_was_read_before_and_give_the_case_to_another(stad):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    som(stad.handlaggare).get(reverse("arenden:journal", args=[arende.pk]))
    declare_jav(arende=arende, actor=stad.handlaggare)
    jav = Jav.objects.get()
    visat = text_of(som(stad.gruppledare).get(reverse("arenden:anmalt_jav", args=[jav.pk])))
    assert "Läste journal" in visat
    assert "Tilldela" in visat
    assert (
        som(make_anvandare(Roll.GRUPPLEDARE))
        .get(reverse("arenden:anmalt_jav", args=[jav.pk]))
        .status_code
        == 404
    )


def test_an_existing_akt_closes_when_its_number_is_declared(stad):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    declare(stad.handlaggare)
    assert not sees(stad.handlaggare, arende)
    assert vagen.fresh(arende).handlaggare is None


def test_a_later_akt_is_closed_when_the_number_turns_up(stad):
    chef = make_anvandare(Roll.GRUPPLEDARE, enhet=stad.mottagning)
    uppgift = declare(chef)
    assert not Jav.objects.exists()
    arende = vagen.receive(stad)
    assert Jav.objects.get().anvandare == chef
    assert Jav.objects.get().akt_id == arende.akt_id
    assert uppgift.nummer == NUMMER


def test_an_unidentified_person_is_matched_when_the_number_is_found(stad):
    declare(stad.gruppledare)
    arende = vagen.receive(
        stad, berorda=[{"roll": "barn", "fornamn": "Okänd", "ungefarlig_alder": 13}]
    )
    assert sees(stad.gruppledare, arende)
    change_person(
        arende=arende, version=arende.akt.person.version, nummer=NUMMER, actor=stad.mottagare
    )
    assert not sees(stad.gruppledare, arende)


def test_nobody_receives_a_report_about_somebody_close(stad):
    declare(stad.mottagare)
    with pytest.raises(PermissionDenied, match="Be en kollega"):
        vagen.receive(stad)
    assert not Arende.objects.exists()


def test_only_somebody_who_leads_lifts_a_jav_and_never_ones_own(stad):
    uppgift = declare(stad.gruppledare)
    arende = vagen.receive(stad)
    jav = Jav.objects.get()
    for nagon in (stad.gruppledare, stad.handlaggare, make_anvandare(Roll.ENHETSCHEF)):
        with pytest.raises(PermissionDenied):
            end_jav(jav=jav, actor=nagon)
        with pytest.raises(PermissionDenied):
            end_javuppgift(uppgift=uppgift, actor=nagon)
    chef = make_anvandare(Roll.ENHETSCHEF, enhet=make_enhet(namnd=stad.namnd))
    end_javuppgift(uppgift=uppgift, actor=chef)
    assert not sees(stad.gruppledare, arende)
    end_jav(jav=jav, actor=chef)
    assert sees(stad.gruppledare, arende)


def test_the_register_page_takes_a_number_and_tells_nothing_of_akter(stad):
    vagen.receive(stad)
    client, sida = som(stad.handlaggare), reverse("arenden:javregister")
    assert errors_at(client.post(sida, {"slag": "egen", "nummer": "123"}), "nummer")
    forst = client.post(sida, {"slag": "narstaende", "nummer": NUMMER, "relation": "Granne"})
    assert forst.status_code == 303
    assert f"Närstående, Granne: {NUMMER}" in text_of(client.get(sida))
    assert "redan anmält" in text_of(client.post(sida, {"slag": "egen", "nummer": NUMMER}))
    assert Javuppgift.objects.count() == 1


def test_the_number_is_the_declarers_to_read_alone(stad):
    declare(stad.handlaggare)
    assert NUMMER not in text_of(som(stad.gruppledare).get(reverse("arenden:javregister")))


def test_declaring_twice_is_refused(stad):
    declare(stad.handlaggare)
    with pytest.raises(ValidationError, match="redan anmält"):
        declare(stad.handlaggare)
