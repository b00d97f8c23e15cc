"""What is released, on a living ground, to one receiver; and what is refused, and why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from access.models import Organisation
from audit.models import Logghandelse
from samverkansteam.actions.delgivning import refuse_delgivning, release
from samverkansteam.actions.samtycke import give_samtycke, withdraw_samtycke
from samverkansteam.actions.team import add_deltagare, add_part
from samverkansteam.delbart import Utvalt, compose, delbart_in
from samverkansteam.grunder import grunder_for
from samverkansteam.models import Delgivning, Delgivningskopia, Lagrum
from tests.samverkansteam.builders import (
    Rum,
    ja_till_allt,
    make_anteckning,
    make_extern,
    make_organisation,
    make_rum,
    make_samtycke,
    make_svar,
    samtyckesgrund,
)

pytestmark = pytest.mark.django_db

Slag = Organisation.Slag


def lamna(rum: Rum, **override) -> Delgivning:
    lagrum = override.pop("lagrum", None) or samtyckesgrund()
    falt = {
        "mottagare": rum.part,
        "innehall": "Alva börjar tio på tisdagar.",
        "slag": ["skola"],
        "andamal": "Skolan lägger schemat.",
        "svar": ja_till_allt(lagrum),
        "avvagning": "Behovet väger tyngre.",
    }
    return release(teamarende=rum.teamarende, lagrum=lagrum, actor=rum.ledare, **falt | override)


def koder(rum: Rum) -> set[str]:
    return {g.lagrum.kod for g in grunder_for(rum.teamarende, rum.part, None) if g.is_offered}


def test_a_release_is_frozen_in_the_akt_and_copied_to_its_receiver():
    rum = make_rum()
    samtycke = make_samtycke(rum)
    delgivning = lamna(rum)
    assert delgivning.samtycke == samtycke
    kopia = Delgivningskopia.objects.visible_to(rum.extern).get()
    assert kopia.innehall == "Alva börjar tio på tisdagar."
    assert kopia.person == "Person 1"
    entry = Logghandelse.objects.filter(verb="delgivning.release", akt_id=rum.arende.akt_id)
    assert entry.exists()


def test_another_party_never_sees_the_copy():
    rum = make_rum()
    make_samtycke(rum)
    polis = make_extern(make_organisation(slag=Slag.POLIS))
    part = add_part(
        team=rum.team, organisation=polis.organisation, kontaktpunkt="", actor=rum.ledare
    )
    add_deltagare(part=part, anvandare=polis, actor=rum.ledare)
    lamna(rum)
    assert not Delgivningskopia.objects.visible_to(polis).exists()
    assert not Delgivning.objects.visible_to(rum.extern).exists()


def test_without_consent_the_reason_is_told():
    rum = make_rum()
    with pytest.raises(ValidationError, match="inget samtycke som gäller i dag"):
        lamna(rum)
    assert not Delgivning.objects.exists()


def test_a_withdrawn_consent_stops_sharing_at_once_and_keeps_what_was_shared():
    rum = make_rum()
    samtycke = make_samtycke(rum)
    lamna(rum)
    withdraw_samtycke(samtycke=samtycke, actor=rum.ledare)
    with pytest.raises(ValidationError, match="inget samtycke som gäller i dag"):
        lamna(rum)
    assert Delgivningskopia.objects.visible_to(rum.extern).count() == 1


def test_a_consent_is_withdrawn_once():
    rum = make_rum()
    samtycke = withdraw_samtycke(samtycke=make_samtycke(rum), actor=rum.ledare)
    with pytest.raises(PermissionDenied, match="redan återkallat"):
        withdraw_samtycke(samtycke=samtycke, actor=rum.ledare)


@pytest.mark.parametrize(("fran", "till"), [(-30, -1), (1, 30)], ids=["utgånget", "inte börjat"])
def test_a_consent_outside_its_period_does_not_carry(fran, till):
    rum = make_rum()
    idag = timezone.localdate()
    make_samtycke(rum, fran=idag + timedelta(days=fran), till=idag + timedelta(days=till))
    with pytest.raises(ValidationError, match="inget samtycke"):
        lamna(rum)


def test_a_consent_covers_only_the_kinds_it_names():
    rum = make_rum()
    make_samtycke(rum, slag=["skola", "mote"])
    with pytest.raises(ValidationError, match="inget samtycke"):
        lamna(rum, slag=["skola", "halsa"])


def test_a_consent_reaches_only_its_receiver():
    rum, annat = make_rum(), make_rum()
    with pytest.raises(ValidationError, match="inte part i teamet"):
        make_samtycke(rum, mottagare=[annat.part])


def test_an_external_participant_takes_no_consent():
    rum = make_rum()
    with pytest.raises(PermissionDenied):
        give_samtycke(
            teamarende=rum.teamarende,
            mottagare=[rum.part],
            svar=[make_svar()],
            slag=["skola"],
            form="muntligt",
            forklarat="Ja",
            fran=timezone.localdate(),
            till=timezone.localdate(),
            actor=rum.extern,
        )


@pytest.mark.parametrize("slag", [s for s in Slag if s != Slag.SOCIALTJANST])
def test_the_general_clause_is_never_offered_out_of_the_socialtjanst(slag):
    rum = make_rum(slag=slag)
    assert "G" not in koder(rum)


def test_a_refused_ground_says_why():
    rum = make_rum()
    nekade = [g for g in grunder_for(rum.teamarende, rum.part, None) if not g.is_offered]
    assert nekade
    assert all(grund.hinder for grund in nekade)


def test_police_is_offered_10_18_a_until_the_twenty_first_birthday():
    idag = timezone.localdate()
    fyller = date(idag.year - 21, idag.month, idag.day)
    assert "P18" in koder(make_rum(slag=Slag.POLIS, fodelsedatum=fyller + timedelta(days=1)))
    assert "P18" not in koder(make_rum(slag=Slag.POLIS, fodelsedatum=fyller))


def test_a_fristaende_school_is_never_offered_10_15_a():
    assert "P15" not in koder(make_rum(slag=Slag.FRISTAENDE_SKOLA))
    assert "P15" in koder(make_rum(slag=Slag.KOMMUNAL_SKOLA))


def test_a_ground_that_is_not_offered_does_not_carry_even_if_posted():
    rum = make_rum()
    generalklausul = Lagrum.objects.filter(kod="G").first()
    with pytest.raises(ValidationError):
        lamna(rum, lagrum=generalklausul)


def test_a_condition_answered_no_refuses():
    rum = make_rum(slag=Slag.POLIS, fodelsedatum=date(2009, 5, 1))
    lagrum = Lagrum.objects.in_force(timezone.localdate()).get(kod="P18")
    svar = dict.fromkeys(ja_till_allt(lagrum), False)
    with pytest.raises(ValidationError, match="Villkoret är inte uppfyllt"):
        lamna(rum, lagrum=lagrum, svar=svar)


def test_a_weighing_must_be_written_where_the_law_asks_for_it():
    rum = make_rum(slag=Slag.POLIS, fodelsedatum=date(2009, 5, 1))
    lagrum = Lagrum.objects.in_force(timezone.localdate()).get(kod="P18")
    with pytest.raises(ValidationError, match="avvägning"):
        lamna(rum, lagrum=lagrum, avvagning=" ")
    assert lamna(rum, lagrum=lagrum).lagrum == lagrum


def test_an_external_participant_releases_nothing():
    rum = make_rum()
    make_samtycke(rum)
    with pytest.raises(PermissionDenied):
        release(
            teamarende=rum.teamarende,
            mottagare=rum.part,
            lagrum=samtyckesgrund(),
            innehall="Text",
            slag=["skola"],
            andamal="Därför",
            svar={},
            actor=rum.extern,
        )


def test_a_refusal_is_recorded_and_gives_no_copy():
    rum = make_rum()
    delgivning = refuse_delgivning(
        teamarende=rum.teamarende,
        mottagare=rum.part,
        begaran="Skolan frågade om mammans hälsa.",
        skal="Behövs inte för skolan.",
        actor=rum.ledare,
    )
    assert delgivning.utfall == Delgivning.Utfall.AVSTADD
    assert not Delgivningskopia.objects.exists()


def test_only_signed_notes_can_be_chosen_and_own_text_comes_last():
    rum = make_rum()
    make_anteckning(rum, text="Utkast", signerad=None)
    make_anteckning(rum, text="Alva trivs med slöjden.")
    valda = delbart_in(rum.teamarende, rum.ledare)
    assert len(valda) == 1
    innehall = compose([Utvalt(d, range(len(d.delar))) for d in valda], "Hälsningar")
    assert "slöjden" in innehall
    assert innehall.endswith("Hälsningar")
