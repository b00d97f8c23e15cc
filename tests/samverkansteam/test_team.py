"""A team is formed, people come and go, it is closed; and nobody sees one they are not in."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from access.actions import deactivate_anvandare
from access.models import Omfattning, Roll, Skal, Tilltrade
from arenden import fard
from arenden.models import Arende, Personakt, Steg
from audit.models import Logghandelse
from samverkansteam import policy
from samverkansteam.actions.team import (
    add_deltagare,
    add_part,
    close_team,
    end_deltagare,
)
from samverkansteam.actions.teamarende import connect_arende, end_teamarende
from samverkansteam.models import Deltagare, Part, Team, Teamtyp
from tests.builders import make_akt, make_anvandare, make_arende, make_enhet
from tests.samverkansteam.builders import (
    make_extern,
    make_my_arende,
    make_organisation,
    make_rum,
    make_team,
)

pytestmark = pytest.mark.django_db


def socialtjanstens_part(team: Team) -> Part:
    return Part.objects.get(team=team, organisation=None)


def test_the_one_who_forms_a_team_leads_it():
    enhet = make_enhet()
    ledare = make_anvandare(enhet=enhet)
    team = make_team(ledare=ledare, enhet=enhet)
    assert team in Team.objects.visible_to(ledare)
    assert policy.may_lead(ledare, team)
    assert Deltagare.objects.get(team=team).anvandare == ledare


def test_forming_a_team_in_another_namnd_is_refused():
    ledare = make_anvandare(enhet=make_enhet())
    with pytest.raises(PermissionDenied, match="inget uppdrag att bilda team"):
        make_team(ledare=ledare, enhet=make_enhet())


def test_an_external_participant_never_forms_a_team():
    enhet = make_enhet()
    with pytest.raises(PermissionDenied):
        make_team(ledare=make_extern(), enhet=enhet)


def test_the_name_is_sealed_with_the_teams_own_key():
    enhet = make_enhet()
    team = make_team(ledare=make_anvandare(enhet=enhet), enhet=enhet)
    raw = Team.objects.values_list("namn", flat=True).get(pk=team.pk)
    assert "Björken".encode() not in raw.blob
    assert Team.objects.get(pk=team.pk).namn == "Team Björken"


@pytest.mark.parametrize(
    ("who", "reads", "leads"),
    [
        ("ledare", True, True),
        ("kollega i teamet", True, True),
        ("jurist", True, False),
        ("extern", True, False),
        ("utträdd", False, False),
        ("kollega utanför", False, False),
        ("inaktiv", False, False),
    ],
)
def test_team_matrix(who, reads, leads):
    rum = make_rum()
    user = make_people(rum)[who]
    assert bool(policy.may_read(user, rum.team)) is reads
    assert (rum.team in Team.objects.visible_to(user)) is reads
    assert bool(policy.may_lead(user, rum.team)) is leads


def make_people(rum):
    socialtjansten = socialtjanstens_part(rum.team)
    kollega, jurist, uttradd, inaktiv = (make_anvandare(enhet=rum.enhet) for _ in range(4))
    add_deltagare(part=socialtjansten, anvandare=kollega, actor=rum.ledare)
    add_deltagare(part=socialtjansten, anvandare=jurist, is_jurist=True, actor=rum.ledare)
    deltagare = add_deltagare(part=socialtjansten, anvandare=uttradd, actor=rum.ledare)
    end_deltagare(deltagare=deltagare, actor=rum.ledare)
    add_deltagare(part=socialtjansten, anvandare=inaktiv, actor=rum.ledare)
    deactivate_anvandare(anvandare=inaktiv, actor=make_anvandare(Roll.ADMINISTRATOR))
    return {
        "ledare": rum.ledare,
        "kollega i teamet": kollega,
        "jurist": jurist,
        "extern": rum.extern,
        "utträdd": uttradd,
        "kollega utanför": make_anvandare(enhet=rum.enhet),
        "inaktiv": inaktiv,
    }


def test_a_colleague_in_the_team_reaches_its_akter_until_the_membership_ends():
    rum = make_rum()
    kollega = make_anvandare(enhet=rum.enhet)
    deltagare = add_deltagare(
        part=socialtjanstens_part(rum.team), anvandare=kollega, actor=rum.ledare
    )
    assert rum.arende.akt in Personakt.objects.visible_to(kollega)
    end_deltagare(deltagare=deltagare, actor=rum.ledare)
    assert rum.arende.akt not in Personakt.objects.visible_to(kollega)


@pytest.mark.parametrize("roll", [Roll.SAMORDNARE, Roll.ANALYTIKER])
def test_a_member_who_does_not_handle_cases_gets_no_akt(roll):
    rum = make_rum()
    kollega = make_anvandare(roll, enhet=rum.enhet)
    add_deltagare(part=socialtjanstens_part(rum.team), anvandare=kollega, actor=rum.ledare)
    assert not Personakt.objects.visible_to(kollega).exists()


def test_an_external_participant_gets_no_akt():
    rum = make_rum()
    grants = Tilltrade.objects.live().filter(anvandare=rum.extern)
    assert [grant.omfattning for grant in grants] == [Omfattning.TEAM]
    assert not Personakt.objects.visible_to(rum.extern).exists()


def test_a_person_from_another_organisation_cannot_speak_for_the_party():
    rum = make_rum()
    with pytest.raises(ValidationError, match="arbetar inte hos"):
        add_deltagare(part=rum.part, anvandare=make_extern(), actor=rum.ledare)


def test_an_external_participant_cannot_bring_in_others():
    rum = make_rum()
    with pytest.raises(PermissionDenied, match="leds av socialtjänsten"):
        add_part(team=rum.team, organisation=make_organisation(), kontaktpunkt="", actor=rum.extern)


def test_a_party_is_in_a_team_once():
    rum = make_rum()
    with pytest.raises(ValidationError, match="redan med"):
        add_part(
            team=rum.team,
            organisation=rum.part.organisation,
            kontaktpunkt="",
            actor=rum.ledare,
        )


def test_closing_ends_every_grant_but_the_socialtjansts_own_reading():
    rum = make_rum()
    kollega = make_anvandare(enhet=rum.enhet)
    add_deltagare(part=socialtjanstens_part(rum.team), anvandare=kollega, actor=rum.ledare)
    team = close_team(team=rum.team, actor=rum.ledare)
    assert team in Team.objects.visible_to(rum.ledare)
    assert team not in Team.objects.visible_to(rum.extern)
    assert rum.arende.akt not in Personakt.objects.visible_to(kollega)
    assert not policy.may_lead(rum.ledare, team)


def test_an_arende_of_another_namnd_is_refused():
    rum = make_rum()
    arende = make_my_arende(rum.ledare, make_enhet())
    with pytest.raises(PermissionDenied, match="annan nämnd"):
        connect_arende(team=rum.team, arende=arende, actor=rum.ledare)


def test_an_arende_one_does_not_work_with_is_refused():
    rum = make_rum()
    arende = make_arende(akt=make_akt(enhet=rum.enhet))
    with pytest.raises(PermissionDenied, match="inte handläggare"):
        connect_arende(team=rum.team, arende=arende, actor=rum.ledare)


def test_persons_are_numbered_in_the_order_they_come():
    rum = make_rum()
    arende = make_my_arende(rum.ledare, rum.enhet)
    andra = connect_arende(team=rum.team, arende=arende, actor=rum.ledare)
    assert [str(rum.teamarende), str(andra)] == ["Person 1", "Person 2"]


def test_ending_the_work_with_an_arende_closes_its_akt_for_the_team():
    rum = make_rum()
    kollega = make_anvandare(enhet=rum.enhet)
    add_deltagare(part=socialtjanstens_part(rum.team), anvandare=kollega, actor=rum.ledare)
    end_teamarende(teamarende=rum.teamarende, actor=rum.ledare)
    assert (
        not Tilltrade.objects.live()
        .filter(anvandare=kollega, skal=Skal.TEAM, omfattning="akt")
        .exists()
    )


class Route:
    """Stands in for the route and remembers what it was told."""

    def __init__(self) -> None:
        self.completed: list[tuple[Arende, Steg]] = []

    def complete(self, arende, steg, **_) -> None:
        self.completed.append((arende, steg))


@pytest.mark.parametrize(("steg", "moves"), [(Steg.TEAM, True), (Steg.INSATS, False)])
def test_an_arende_that_waits_for_its_team_moves_on(monkeypatch, steg, moves):
    route = Route()
    monkeypatch.setattr(fard, "fardvag", lambda: route)
    rum = make_rum()
    arende = make_my_arende(rum.ledare, rum.enhet)
    arende.steg = steg
    arende.save()
    connect_arende(team=rum.team, arende=arende, actor=rum.ledare)
    assert route.completed == ([(arende, Steg.TEAM)] if moves else [])


def test_every_step_leaves_an_entry():
    rum = make_rum()
    verb = set(Logghandelse.objects.values_list("verb", flat=True))
    assert {"team.create", "team.add_member", "team.change", "tilltrade.give"} <= verb
    connected = Logghandelse.objects.filter(verb="team.change", akt_id=rum.arende.akt_id)
    assert connected.exists()


def test_the_city_has_every_kind_of_team():
    assert Teamtyp.objects.count() >= 6
