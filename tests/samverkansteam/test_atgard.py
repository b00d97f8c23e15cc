"""Joint actions, marks and absence: what stays with the person and what stays with the team."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from samverkansteam.actions.atgard import log_gemensam_atgard, log_gruppatgard
from samverkansteam.actions.markering import set_markering
from samverkansteam.actions.teamarende import record_franvaro
from samverkansteam.models import Franvarovecka, GemensamAtgard, Gruppatgard, Markering
from tests.samverkansteam.builders import make_extern, make_rum

pytestmark = pytest.mark.django_db


def vad(**override):
    falt = {"slag": "samtal", "nar": timezone.now(), "minuter": 30, "notering": "Kort prat."}
    return falt | override


def test_an_action_with_a_person_belongs_to_the_akt():
    rum = make_rum()
    atgard = log_gemensam_atgard(teamarende=rum.teamarende, actor=rum.ledare, **vad())
    assert atgard.akt_id == rum.arende.akt_id
    assert not GemensamAtgard.objects.visible_to(rum.extern).exists()


def test_a_group_action_names_nobody_and_its_party_sees_it():
    rum = make_rum()
    log_gruppatgard(team=rum.team, grupp="6B", actor=rum.extern, **vad())
    log_gruppatgard(team=rum.team, grupp="6C", actor=rum.ledare, **vad())
    assert [a.grupp for a in Gruppatgard.objects.visible_to(rum.extern)] == ["6B"]
    assert Gruppatgard.objects.visible_to(rum.ledare).count() == 2


def test_nobody_outside_the_team_logs_in_it():
    rum = make_rum()
    with pytest.raises(PermissionDenied):
        log_gruppatgard(team=rum.team, grupp="6B", actor=make_extern(), **vad())


def test_what_has_not_happened_is_not_logged():
    rum = make_rum()
    with pytest.raises(ValidationError, match="framtiden"):
        log_gruppatgard(
            team=rum.team,
            grupp="6B",
            actor=rum.ledare,
            **vad(nar=timezone.now() + timedelta(hours=1)),
        )


def test_a_mark_ends_by_itself_and_is_not_in_the_akt():
    rum = make_rum(teamtyp="trefas")
    markering = set_markering(
        teamarende=rum.teamarende, farg="rod", motiv="Uppgift vid mötet.", actor=rum.ledare
    )
    dagar = rum.team.teamtyp.markeringens_dagar
    sista = timezone.localdate() + timedelta(days=dagar)
    assert markering.galler_till == sista
    assert markering in Markering.objects.live(sista)
    assert markering not in Markering.objects.live(sista + timedelta(days=1))
    assert not hasattr(markering, "akt_id")
    assert not Markering.objects.visible_to(rum.extern).exists()


def test_a_team_without_marks_refuses_them():
    rum = make_rum()
    with pytest.raises(ValidationError, match="använder inte riskmarkering"):
        set_markering(teamarende=rum.teamarende, farg="gul", motiv="Oro.", actor=rum.ledare)


def test_absence_is_noted_once_a_week():
    rum = make_rum()
    timmar = {"giltig": 2, "ogiltig": 5, "sen": 1}
    record_franvaro(teamarende=rum.teamarende, vecka="2026-W46", actor=rum.ledare, **timmar)
    assert Franvarovecka.objects.get().timmar == timmar
    with pytest.raises(ValidationError):
        record_franvaro(teamarende=rum.teamarende, vecka="2026-W46", actor=rum.ledare, **timmar)


def test_other_teams_do_not_follow_absence():
    rum = make_rum(teamtyp="trefas")
    with pytest.raises(ValidationError, match="följer inte frånvaro"):
        record_franvaro(
            teamarende=rum.teamarende,
            vecka="2026-W46",
            giltig=0,
            ogiltig=0,
            sen=0,
            actor=rum.ledare,
        )
