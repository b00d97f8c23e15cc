"""What we say aloud at a meeting is a release: on a consent too, and kept in the akt."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from access.models import Organisation
from audit.models import Logghandelse
from samverkansteam.actions.motesrum import take_up
from samverkansteam.actions.samtycke import withdraw_samtycke
from samverkansteam.actions.team import add_deltagare, add_part
from samverkansteam.models import (
    Delgivning,
    Delgivningskopia,
    Deltagare,
    Mote,
    Motespunkt,
    Motesrad,
    Part,
)
from tests.arenden.webb import som, text_of
from tests.samverkansteam.builders import (
    Rum,
    ja_till_allt,
    make_extern,
    make_organisation,
    make_samtycke,
)
from tests.samverkansteam.test_motesrum import OVER_21, lagrum, make_trefas, our_line, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def mote() -> tuple[Rum, Mote, Motespunkt]:
    """A Trefas meeting with the police about somebody over 21, who is taken up."""
    rum, mote = make_trefas(OVER_21)
    return rum, mote, take_up(mote=mote, teamarende=rum.teamarende, actor=rum.ledare)


def add_frivard(rum: Rum, mote: Mote) -> Part:
    frivarden = make_organisation(slag=Organisation.Slag.KRIMINALVARD, namn="Frivården")
    part = add_part(team=rum.team, organisation=frivarden, kontaktpunkt="", actor=rum.ledare)
    add_deltagare(part=part, anvandare=make_extern(frivarden), actor=rum.ledare)
    write(rum, mote)
    return part


def test_on_a_consent_that_covers_the_kind_and_everybody_it_may_be_said(mote):
    rum, mote_, punkt = mote
    frivard = add_frivard(rum, mote_)
    make_samtycke(rum, mottagare=[rum.part, frivard], slag=["insats", "plan"])
    our_line(rum, punkt, "C", slag=["insats"])
    sagda = Delgivning.objects.filter(samtycke__isnull=False)
    assert {(rad.mottagare, rad.samtycke.mottagare) for rad in sagda} == {
        (rum.part, rum.part),
        (frivard, frivard),
    }


def test_a_consent_to_one_of_two_who_hear_does_not_carry(mote):
    rum, mote_, punkt = mote
    add_frivard(rum, mote_)
    make_samtycke(rum, slag=["insats"])
    with pytest.raises(ValidationError, match="Till Frivården: Det finns inget samtycke") as fel:
        our_line(rum, punkt, "C", slag=["insats"])
    assert len(fel.value.messages) == 1
    assert not Motesrad.objects.exists()
    assert not Delgivning.objects.exists()


@pytest.mark.parametrize("slag", [["halsa"], ["insats", "halsa"]])
def test_a_consent_to_something_else_does_not_carry(mote, slag):
    rum, _, punkt = mote
    make_samtycke(rum, slag=["insats"])
    with pytest.raises(ValidationError, match="inget samtycke som gäller i dag"):
        our_line(rum, punkt, "C", slag=slag)


def test_what_it_is_about_must_be_said(mote):
    rum, _, punkt = mote
    make_samtycke(rum, slag=["insats"])
    with pytest.raises(ValidationError) as fel:
        our_line(rum, punkt, "C")
    assert set(fel.value.error_dict) == {"slag"}


def test_a_consent_withdrawn_during_the_meeting_carries_nothing_more(mote):
    rum, _, punkt = mote
    samtycke = make_samtycke(rum, slag=["insats"])
    our_line(rum, punkt, "C", slag=["insats"])
    withdraw_samtycke(samtycke=samtycke, actor=rum.ledare)
    with pytest.raises(ValidationError, match="inget samtycke som gäller i dag"):
        our_line(rum, punkt, "C", slag=["insats"])
    assert Delgivning.objects.count() == 1


def test_what_another_party_says_does_not_rest_on_the_consent_that_we_took(mote):
    rum, _, punkt = mote
    make_samtycke(rum, slag=["insats"])
    polisen = Deltagare.objects.get(team=rum.team, anvandare=rum.extern)
    with pytest.raises(ValidationError, match="bara det som socialtjänsten lämnar"):
        our_line(rum, punkt, "C", slag=["insats"], sagt_av=polisen)


def test_what_we_said_is_kept_in_the_akt_as_told_to_each_who_heard(mote):
    rum, mote_, punkt = mote
    rad = our_line(rum, punkt, "P15")
    sagd = Delgivning.objects.get()
    assert (sagd.mottagare, sagd.mote, sagd.sagt) == (rum.part, mote_, rad.sagt)
    assert (sagd.lagrum, sagd.innehall, sagd.avvagning) == (rad.lagrum, rad.vad, rad.avvagning)
    assert sagd.svar == ja_till_allt(rad.lagrum)
    assert sagd.form == Delgivning.Form.MOTE
    assert not Delgivningskopia.objects.exists()
    loggat = Logghandelse.objects.filter(verb="delgivning.say", akt_id=rum.arende.akt_id)
    assert loggat.get().objekt_id == str(sagd.pk)
    sida = som(rum.ledare).get(reverse("samverkansteam:delgivning", args=[rum.arende.pk, sagd.pk]))
    assert rad.vad in text_of(sida)


def test_the_jurist_who_listens_is_told_nothing_in_the_meaning_of_the_law(mote):
    rum, mote_, punkt = mote
    juristerna = make_organisation(slag=Organisation.Slag.SOCIALTJANST, namn="Stadens jurister")
    part = add_part(team=rum.team, organisation=juristerna, kontaktpunkt="", actor=rum.ledare)
    add_deltagare(part=part, anvandare=make_extern(juristerna), is_jurist=True, actor=rum.ledare)
    write(rum, mote_)
    our_line(rum, punkt, "P15")
    assert [rad.mottagare for rad in Delgivning.objects.all()] == [rum.part]


def test_what_another_party_said_leaves_nothing_in_the_akt(mote):
    rum, _, punkt = mote
    polisen = Deltagare.objects.get(team=rum.team, anvandare=rum.extern)
    our_line(rum, punkt, "P15", sagt_av=polisen, vad="Vi har sett en bil.")
    assert not Delgivning.objects.exists()


def test_the_page_asks_what_it_is_about_and_writes_the_line(mote):
    rum, mote_, punkt = mote
    make_samtycke(rum, slag=["insats"])
    vi = Deltagare.objects.get(team=rum.team, anvandare=rum.ledare)
    webb = som(rum.ledare)
    sida = reverse("samverkansteam:led_mote", args=[rum.team.pk, mote_.pk])
    rad = {
        "sedd": timezone.now().isoformat(),
        "narvarande": [str(ett.pk) for ett in Deltagare.objects.filter(team=rum.team)],
        "gor": "rad",
        "punkt": punkt.pk,
        "sagt_av": vi.pk,
        "sagt": "Han går på samtal.",
        "lagrum": lagrum("C").pk,
        "villkor_provade": "on",
    }
    svar = webb.post(sida, rad)
    assert svar.status_code == 422
    assert "Samtycket ska räcka till det." in text_of(svar)
    assert webb.post(sida, rad | {"slag": ["insats"]}).status_code == 303
    assert Delgivning.objects.get().innehall == "Han går på samtal."
