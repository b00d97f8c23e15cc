"""A closing in the database: what ends with it, what is told and offered, and what is planned."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from access.models import Niva, Skal, Tilltrade
from arenden.actions.gallring.fakta import last_note
from arenden.models import Arende, Steg
from insatser.actions.ateroppna import reopen_arende
from insatser.actions.aviseringar import _for_clock
from insatser.actions.efter_avslut import answer_eftervard, tell_part
from insatser.actions.utfall import (
    answer_utfall,
    appoint_utfall,
    give_up_utfall,
    note_forsok,
    withdraw_utfall,
)
from insatser.aterblick import ends_with
from insatser.models import Avslut, Utfallsuppfoljning
from insatser.rules.avslut import Partssvar, Utfallsval
from samverkansteam.actions.delgivning import release
from samverkansteam.models import Lagrum, Teamarende
from tests.builders import make_anvandare, make_arende
from tests.insatser import vagen
from tests.insatser.avslutsfall import consent, due, gather_team, ja, offer, skolan
from tests.samverkansteam.builders import ja_till_allt

pytestmark = pytest.mark.django_db

SVAR = {"sysselsattning": "skola", "stod": "racker", "skattning": "4", "egna_ord": "Det är bra."}


@pytest.fixture
def arende(stad) -> Arende:
    return vagen.arende_at(stad, Steg.AVSLUT)


@pytest.fixture
def i_team(stad, arende) -> Teamarende:
    return gather_team(stad, arende)


def reach(stad, arende: Arende, skal: Skal = Skal.UTFALL) -> Any:
    return Tilltrade.objects.filter(omfattning_id=arende.akt_id, skal=skal)


def answer(stad, rad: Utfallsuppfoljning, **andrat: Any) -> Utfallsuppfoljning:
    return answer_utfall(
        utfall=rad,
        version=rad.version,
        eget_ja=andrat.pop("eget_ja", False),
        actor=andrat.pop("actor", stad.handlaggare),
        **(SVAR | andrat),
    )


def test_what_ends_is_told_and_ends(stad, arende, i_team):
    samtycke = consent(stad, i_team)
    slag = dict(ends_with(arende))
    assert slag["Arbetet i team"] == ["Social insatsgrupp (SIG), Person 1"]
    assert slag["Samtycken till att dela uppgifter"] == ["1 st"]
    vagen.close(stad, arende)
    arende = vagen.fresh(arende)
    assert dict(ends_with(arende)) == {}
    i_team.refresh_from_db()
    samtycke.refresh_from_db()
    assert (i_team.till, samtycke.till) == (timezone.localdate(), timezone.localdate())
    with pytest.raises(PermissionDenied, match="arbetar inte längre"):
        consent(stad, i_team)


def test_the_goals_are_kept_as_they_were(stad, arende):
    vagen.close(stad, arende)
    (mal,) = Avslut.objects.get().malbild
    assert mal["mal"] == "Elias är i skolan varje förmiddag."
    assert (mal["start"], mal["slut"]) == ("Två dagar av tio.", "Bättre än väntat")
    assert arende.insatser.get().slut.hur == "enligt_plan"


def test_nothing_is_written_when_something_is_missing(stad, arende, i_team):
    with pytest.raises(ValidationError) as fel:
        vagen.close(stad, arende, insatser={}, parter={}, orsak="flytt")
    assert len(fel.value.message_dict) == 4
    assert not Avslut.objects.exists()
    assert vagen.fresh(arende).steg == Steg.AVSLUT


def test_a_party_learns_that_it_ended_and_no_more(stad, arende, i_team, time_machine):
    vagen.close(stad, arende, orsak="vill_inte")
    (rad,) = arende.avslutsaterkopplingar.all()
    assert (str(rad.mottagare), rad.lamnad) == ("Ekbacksskolan", None)
    assert "Person 1" in rad.brev
    assert not {"Elias", arende.arendenummer, "vill"} & set(rad.brev.split())
    with pytest.raises(ValidationError, match="framtiden"):
        tell_part(
            aterkoppling=rad,
            lamnad=timezone.localdate() + timedelta(days=1),
            satt="brev",
            version=rad.version,
            actor=stad.handlaggare,
        )
    rad = tell_part(
        aterkoppling=rad,
        lamnad=timezone.localdate(),
        satt="brev",
        version=rad.version,
        actor=stad.handlaggare,
    )
    assert rad.lamnad_av == stad.handlaggare


def test_more_has_passed_the_sharing_law(stad, arende, i_team):
    consent(stad, i_team)
    lagrum = Lagrum.objects.in_force(timezone.localdate()).get(kod="C")
    delgivning = release(
        teamarende=i_team,
        mottagare=skolan(i_team),
        lagrum=lagrum,
        innehall="Elias klarar skolan med sin mentor.",
        slag=["skola"],
        andamal="Skolan fortsätter stödet.",
        svar=ja_till_allt(lagrum),
        actor=stad.handlaggare,
    )
    part = skolan(i_team)
    med = {part.pk: Partssvar("slut", delgivning=delgivning.pk)}
    vagen.close(stad, arende, parter=med)
    (rad,) = arende.avslutsaterkopplingar.all()
    assert rad.delgivning == delgivning
    assert "mentor" not in rad.brev


def test_a_party_that_is_not_told_cannot_be_noted_as_told(stad, arende, i_team):
    tyst = {skolan(i_team).pk: Partssvar("inget", "Familjen vill berätta själv.")}
    vagen.close(stad, arende, parter=tyst)
    (rad,) = arende.avslutsaterkopplingar.all()
    assert rad.brev == ""
    with pytest.raises(PermissionDenied, match="ska inte få veta"):
        tell_part(
            aterkoppling=rad,
            lamnad=timezone.localdate(),
            satt="brev",
            version=rad.version,
            actor=stad.handlaggare,
        )


def test_support_is_offered_and_answered(stad, arende):
    vagen.close(stad, arende, eftervard=offer())
    rad = arende.eftervard_set.get()
    assert (rad.svar, rad.svarat) == ("", None)
    rad = answer_eftervard(
        eftervard=rad,
        svar="funderar",
        svarat=timezone.localdate(),
        version=rad.version,
        actor=stad.handlaggare,
    )
    assert rad.get_svar_display() == "Funderar"


def test_half_a_year_and_a_year_by_the_calendar(stad, arende, time_machine):
    time_machine.move_to("2026-08-31T10:00:00+02:00", tick=False)
    vagen.close(stad, arende, utfall=ja())
    dagar = [(rad.manad, rad.planerad) for rad in arende.utfall_set.all()]
    assert dagar == [(6, date(2027, 2, 28)), (12, date(2027, 8, 31))]
    frister = [(f.slag, f.mal) for f in arende.frister.running().filter(slag__startswith="utfall")]
    assert frister == [("utfall_6", date(2027, 2, 28)), ("utfall_12", date(2027, 8, 31))]


def test_the_akt_is_reached_around_the_day_and_no_longer(stad, arende, time_machine):
    time_machine.move_to("2026-11-20T10:00:00+01:00", tick=False)
    vagen.close(stad, arende, utfall=ja())
    forsta = reach(stad, arende).order_by("fran").first()
    assert forsta.niva == Niva.LASA
    assert timezone.localdate(forsta.fran) == date(2027, 5, 6)
    assert timezone.localdate(forsta.till) == date(2027, 6, 6)
    (rad,) = arende.utfall_set.filter(manad=6)
    with pytest.raises(PermissionDenied, match="från och med 2027-05-06"):
        answer(stad, rad)


def test_an_answer_ends_the_clock_and_the_reach(stad, arende):
    vagen.close(stad, arende, utfall=ja())
    rad = due(arende)
    answer(stad, rad)
    rad.refresh_from_db()
    assert (rad.lage, rad.egna_ord, rad.gjord_av) == ("klar", "Det är bra.", stad.handlaggare)
    assert not arende.frister.running().filter(slag="utfall_6").exists()
    assert arende.frister.running().filter(slag="utfall_12").exists()
    imorgon = timezone.now() + timedelta(days=1)
    assert not reach(stad, arende).live(imorgon).filter(kalla=rad.pk).exists()
    with pytest.raises(PermissionDenied, match="redan avslutad"):
        answer(stad, rad)


def test_not_reached_is_an_answer_after_tries_on_two_days(stad, arende):
    vagen.close(stad, arende, utfall=ja())
    rad, idag = due(arende), timezone.localdate()
    note_forsok(utfall=rad, dag=idag, satt="telefon", actor=stad.handlaggare)
    note_forsok(utfall=rad, dag=idag, satt="brev", actor=stad.handlaggare)
    with pytest.raises(ValidationError, match="olika dagar"):
        give_up_utfall(utfall=rad, actor=stad.handlaggare)
    igar = idag - timedelta(days=1)
    note_forsok(utfall=rad, dag=igar, satt="telefon", actor=stad.handlaggare)
    assert give_up_utfall(utfall=rad, actor=stad.handlaggare).lage == "ej_nadd"


def test_wants_no_more_ends_both(stad, arende):
    vagen.close(stad, arende, utfall=ja())
    rader = withdraw_utfall(utfall=arende.utfall_set.first(), actor=stad.handlaggare)
    assert [rad.lage for rad in rader] == ["avstar", "avstar"]
    assert not arende.frister.running().filter(slag__startswith="utfall").exists()


def test_a_guardians_yes_does_not_carry_past_the_fifteenth_birthday(stad, arende):
    vagen.close(stad, arende, utfall=ja(av="vardnadshavare"))
    rad = due(arende)
    person = arende.akt.person
    person.fodelsedatum = timezone.localdate().replace(year=timezone.localdate().year - 15)
    person.save()
    with pytest.raises(ValidationError, match="säger själv"):
        answer(stad, rad)
    assert answer(stad, rad, eget_ja=True).ja_av == "den_unge"


def test_the_register_alone_asks_nobody_and_writes_nothing(stad, arende, time_machine):
    time_machine.move_to("2026-12-01T10:00:00+01:00", tick=False)
    vagen.close(stad, arende, utfall=Utfallsval("register"))
    assert not reach(stad, arende).exists()
    assert not arende.frister.running().filter(slag__startswith="utfall").exists()
    sist = last_note(arende.akt)
    time_machine.move_to("2027-06-20T10:00:00+02:00", tick=False)
    rader = Utfallsuppfoljning.objects.with_nytt_arende().filter(arende=arende)
    assert [rad.nytt_arende for rad in rader] == [False, False]
    assert last_note(arende.akt) == sist
    make_arende(akt=arende.akt, oppnat=timezone.now())
    assert [rad.nytt_arende for rad in rader.all()] == [False, True]
    with pytest.raises(PermissionDenied, match="inte sagt ja"):
        withdraw_utfall(utfall=arende.utfall_set.first(), actor=stad.handlaggare)


def test_an_answer_is_a_note_and_renews_the_retention(stad, arende, time_machine):
    time_machine.move_to("2026-11-20T10:00:00+01:00", tick=False)
    vagen.close(stad, arende, utfall=ja())
    time_machine.move_to("2027-05-20T10:00:00+02:00", tick=False)
    answer(stad, arende.utfall_set.get(manad=6), actor=stad.gruppledare)
    assert last_note(arende.akt) == date(2027, 5, 20)


def test_who_leads_appoints_somebody_when_the_own_has_left(stad, arende):
    vagen.close(stad, arende, utfall=ja())
    rad = due(arende)
    frist = arende.frister.get(slag="utfall_6")
    assert _for_clock(frist, 0)[0] == stad.handlaggare
    kollega = make_anvandare("socialsekreterare", enhet=stad.enhet)
    with pytest.raises(PermissionDenied):
        appoint_utfall(utfall=rad, ansvarig=kollega, actor=stad.handlaggare)
    rad = appoint_utfall(utfall=rad, ansvarig=kollega, actor=stad.gruppledare)
    assert set(reach(stad, arende).live().values_list("anvandare", flat=True)) == {kollega.pk}
    assert answer(stad, rad, actor=kollega).lage == "klar"


def test_opened_again_none_of_it_counts(stad, arende, i_team):
    vagen.close(stad, arende, utfall=ja(), eftervard=offer())
    reopen_arende(arende=arende, skal="Det var för tidigt.", actor=stad.gruppledare)
    for rader in (arende.avslutsaterkopplingar, arende.eftervard_set, arende.utfall_set):
        assert not rader.filter(upphavd=None).exists()
    assert not reach(stad, arende).unended().exists()
    assert not arende.frister.running().filter(slag__startswith="utfall").exists()
    vagen.close(stad, vagen.fresh(arende), utfall=ja(), eftervard=offer())
    assert arende.utfall_set.filter(upphavd=None).count() == 2
    assert arende.utfall_set.count() == 4


@pytest.mark.parametrize(("orsak", "kan"), [("vill_inte", True), ("lvu", False)])
def test_what_ended_in_care_is_not_opened_again(stad, arende, orsak, kan):
    mer = {"underlag": "Domen", "handelsedag": timezone.localdate()}
    vagen.close(stad, arende, orsak=orsak, **mer)
    if kan:
        reopen_arende(arende=arende, skal="Fel.", actor=stad.gruppledare)
        return
    with pytest.raises(ValidationError, match="annan vård"):
        reopen_arende(arende=arende, skal="Fel.", actor=stad.gruppledare)
