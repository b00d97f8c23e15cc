"""Meetings are documented once, by the socialtjänst; in Trefas never without a jurist."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from samverkansteam.actions.mote import NyttAtagande, complete_atagande, hold_mote, plan_mote
from samverkansteam.actions.team import add_deltagare
from samverkansteam.models import Atagande, Deltagare, Mote, Narvaro, Part
from tests.builders import make_anvandare
from tests.samverkansteam.builders import Rum, make_extern, make_rum

pytestmark = pytest.mark.django_db


def make_mote(rum: Rum, *, om: timedelta = timedelta(hours=-1)) -> Mote:
    return plan_mote(
        team=rum.team,
        planerat=timezone.now() + om,
        plats="Skolan",
        dagordning="Närvaron",
        actor=rum.ledare,
    )


def everyone(rum: Rum) -> list[Deltagare]:
    return list(Deltagare.objects.in_force().filter(team=rum.team))


def hold(rum: Rum, mote: Mote, **override):
    falt = {"narvarande": everyone(rum), "protokoll": "Vi ses igen.", "ataganden": []}
    return hold_mote(mote=mote, actor=rum.ledare, **falt | override)


def test_a_held_meeting_has_attendance_minutes_and_ataganden():
    rum = make_rum()
    skolans = Deltagare.objects.get(anvandare=rum.extern)
    senast = timezone.localdate() + timedelta(days=14)
    mote = hold(
        rum,
        make_mote(rum),
        narvarande=[skolans],
        ataganden=[NyttAtagande(skolans, "Ringer hem varje morgon.", senast)],
    )
    assert mote.is_genomfort
    assert {n.deltagare.anvandare: n.narvarande for n in Narvaro.objects.filter(mote=mote)} == {
        rum.ledare: False,
        rum.extern: True,
    }
    assert Atagande.objects.get(mote=mote).vad == "Ringer hem varje morgon."


def test_held_minutes_are_locked():
    rum = make_rum()
    mote = hold(rum, make_mote(rum))
    with pytest.raises(PermissionDenied, match="låsta"):
        hold(rum, mote, protokoll="Något annat.")
    mote.refresh_from_db()
    assert mote.protokoll == "Vi ses igen."


def test_a_meeting_to_come_cannot_be_documented():
    rum = make_rum()
    mote = make_mote(rum, om=timedelta(days=1))
    with pytest.raises(ValidationError, match="inte börjat"):
        hold(rum, mote)


def test_every_reason_is_told_at_once():
    rum = make_rum(teamtyp="trefas")
    mote = make_mote(rum, om=timedelta(days=1))
    with pytest.raises(ValidationError) as fel:
        hold(rum, mote, narvarande=[])
    assert len(fel.value.messages) == 3


def test_a_trefas_meeting_without_a_jurist_is_refused():
    rum = make_rum(teamtyp="trefas")
    mote = make_mote(rum)
    with pytest.raises(ValidationError, match="jurist måste vara närvarande"):
        hold(rum, mote)
    assert not Narvaro.objects.exists()


def test_a_trefas_meeting_with_a_jurist_is_held():
    rum = make_rum(teamtyp="trefas")
    jurist = make_anvandare(enhet=rum.enhet)
    socialtjansten = Part.objects.get(team=rum.team, organisation=None)
    add_deltagare(part=socialtjansten, anvandare=jurist, is_jurist=True, actor=rum.ledare)
    assert hold(rum, make_mote(rum)).is_genomfort


def test_another_party_does_not_document_meetings():
    rum = make_rum()
    with pytest.raises(PermissionDenied, match="leds av socialtjänsten"):
        hold_mote(
            mote=make_mote(rum),
            narvarande=everyone(rum),
            protokoll="Vårt protokoll.",
            ataganden=[],
            actor=rum.extern,
        )


def test_someone_outside_the_team_was_not_there():
    rum, annat = make_rum(), make_rum()
    with pytest.raises(ValidationError, match="inte deltagare"):
        hold(rum, make_mote(rum), narvarande=everyone(annat))


def test_a_party_sees_its_own_ataganden_only():
    rum = make_rum()
    mina, skolans = (
        NyttAtagande(Deltagare.objects.get(anvandare=vem), vad, timezone.localdate())
        for vem, vad in ((rum.ledare, "Ringer BUP."), (rum.extern, "Bokar samtal."))
    )
    hold(rum, make_mote(rum), ataganden=[mina, skolans])
    assert [a.vad for a in Atagande.objects.visible_to(rum.extern)] == ["Bokar samtal."]
    assert Atagande.objects.visible_to(rum.ledare).count() == 2


def test_the_one_who_promised_marks_it_done_and_nobody_else_outside_does():
    rum = make_rum()
    skolans = Deltagare.objects.get(anvandare=rum.extern)
    hold(rum, make_mote(rum), ataganden=[NyttAtagande(skolans, "Bokar.", timezone.localdate())])
    atagande = Atagande.objects.get()
    with pytest.raises(PermissionDenied):
        complete_atagande(atagande=atagande, actor=make_extern())
    assert complete_atagande(atagande=atagande, actor=rum.extern).klart is not None
