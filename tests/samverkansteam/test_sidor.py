"""The pages: who gets in, what another party sees, and what a refused form says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from uuid6 import uuid7

from access.models import Organisation, Roll
from arenden.models import Personakt
from audit.models import Logghandelse
from samverkansteam.actions.delgivning import release
from samverkansteam.actions.mote import hold_mote, plan_mote
from samverkansteam.actions.samtycke import withdraw_samtycke
from samverkansteam.actions.team import add_deltagare, close_team
from samverkansteam.models import (
    Delgivning,
    Delgivningskopia,
    Deltagare,
    GemensamAtgard,
    Gruppatgard,
    Mote,
    Part,
    Samtycke,
    Team,
    Teamarende,
)
from tests.builders import give_akt, make_anvandare, make_enhet
from tests.conftest import logga_in, page_itself
from tests.samverkansteam.builders import (
    Rum,
    ja_till_allt,
    make_anteckning,
    make_extern,
    make_my_arende,
    make_organisation,
    make_rum,
    make_samtycke,
    make_team,
    samtyckesgrund,
)

pytestmark = pytest.mark.django_db


def team_url(namn: str, rum: Rum, *args) -> str:
    return reverse(f"samverkansteam:{namn}", args=[rum.team.pk, *args])


def person_url(namn: str, rum: Rum) -> str:
    return reverse(f"samverkansteam:{namn}", args=[rum.arende.pk, rum.team.pk])


def page(client, user, url: str) -> str:
    response = logga_in(client, user).get(url)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def make_kopia(rum: Rum, innehall: str = "Alva börjar tio på tisdagar.") -> Delgivningskopia:
    make_samtycke(rum)
    lagrum = samtyckesgrund()
    delgivning = release(
        teamarende=rum.teamarende,
        mottagare=rum.part,
        lagrum=lagrum,
        innehall=innehall,
        slag=["skola"],
        andamal="Skolan lägger schemat.",
        svar=ja_till_allt(lagrum),
        actor=rum.ledare,
    )
    return Delgivningskopia.objects.get(delgivning=delgivning)


def opened(client, rum: Rum, kopia: Delgivningskopia) -> str:
    """The copy as its receiver reads it, once they have opened it."""
    logga_in(client, rum.extern)
    assert client.post(team_url("oppna_kopia", rum, kopia.pk)).status_code == 303
    return client.get(team_url("kopia", rum, kopia.pk)).content.decode()


def make_moten(rum: Rum) -> Mote:
    mote = plan_mote(
        team=rum.team,
        planerat=timezone.now() - timedelta(hours=1),
        plats="",
        dagordning="Närvaron",
        actor=rum.ledare,
    )
    return hold_mote(
        mote=mote,
        narvarande=list(Deltagare.objects.filter(team=rum.team)),
        protokoll="Vi fortsätter.",
        ataganden=[],
        actor=rum.ledare,
    )


TEAM_PAGES = ["rum", "ny_part", "koppla_arende", "avsluta", "nytt_mote", "snabblogg", "utlamnat"]
PERSON_PAGES = ["avsluta_teamarende", "nytt_samtycke", "franvaro", "lamna_ut", "avsta"]


@pytest.mark.parametrize("namn", TEAM_PAGES)
def test_a_team_one_is_not_in_answers_exactly_as_an_absent_one(client, namn):
    rum = make_rum()
    logga_in(client, make_anvandare(enhet=rum.enhet))
    foreign = client.get(team_url(namn, rum))
    absent = client.get(reverse(f"samverkansteam:{namn}", args=[uuid7()]))
    assert (foreign.status_code, page_itself(foreign)) == (404, page_itself(absent))


@pytest.mark.parametrize("namn", PERSON_PAGES)
def test_an_arende_one_does_not_reach_answers_exactly_as_an_absent_one(client, namn):
    rum = make_rum()
    logga_in(client, make_anvandare(enhet=rum.enhet))
    foreign = client.get(person_url(namn, rum))
    absent = client.get(reverse(f"samverkansteam:{namn}", args=[uuid7(), uuid7()]))
    assert (foreign.status_code, page_itself(foreign)) == (404, page_itself(absent))


@pytest.mark.parametrize("namn", PERSON_PAGES)
def test_the_handlaggare_outside_the_team_does_not_reach_its_pages(client, namn):
    rum = make_rum()
    utanfor = make_anvandare(enhet=rum.enhet)
    give_akt(utanfor, rum.arende.akt)
    assert logga_in(client, utanfor).get(person_url(namn, rum)).status_code == 404


@pytest.mark.parametrize("namn", TEAM_PAGES)
def test_the_one_who_leads_sees_every_team_page(client, namn):
    rum = make_rum()
    page(client, rum.ledare, team_url(namn, rum))


@pytest.mark.parametrize("namn", PERSON_PAGES)
def test_the_one_who_leads_sees_every_page_about_a_person(client, namn):
    rum = make_rum()
    page(client, rum.ledare, person_url(namn, rum))


@pytest.mark.parametrize("namn", ["ny_part", "koppla_arende", "avsluta", "nytt_mote"])
def test_another_party_does_not_reach_the_pages_that_lead(client, namn):
    rum = make_rum()
    assert logga_in(client, rum.extern).get(team_url(namn, rum)).status_code == 403


@pytest.mark.parametrize("namn", PERSON_PAGES)
def test_another_party_never_reaches_the_akt(client, namn):
    rum = make_rum()
    assert logga_in(client, rum.extern).get(person_url(namn, rum)).status_code == 403


def test_another_party_sees_only_what_was_released_to_it(client):
    rum = make_rum()
    kopia = make_kopia(rum)
    rummet = page(client, rum.extern, team_url("rum", rum))
    assert rum.arende.arendenummer not in rummet
    assert rum.arende.akt.person.efternamn not in rummet
    assert "Person 1" in rummet
    assert "tio på tisdagar" in opened(client, rum, kopia)


def test_reading_a_copy_is_logged_on_the_akt_it_came_from(client):
    rum = make_rum()
    kopia = make_kopia(rum)
    opened(client, rum, kopia)
    entries = Logghandelse.objects.filter(
        verb="delgivning.read", akt_id=rum.arende.akt_id, aktor_id=rum.extern.pk
    )
    assert entries.count() == 1


def test_a_copy_for_another_party_answers_exactly_as_an_absent_one(client):
    rum = make_rum()
    kopia = make_kopia(rum)
    polis = make_extern(make_organisation(slag=Organisation.Slag.POLIS))
    part = Part.objects.create(team=rum.team, namnd=rum.team.namnd, organisation=polis.organisation)
    add_deltagare(part=part, anvandare=polis, actor=rum.ledare)
    logga_in(client, polis)
    foreign = client.get(team_url("kopia", rum, kopia.pk))
    absent = client.get(team_url("kopia", rum, uuid7()))
    assert (foreign.status_code, page_itself(foreign)) == (404, page_itself(absent))
    assert "Person 1" not in client.get(team_url("utlamnat", rum)).content.decode()


def test_the_room_closes_for_another_party_with_the_team(client):
    rum = make_rum()
    kopia = make_kopia(rum)
    close_team(team=rum.team, actor=rum.ledare)
    logga_in(client, rum.extern)
    assert client.get(team_url("rum", rum)).status_code == 404
    assert client.get(team_url("kopia", rum, kopia.pk)).status_code == 404


def test_protected_identity_is_a_number_in_the_room(client):
    rum = make_rum()
    Personakt.objects.filter(pk=rum.arende.akt_id).update(skyddsniva="sekretessmarkering")
    rummet = page(client, rum.ledare, team_url("rum", rum))
    assert "Person 1" in rummet
    assert rum.arende.akt.person.initialer not in rummet
    assert rum.arende.arendenummer not in rummet


def test_the_list_costs_the_same_for_one_team_as_for_ten(client):
    enhet = make_enhet()
    ledare = make_anvandare(enhet=enhet)
    logga_in(client, ledare)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("samverkansteam:lista")).status_code == 200
        return len(captured)

    make_team(ledare=ledare, enhet=enhet)
    queries()
    one = queries()
    for _ in range(9):
        make_team(ledare=ledare, enhet=enhet)
    queries()
    assert queries() == one
    assert one <= 12


def test_a_team_is_formed_on_the_page(client):
    enhet = make_enhet()
    logga_in(client, make_anvandare(Roll.SAMORDNARE, enhet=enhet))
    response = client.post(
        reverse("samverkansteam:nytt"),
        {
            "namn": "Team Eken",
            "teamtyp": "sst",
            "namnd": enhet.namnd_id,
            "startad": "2026-11-21",
        },
    )
    team = Team.objects.get()
    assert response.status_code == 303
    assert response["Location"] == reverse("samverkansteam:rum", args=[team.pk])
    assert team.namn == "Team Eken"


def test_a_team_form_that_lacks_something_keeps_what_was_typed(client):
    enhet = make_enhet()
    logga_in(client, make_anvandare(enhet=enhet))
    response = client.post(reverse("samverkansteam:nytt"), {"namn": "Team Eken"})
    assert response.status_code == 422
    assert "Team Eken" in response.content.decode()
    assert not Team.objects.exists()


def test_parties_and_members_are_added_on_the_page(client):
    rum = make_rum()
    polis = make_extern(make_organisation(slag=Organisation.Slag.POLIS))
    logga_in(client, rum.ledare)
    client.post(team_url("ny_part", rum), {"organisation": polis.organisation_id})
    part = Part.objects.get(organisation=polis.organisation)
    response = client.post(team_url("ny_deltagare", rum, part.pk), {"anvandare": polis.pk})
    assert response.status_code == 303
    assert rum.team in Team.objects.visible_to(polis)


def test_a_case_is_connected_from_its_own_tab(client):
    enhet = make_enhet()
    ledare = make_anvandare(enhet=enhet)
    arende = make_my_arende(ledare, enhet)
    team = make_team(ledare=ledare, enhet=enhet)
    logga_in(client, ledare)
    url = reverse("samverkansteam:koppla_team", args=[arende.pk])
    response = client.post(url, {"team": team.pk})
    tab = reverse("samverkansteam:arende", args=[arende.pk])
    assert (response.status_code, response["Location"]) == (303, tab)
    assert Teamarende.objects.get().arende == arende
    assert "Team Björken" in client.get(tab).content.decode()


def test_consent_is_recorded_and_withdrawn_on_the_page(client):
    rum = make_rum()
    logga_in(client, rum.ledare)
    response = client.post(
        person_url("nytt_samtycke", rum),
        {
            "barnet_svar": "ja",
            "barnet_sade": "Det är bra om läraren vet.",
            "mottagare": [rum.part.pk],
            "slag": ["skola", "mote"],
            "form": "muntligt",
            "forklarat": "På lätt svenska.",
            "sprak": "somaliska",
            "tolk": "Tolkcentralen",
            "fran": "2026-11-01",
            "till": "2027-05-01",
        },
    )
    assert response.status_code == 303
    samtycke = Samtycke.objects.get()
    assert samtycke.slag == ["mote", "skola"]
    assert samtycke.svar.get().sade == "Det är bra om läraren vet."
    url = reverse("samverkansteam:aterkalla_samtycke", args=[rum.arende.pk, samtycke.pk])
    assert client.get(url).status_code == 200
    assert client.post(url).status_code == 303
    samtycke.refresh_from_db()
    assert samtycke.aterkallat is not None


def test_a_meeting_is_planned_and_documented_on_the_page(client):
    rum = make_rum()
    logga_in(client, rum.ledare)
    client.post(
        team_url("nytt_mote", rum),
        {"planerat": "2026-11-20 13:00", "minuter": 60, "plats": "Skolan"},
    )
    mote = Mote.objects.get()
    skolans = Deltagare.objects.get(anvandare=rum.extern)
    svar = {
        "narvarande": [skolans.pk],
        "protokoll": "Vi ses igen.",
        "vad_1": "Ringer hem.",
        "ansvarig_1": skolans.pk,
    }
    url = team_url("dokumentera_mote", rum, mote.pk)
    response = client.post(url, svar)
    assert response.status_code == 422
    assert "vad, vem och senast" in response.content.decode()
    assert client.post(url, svar | {"senast_1": "2026-12-01"}).status_code == 303
    skolans_sida = page(client, rum.extern, team_url("mote", rum, mote.pk))
    assert "Vi ses igen." in skolans_sida
    assert "Ringer hem." in skolans_sida


def test_a_documented_meeting_is_not_documented_again(client):
    rum = make_rum()
    mote = make_moten(rum)
    logga_in(client, rum.ledare)
    assert client.get(team_url("dokumentera_mote", rum, mote.pk)).status_code == 403


def test_a_joint_action_with_a_group_takes_three_answers(client):
    rum = make_rum()
    logga_in(client, rum.extern)
    svar = {"grupp": "6B", "slag": "lektionsstod", "minuter": 30}
    assert client.post(team_url("snabblogg", rum), svar).status_code == 303
    assert Gruppatgard.objects.get().loggad_av == rum.extern


def test_a_joint_action_is_with_a_person_or_a_group(client):
    rum = make_rum()
    logga_in(client, rum.ledare)
    svar = {"slag": "samtal", "minuter": 30, "person": rum.teamarende.pk}
    both = client.post(team_url("snabblogg", rum), svar | {"grupp": "6B"})
    assert both.status_code == 422
    assert client.post(team_url("snabblogg", rum), svar).status_code == 303
    assert GemensamAtgard.objects.get().akt == rum.arende.akt


def walk(client, rum: Rum, **override):
    """The steps of a release, with the answers carried along as the pages do."""
    url = person_url("lamna_ut", rum)
    lagrum = samtyckesgrund()
    svar = {
        "mottagare": rum.part.pk,
        "egen_text": "Alva börjar tio på tisdagar.",
        "slag": ["skola"],
        "lases_till": timezone.localdate() + timedelta(days=30),
        "delar-0": ["0"],
        "lagrum": lagrum.pk,
        "andamal": "Skolan lägger schemat.",
    } | {f"villkor_{kod}": "ja" if ja else "nej" for kod, ja in ja_till_allt(lagrum).items()}
    preview = client.post(url, svar | override | {"steg": "villkor"})
    slut = preview.context.get("slut")
    visat = {"visat": slut.avtryck if slut else ""}
    return preview, client.post(url, svar | visat | override | {"steg": "slut"})


def test_a_release_is_shown_exactly_before_it_is_made(client):
    rum = make_rum()
    make_samtycke(rum)
    anteckning = make_anteckning(rum, text="Trivs med slöjden.")
    logga_in(client, rum.ledare)
    preview, done = walk(client, rum, uppgifter=[f"journalanteckning:{anteckning.pk}"])
    assert "Trivs med slöjden." in preview.content.decode()
    assert done.status_code == 303
    innehall = Delgivningskopia.objects.get().innehall
    assert "Trivs med slöjden." in innehall
    assert innehall.endswith("Alva börjar tio på tisdagar.")


def test_what_was_not_previewed_is_not_released(client):
    rum = make_rum()
    make_samtycke(rum)
    logga_in(client, rum.ledare)
    _, again = walk(client, rum, visat="en annan text")
    assert again.status_code == 422
    assert "Det här, och inget annat" in again.content.decode()
    assert not Delgivning.objects.exists()


def test_after_withdrawal_the_page_refuses_with_the_reason(client):
    rum = make_rum()
    withdraw_samtycke(samtycke=make_samtycke(rum), actor=rum.ledare)
    logga_in(client, rum.ledare)
    _, refused = walk(client, rum)
    assert refused.status_code == 422
    assert "inget samtycke som gäller i dag" in refused.content.decode()
    assert not Delgivning.objects.exists()


def test_the_grounds_are_offered_with_reasons_for_those_that_are_not(client):
    rum = make_rum(slag=Organisation.Slag.POLIS, fodelsedatum=date(1990, 1, 1))
    logga_in(client, rum.ledare)
    response = client.post(
        person_url("lamna_ut", rum),
        {
            "steg": "urval",
            "mottagare": rum.part.pk,
            "egen_text": "Text",
            "slag": ["ovrigt"],
            "lases_till": timezone.localdate(),
        },
    )
    text = response.content.decode()
    erbjudna, nekade = text.split("Kan inte användas")
    assert "10:18 a" not in erbjudna.replace("10:18a", "10:18 a")
    assert "10:18 a" in nekade.replace("10:18a", "10:18 a")


def test_nothing_is_released_in_one_leap(client):
    rum = make_rum()
    logga_in(client, rum.ledare)
    response = client.post(person_url("lamna_ut", rum), {"steg": "slut"})
    assert response.status_code == 422
    assert not Delgivning.objects.exists()
