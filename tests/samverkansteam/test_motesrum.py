"""A meeting while it goes on: layers, attendance, persons taken up, and the ground of a line."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from access.middleware import row_level_security
from access.models import Organisation
from arenden.models import Arende
from samverkansteam.actions.mote import NyttAtagande, cancel_mote, plan_mote
from samverkansteam.actions.motesrum import (
    NagonAnnanSkrev,
    close_mote,
    say,
    take_on,
    take_up,
    write_lager,
)
from samverkansteam.actions.team import add_deltagare, add_part
from samverkansteam.models import (
    Atagande,
    Deltagare,
    Lagrum,
    Mote,
    Moteslager,
    Motespunkt,
    Motesrad,
    Narvaro,
    Part,
)
from tests.builders import make_anvandare
from tests.samverkansteam.builders import Rum, make_extern, make_organisation, make_rum
from tests.samverkansteam.test_mote import everyone, make_mote

pytestmark = pytest.mark.django_db

UNDER_21, OVER_21 = date(2008, 5, 5), date(2004, 5, 5)


def write(rum: Rum, mote: Mote, **override) -> Moteslager:
    falt = {
        "gemensamt": "Vi gick igenom läget.",
        "internt": "Tänk på systern.",
        "narvarande": everyone(rum),
        "sedd": timezone.now(),
        "actor": rum.ledare,
    }
    return write_lager(mote=mote, **falt | override)


def add_jurist(rum: Rum) -> Deltagare:
    jurist = make_anvandare(enhet=rum.enhet)
    vi = Part.objects.get(team=rum.team, organisation=None)
    return add_deltagare(part=vi, anvandare=jurist, is_jurist=True, actor=rum.ledare)


def lagrum(kod: str) -> Lagrum:
    return Lagrum.objects.in_force(timezone.localdate()).get(kod=kod)


def make_trefas(fodd: date = UNDER_21) -> tuple[Rum, Mote]:
    """A Trefas team with the police, and a meeting where everybody, a jurist too, is present."""
    rum = make_rum(teamtyp="trefas", slag=Organisation.Slag.POLIS, fodelsedatum=fodd)
    add_jurist(rum)
    mote = make_mote(rum)
    write(rum, mote)
    return rum, mote


def our_line(rum: Rum, punkt: Motespunkt, kod: str, **override) -> Motesrad:
    falt = {
        "vad": "Han har en ny kontaktperson.",
        "villkor_provade": True,
        "avvagning": "Skyddet väger tyngre.",
        "sagt_av": Deltagare.objects.get(team=rum.team, anvandare=rum.ledare),
    }
    return say(punkt=punkt, lagrum=lagrum(kod), actor=rum.ledare, **falt | override)


def test_what_is_typed_is_kept_and_the_same_text_is_written_once():
    rum = make_rum()
    mote = make_mote(rum)
    write(rum, mote)
    assert write(rum, mote).version == 1
    assert write(rum, mote, gemensamt="Vi kom längre.").version == 2
    assert Narvaro.objects.filter(mote=mote, narvarande=True).count() == 2


def test_another_leader_does_not_write_over_what_was_saved_since():
    rum = make_rum()
    mote, sedd = make_mote(rum), timezone.now() - timedelta(minutes=5)
    kollega = make_anvandare(enhet=rum.enhet)
    add_deltagare(
        part=Part.objects.get(team=rum.team, organisation=None),
        anvandare=kollega,
        actor=rum.ledare,
    )
    write(rum, mote)
    with pytest.raises(NagonAnnanSkrev):
        write(rum, mote, gemensamt="Mitt.", sedd=sedd, actor=kollega)
    assert Moteslager.objects.get(mote=mote).gemensamt == "Vi gick igenom läget."
    assert write(rum, mote, gemensamt="Vårt.", actor=kollega).gemensamt == "Vårt."


def test_closing_makes_the_shared_layer_the_minutes_and_locks_both():
    rum = make_rum()
    mote = make_mote(rum)
    write(rum, mote)
    vem = Deltagare.objects.get(team=rum.team, anvandare=rum.extern)
    take_on(
        mote=mote,
        nytt=NyttAtagande(vem, "Ringer hem.", timezone.localdate()),
        actor=rum.ledare,
    )
    mote = close_mote(mote=mote, actor=rum.ledare)
    assert mote.protokoll == "Vi gick igenom läget."
    assert Atagande.objects.get(mote=mote).ansvarig == vem
    with pytest.raises(PermissionDenied, match="låsta"):
        write(rum, mote, internt="Något annat.")


@pytest.mark.parametrize("tabell", ["mote", "moteslager", "motesrad"])
def test_the_database_itself_keeps_what_was_written_at_a_closed_meeting(tabell):
    rum, mote = make_trefas()
    our_line(rum, take_up(mote=mote, teamarende=rum.teamarende, actor=rum.ledare), "P18")
    mote = close_mote(mote=mote, actor=rum.ledare)
    model = {"mote": Mote, "moteslager": Moteslager, "motesrad": Motesrad}[tabell]
    rad = model._base_manager.get(**({"pk": mote.pk} if model is Mote else {"mote": mote}))
    with (
        row_level_security(rum.ledare.pk),
        pytest.raises(DatabaseError, match="stays as it is"),
        transaction.atomic(),
    ):
        rad.save()


def test_the_other_party_never_sees_the_layer_of_the_socialtjanst():
    rum = make_rum()
    write(rum, make_mote(rum))
    assert Moteslager.objects.visible_to(rum.ledare).exists()
    assert not Moteslager.objects.visible_to(rum.extern).exists()
    with row_level_security(rum.extern.pk):
        assert not Moteslager.objects.exists()


def test_another_party_does_not_lead_a_meeting():
    rum = make_rum()
    with pytest.raises(PermissionDenied, match="leds av socialtjänsten"):
        write(rum, make_mote(rum), actor=rum.extern)


def test_a_meeting_called_off_is_neither_led_nor_held():
    rum = make_rum()
    mote = cancel_mote(mote=make_mote(rum), actor=rum.ledare)
    with pytest.raises(PermissionDenied, match="inställt"):
        write(rum, mote)
    assert not Mote.objects.upcoming().filter(pk=mote.pk).exists()


def test_in_trefas_a_person_is_taken_up_only_while_the_jurist_is_there():
    rum = make_rum(teamtyp="trefas", slag=Organisation.Slag.POLIS, fodelsedatum=UNDER_21)
    mote, jurist = make_mote(rum), add_jurist(rum)
    write(rum, mote, narvarande=[d for d in everyone(rum) if d != jurist])
    with pytest.raises(ValidationError, match="jurist måste vara närvarande"):
        take_up(mote=mote, teamarende=rum.teamarende, actor=rum.ledare)
    write(rum, mote)
    punkt = take_up(mote=mote, teamarende=rum.teamarende, actor=rum.ledare)
    assert punkt.jurist == jurist
    write(rum, mote, narvarande=[d for d in everyone(rum) if d != jurist])
    with pytest.raises(ValidationError, match="jurist måste vara närvarande"):
        our_line(rum, punkt, "P18")


def test_a_person_is_taken_up_once():
    rum, mote = make_trefas()
    take_up(mote=mote, teamarende=rum.teamarende, actor=rum.ledare)
    with pytest.raises(ValidationError, match="redan uppe"):
        take_up(mote=mote, teamarende=rum.teamarende, actor=rum.ledare)


def test_a_line_has_its_ground_and_who_heard_it():
    rum, mote = make_trefas()
    rad = our_line(rum, take_up(mote=mote, teamarende=rum.teamarende, actor=rum.ledare), "P18")
    assert rad.lagrum.kod == "P18"
    assert set(rad.horde) == {deltagare.pk for deltagare in everyone(rum)}


def test_under_21_the_police_may_be_told_by_10_18a_and_over_21_not():
    rum, mote = make_trefas(OVER_21)
    punkt = take_up(mote=mote, teamarende=rum.teamarende, actor=rum.ledare)
    with pytest.raises(ValidationError, match="under 21 år"):
        our_line(rum, punkt, "P18")
    assert our_line(rum, punkt, "P15").lagrum.kod == "P15"


def test_the_generalklausul_never_carries_what_the_socialtjanst_says():
    rum, mote = make_trefas()
    punkt = take_up(mote=mote, teamarende=rum.teamarende, actor=rum.ledare)
    with pytest.raises(ValidationError):
        our_line(rum, punkt, "G")
    assert not Motesrad.objects.exists()


def test_the_ground_must_carry_to_every_party_in_the_room():
    rum, mote = make_trefas()
    skola = make_organisation(slag=Organisation.Slag.FRISTAENDE_SKOLA, namn="Friskolan")
    part = add_part(team=rum.team, organisation=skola, kontaktpunkt="Växeln", actor=rum.ledare)
    add_deltagare(part=part, anvandare=make_extern(skola), actor=rum.ledare)
    write(rum, mote)
    punkt = take_up(mote=mote, teamarende=rum.teamarende, actor=rum.ledare)
    with pytest.raises(ValidationError, match="Till Friskolan"):
        our_line(rum, punkt, "P18")


def test_a_jurist_from_elsewhere_in_the_city_hears_without_being_a_receiver():
    rum = make_rum(teamtyp="trefas", slag=Organisation.Slag.POLIS, fodelsedatum=UNDER_21)
    juristerna = make_organisation(slag=Organisation.Slag.SOCIALTJANST, namn="Stadens jurister")
    part = add_part(team=rum.team, organisation=juristerna, kontaktpunkt="", actor=rum.ledare)
    jurist = add_deltagare(
        part=part, anvandare=make_extern(juristerna), is_jurist=True, actor=rum.ledare
    )
    mote = make_mote(rum)
    write(rum, mote)
    punkt = take_up(mote=mote, teamarende=rum.teamarende, actor=rum.ledare)
    assert jurist.pk in our_line(rum, punkt, "P18").horde


def test_a_line_needs_its_conditions_tried_and_its_weighing_written():
    rum, mote = make_trefas()
    punkt = take_up(mote=mote, teamarende=rum.teamarende, actor=rum.ledare)
    with pytest.raises(ValidationError) as fel:
        our_line(rum, punkt, "P15", villkor_provade=False, avvagning=" ")
    assert len(fel.value.messages) == 2


def test_a_party_sees_the_lines_it_said_and_no_others():
    rum, mote = make_trefas()
    punkt = take_up(mote=mote, teamarende=rum.teamarende, actor=rum.ledare)
    our_line(rum, punkt, "P18")
    polisen = Deltagare.objects.get(team=rum.team, anvandare=rum.extern)
    deras = our_line(rum, punkt, "P15", sagt_av=polisen, vad="Vi har sett en bil.")
    assert list(Motesrad.objects.visible_to(rum.extern)) == [deras]
    assert Motesrad.objects.visible_to(rum.ledare).count() == 2
    assert not Motespunkt.objects.visible_to(rum.extern).exists()


def test_lines_and_layers_have_no_way_back_from_the_akt():
    rum, _ = make_trefas()
    akt = {model._meta.model_name for model in (Moteslager, Motespunkt, Motesrad)}
    fran_akten = {
        rel.related_model._meta.model_name
        for model in (type(rum.arende.akt), Arende)
        for rel in model._meta.related_objects
    }
    assert not akt & fran_akten


def test_a_meeting_is_planned_with_how_long_it_is():
    rum = make_rum()
    mote = plan_mote(
        team=rum.team,
        planerat=timezone.now(),
        plats="",
        dagordning="",
        minuter=90,
        actor=rum.ledare,
    )
    assert mote.minuter == 90
