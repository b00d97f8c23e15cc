"""Break-glass: one akt, four hours, told at once, never under jäv, and nothing learnt by trying."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from access.actions import close_akt_for_jav
from access.actions.nodoppning import confirm_nodoppning, end_nodoppning
from access.models import Avisering, Jav, Niva, Nodoppning, Roll, Skal, Tilltrade
from arenden import policy
from arenden.actions.journal import sign_anteckning, write_anteckning
from arenden.actions.nodoppning import break_glass
from arenden.models import Arende, Steg
from arenden.models.akt import Skyddsniva
from tests.arenden.webb import som, text_of
from tests.builders import make_anvandare, make_enhet
from tests.conftest import page_itself
from tests.insatser import vagen

pytestmark = pytest.mark.django_db
TEXT = "Barnet har ringt och är rädd, och ingen i enheten svarar."


@pytest.fixture
def kollega(stad):
    return make_anvandare(enhet=make_enhet(namnd=stad.namnd))


@pytest.fixture
def arende(stad):
    return vagen.arende_at(stad, Steg.UTREDNING)


def ask(nummer, actor):
    return break_glass(nummer=str(nummer), orsak="fara", text=TEXT, actor=actor)


def sees(person, arende):
    return Arende.objects.visible_to(person).filter(pk=arende.pk).exists()


@pytest.mark.parametrize("nummer", ["20120126-2399", "arendenummer"])
def test_one_akt_opens_for_four_hours_and_for_reading(arende, kollega, nummer):
    oppnad = ask(arende.arendenummer if nummer == "arendenummer" else nummer, kollega)
    assert sees(kollega, arende)
    grant = Tilltrade.objects.get(anvandare=kollega, skal=Skal.NODOPPNING)
    assert (grant.omfattning_id, grant.niva) == (arende.akt_id, Niva.LASA)
    assert grant.till == oppnad.till
    assert timedelta(hours=3, minutes=59) < oppnad.till - timezone.now() <= timedelta(hours=4)
    assert not policy.may_work(kollega, arende)


def test_one_may_write_in_the_journal_and_sign_it(arende, kollega):
    ask(arende.arendenummer, kollega)
    anteckning = write_anteckning(
        arende=arende,
        slag="samtal",
        nar=timezone.now(),
        narvarande="",
        text="Ringde barnet.",
        actor=kollega,
    )
    assert sign_anteckning(anteckning=anteckning, version=1, actor=kollega).is_signerad


def test_chef_and_reviewer_are_told_at_once_by_reference_only(stad, arende, kollega):
    chef = make_anvandare(Roll.ENHETSCHEF, enhet=stad.enhet)
    granskare = make_anvandare(Roll.LOGGRANSKARE, enhet=make_enhet(namnd=stad.namnd))
    i_enheten = make_anvandare(Roll.LOGGRANSKARE, enhet=stad.enhet)
    annan_namnd = make_anvandare(Roll.LOGGRANSKARE)
    oppnad = ask(arende.arendenummer, kollega)
    fatt = Avisering.objects.filter(slag=Avisering.Slag.NODOPPNING)
    assert {a.mottagare for a in fatt} == {chef, stad.enhetschef, granskare}
    assert {a.referens for a in fatt} == {f"{oppnad.referens}, {kollega}"}
    assert not annan_namnd.aviseringar.exists()
    assert not i_enheten.aviseringar.exists()


def test_ending_early_closes_the_akt_at_once(arende, kollega):
    oppnad = ask(arende.arendenummer, kollega)
    end_nodoppning(nodoppning=oppnad, actor=kollega)
    assert not sees(kollega, arende)
    with pytest.raises(ValidationError, match="redan avslutad"):
        end_nodoppning(nodoppning=oppnad, actor=kollega)


def test_never_under_jav(arende, kollega):
    close_akt_for_jav(
        akt_id=arende.akt_id, anvandare=kollega, slag=Jav.Slag.NARSTAENDE, actor=kollega
    )
    forsok = ask(arende.arendenummer, kollega)
    assert (forsok.utgang, forsok.akt_id) == (Nodoppning.Utgang.NEKAD, None)
    assert not sees(kollega, arende)


def test_never_into_another_namnd(arende):
    utifran = make_anvandare()
    for nummer in (arende.arendenummer, "20120126-2399"):
        assert ask(nummer, utifran).utgang == Nodoppning.Utgang.NEKAD
    assert not sees(utifran, arende)


def test_never_for_whoever_does_no_case_work(arende):
    with pytest.raises(PermissionDenied):
        ask(arende.arendenummer, make_anvandare(Roll.ADMINISTRATOR))


def protect_person(arende):
    arende.akt.skyddsniva = Skyddsniva.SEKRETESSMARKERING
    arende.akt.save()


def test_a_protected_akt_opens_only_when_a_chef_confirms(stad, arende, kollega):
    protect_person(arende)
    begaran = ask(arende.arendenummer, kollega)
    assert begaran.utgang == Nodoppning.Utgang.VANTAR
    assert not sees(kollega, arende)
    assert stad.gruppledare.aviseringar.get().slag == Avisering.Slag.BEKRAFTA
    confirm_nodoppning(nodoppning=begaran, actor=stad.gruppledare)
    assert sees(kollega, arende)


def test_the_second_person_is_another_who_leads_in_the_namnd_and_has_no_jav(stad, arende):
    protect_person(arende)
    chef = make_anvandare(Roll.ENHETSCHEF, enhet=make_enhet(namnd=stad.namnd))
    begaran = ask(arende.arendenummer, chef)
    close_akt_for_jav(
        akt_id=arende.akt_id,
        anvandare=stad.gruppledare,
        slag=Jav.Slag.EGEN,
        actor=stad.gruppledare,
    )
    for nagon in (chef, stad.handlaggare, make_anvandare(Roll.ENHETSCHEF), stad.gruppledare):
        with pytest.raises(PermissionDenied):
            confirm_nodoppning(nodoppning=begaran, actor=nagon)
    assert not sees(chef, arende)


def send(client, nummer):
    svar = client.post(
        reverse("arenden:nodoppning"), {"nummer": nummer, "orsak": "fara", "text": TEXT}
    )
    assert svar.status_code == 303
    return client.get(svar["Location"])


def test_absent_foreign_protected_and_jav_are_answered_alike(stad, arende, kollega):
    client = som(kollega)
    utan_akt = send(client, "JAR-2026-99999")
    annan = vagen.make_stad()
    annan.namnd.stadsdelsomrade = "Farsta"
    annan.namnd.save()
    frammande = vagen.receive(annan, stadsdelsomrade="Farsta")
    protect_person(arende)
    skyddad = send(client, arende.arendenummer)
    javig = vagen.receive(
        stad, berorda=[{"roll": "barn", "fornamn": "Ali", "ungefarlig_alder": 13}], text="Annat."
    )
    close_akt_for_jav(akt_id=javig.akt_id, anvandare=kollega, slag=Jav.Slag.ANMALD, actor=kollega)
    svar = [
        page_itself(s)
        for s in (
            utan_akt,
            skyddad,
            send(client, frammande.arendenummer),
            send(client, javig.arendenummer),
        )
    ]
    assert "Ingen akt öppnades" in text_of(utan_akt)
    assert svar[1:] == svar[:1] * 3


def test_every_page_of_the_akt_says_so_and_nothing_leaves_the_system(arende, kollega):
    client = som(kollega)
    ask(arende.arendenummer, kollega)
    for sida in ("insatser:arende", "arenden:journal", "arenden:beslut_lista"):
        svar = text_of(client.get(reverse(sida, args=[arende.pk])))
        assert "Nödöppnad akt" in svar, sida
        assert "Avsluta nu" in svar, sida
    ut = client.get(reverse("insatser:sammanfattning_pdf", args=[arende.pk]))
    assert ut.status_code == 403
    oppen = kollega.nodoppningar.get()
    client.post(reverse("arenden:avsluta_nodoppning", args=[oppen.pk]))
    assert client.get(reverse("insatser:arende", args=[arende.pk])).status_code == 404


def test_somebody_with_access_is_told_to_use_it(stad, arende):
    with pytest.raises(ValidationError, match="redan tillträde"):
        ask(arende.arendenummer, stad.handlaggare)
