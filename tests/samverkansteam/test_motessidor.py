"""The pages of meetings, absence and requests: what works without JavaScript, and who sees what."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from arenden.actions.frister import start_frist
from insatser.dokument.helaakten import akt_innehall
from insatser.fard import gangvag
from samverkansteam.actions.markering import set_markering
from samverkansteam.actions.mote import cancel_mote
from samverkansteam.actions.motesrum import close_mote, take_up
from samverkansteam.actions.teamarende import record_franvaro
from samverkansteam.models import (
    Atagande,
    Delaktighet,
    Deltagare,
    Gymnasiebehorighet,
    Medverkansbegaran,
    Mote,
    Moteslager,
    Motesrad,
    Narvaro,
    Orsakshypotes,
)
from tests.conftest import logga_in, page_itself
from tests.samverkansteam.builders import Rum, make_organisation, make_rum, make_samtycke
from tests.samverkansteam.test_mote import everyone, make_mote
from tests.samverkansteam.test_motesrum import lagrum, make_trefas, our_line, write

pytestmark = pytest.mark.django_db


def led(rum: Rum, mote: Mote) -> str:
    return reverse("samverkansteam:led_mote", args=[rum.team.pk, mote.pk])


def typed(rum: Rum, **override) -> dict:
    return {
        "sedd": timezone.now().isoformat(),
        "narvarande": [str(deltagare.pk) for deltagare in everyone(rum)],
        "gemensamt": "Vi började med elevens ord.",
        "internt": "Fråga om systern.",
    } | override


def person(namn: str, rum: Rum, *args) -> str:
    return reverse(f"samverkansteam:{namn}", args=[rum.arende.pk, rum.team.pk, *args])


def test_each_button_keeps_all_that_is_typed(client):
    rum = make_rum()
    mote, vem = make_mote(rum), Deltagare.objects.get(team=rum.team, anvandare=rum.extern)
    svar = logga_in(client, rum.ledare).post(
        led(rum, mote),
        typed(rum, gor="atagande", vad="Ringer.", ansvarig=vem.pk, senast="2026-12-24"),
    )
    assert svar.status_code == 303
    assert svar.url.endswith("/led/#atagande")
    assert Moteslager.objects.get(mote=mote).gemensamt == "Vi började med elevens ord."
    assert Narvaro.objects.filter(mote=mote, narvarande=True).count() == 2
    assert Atagande.objects.get(mote=mote).vad == "Ringer."


def test_a_button_without_what_it_needs_says_so_and_loses_nothing(client):
    rum = make_rum()
    mote = make_mote(rum)
    svar = logga_in(client, rum.ledare).post(led(rum, mote), typed(rum, gor="atagande"))
    assert svar.status_code == 422
    html = page_itself(svar)
    assert "Fyll i det här först." in html
    assert "Vi började med elevens ord." in html


def test_what_is_typed_is_saved_by_itself(client):
    rum = make_rum()
    mote = make_mote(rum)
    svar = logga_in(client, rum.ledare).post(
        led(rum, mote), typed(rum, vad="Halvskrivet"), headers={"X-Requested-With": "fetch"}
    )
    assert svar.status_code == 204
    assert Moteslager.objects.get(mote=mote).internt == "Fråga om systern."
    assert not Atagande.objects.exists()


def test_closing_leads_to_the_meeting_with_its_minutes(client):
    rum = make_rum()
    mote = make_mote(rum)
    logga_in(client, rum.ledare)
    svar = client.post(led(rum, mote), typed(rum, gor="stang"), follow=True)
    html = page_itself(svar)
    assert "Vi började med elevens ord." in html
    assert "Fråga om systern." in html
    html = page_itself(logga_in(client, rum.extern).get(svar.request["PATH_INFO"]))
    assert "Vi började med elevens ord." in html
    assert "Fråga om systern." not in html


def test_another_party_gets_no_page_to_lead(client):
    rum = make_rum()
    assert logga_in(client, rum.extern).get(led(rum, make_mote(rum))).status_code == 403


def test_a_line_is_written_on_the_page_and_a_refused_one_says_why(client):
    rum, mote = make_trefas()
    punkt = take_up(mote=mote, teamarende=rum.teamarende, actor=rum.ledare)
    vem = Deltagare.objects.get(team=rum.team, anvandare=rum.ledare)
    rad = {"gor": "rad", "punkt": punkt.pk, "sagt_av": vem.pk, "sagt": "Ny kontaktperson."}
    logga_in(client, rum.ledare)
    svar = client.post(led(rum, mote), typed(rum, lagrum=lagrum("P18").pk, **rad))
    assert svar.status_code == 422
    assert "Pröva lagrummets villkor först" in page_itself(svar)
    ja = {"villkor_provade": "on", "avvagning": "Skyddet väger tyngre."}
    svar = client.post(led(rum, mote), typed(rum, lagrum=lagrum("P18").pk, **rad, **ja))
    assert svar.status_code == 303
    assert Motesrad.objects.get().vad == "Ny kontaktperson."


def test_the_other_party_reads_its_own_lines_on_the_page_of_the_meeting(client):
    rum, mote = make_trefas()
    punkt = take_up(mote=mote, teamarende=rum.teamarende, actor=rum.ledare)
    our_line(rum, punkt, "P18", vad="Vår uppgift.")
    polisen = Deltagare.objects.get(team=rum.team, anvandare=rum.extern)
    our_line(rum, punkt, "P15", sagt_av=polisen, vad="Polisens uppgift.")
    close_mote(mote=mote, actor=rum.ledare)
    adress = reverse("samverkansteam:mote", args=[rum.team.pk, mote.pk])
    deras = page_itself(logga_in(client, rum.extern).get(adress))
    assert "Polisens uppgift." in deras
    assert "Vår uppgift." not in deras


def test_the_calendar_file_has_neither_team_nor_place(client):
    rum = make_rum()
    mote = make_mote(rum, om=timedelta(days=3))
    adress = reverse("samverkansteam:mote_ical", args=[rum.team.pk, mote.pk])
    svar = logga_in(client, rum.extern).get(adress)
    assert svar["Content-Type"].startswith("text/calendar")
    fil = svar.content.decode()
    assert not any(ord_ in fil for ord_ in (rum.team.namn, "Skolan", str(mote.pk), "Person"))


def test_calling_off_is_confirmed_and_shown(client):
    rum = make_rum()
    mote = make_mote(rum, om=timedelta(days=3))
    adress = reverse("samverkansteam:stall_in_mote", args=[rum.team.pk, mote.pk])
    logga_in(client, rum.ledare)
    assert client.post(adress).status_code == 303
    html = page_itself(client.get(reverse("samverkansteam:mote", args=[rum.team.pk, mote.pk])))
    assert "Inställt" in html


def test_the_agenda_names_no_person_and_the_chair_sees_what_ends(client):
    rum = make_rum()
    make_samtycke(rum, till=timezone.localdate() + timedelta(days=10))
    svar = logga_in(client, rum.ledare).get(reverse("samverkansteam:nytt_mote", args=[rum.team.pk]))
    assert svar.context["form"].initial["dagordning"].splitlines() == rum.team.teamtyp.dagordning
    assert "Person 1: Samtycket till" in page_itself(svar)


def test_a_request_to_take_part_is_sent_and_answered_on_its_pages(client):
    rum = make_rum()
    logga_in(client, rum.ledare)
    client.post(
        reverse("samverkansteam:begar_medverkan", args=[rum.team.pk]),
        {
            "organisation": make_organisation().pk,
            "vad": "Ett möte i månaden.",
            "svar_senast": timezone.localdate() + timedelta(days=7),
        },
    )
    begaran = Medverkansbegaran.objects.get()
    svar = client.post(
        reverse("samverkansteam:svara_medverkan", args=[rum.team.pk, begaran.pk]),
        {"svar": "ja", "svar_i_ord": "En coach."},
    )
    assert svar.status_code == 303
    html = page_itself(client.get(reverse("samverkansteam:rum", args=[rum.team.pk])))
    assert "En coach." in html


def test_the_page_of_a_pupils_school_says_the_weeks_in_words_and_takes_what_is_noted(client):
    rum = make_rum()
    logga_in(client, rum.ledare)
    record_franvaro(
        teamarende=rum.teamarende, vecka="2026-W10", giltig=2, ogiltig=9, sen=1, actor=rum.ledare
    )
    client.post(person("ny_orsak", rum), {"omrade": "hem", "hypotes": "Sover dåligt."})
    client.post(
        person("delaktighet", rum),
        {"dag": "2026-11-01", "barnet": "var_med", "vardnadshavare": "avstod"},
    )
    client.post(person("gymnasiebehorighet", rum), {"ar": 2026, "utfall": "yrke"})
    html = page_itself(client.get(person("skolgang", rum)))
    for text in ("11 timmar i veckan", "Hem: Sover dåligt.", "Eleven: var med", "Våren 2026"):
        assert text in html
    assert Orsakshypotes.objects.count() == Delaktighet.objects.count() == 1
    assert Gymnasiebehorighet.objects.count() == 1


def test_a_team_that_does_not_follow_absence_has_no_such_page(client):
    rum = make_rum(teamtyp="sig")
    assert logga_in(client, rum.ledare).get(person("skolgang", rum)).status_code == 404


def test_the_room_of_ssit_shows_the_clock_of_the_first_contact(client):
    rum = make_rum(teamtyp="ssit")
    start_frist(rum.arende, "ssit_forsta_kontakt", ankare=timezone.now(), actor=rum.ledare)
    html = page_itself(
        logga_in(client, rum.ledare).get(reverse("samverkansteam:rum", args=[rum.team.pk]))
    )
    assert "Första kontakt" in html


SIDOR_I_AKTEN = (
    "insatser:arende",
    "insatser:sammanfattning",
    "insatser:kronologi",
    "arenden:journal",
    "samverkansteam:arende",
)


@pytest.mark.parametrize("namn", SIDOR_I_AKTEN)
def test_a_mark_and_what_others_said_show_nowhere_in_the_akt(client, namn):
    rum, mote = make_trefas()
    set_markering(teamarende=rum.teamarende, farg="rod", motiv="Hotbild", actor=rum.ledare)
    punkt = take_up(mote=mote, teamarende=rum.teamarende, actor=rum.ledare)
    polisen = Deltagare.objects.get(team=rum.team, anvandare=rum.extern)
    our_line(rum, punkt, "P15", sagt_av=polisen, vad="Uppgiften som sades")
    svar = logga_in(client, rum.ledare).get(reverse(namn, args=[rum.arende.pk]))
    assert svar.status_code == 200
    html = page_itself(svar)
    assert not any(ord_ in html for ord_ in ("Hotbild", "Uppgiften som sades", "Röd"))


def test_the_whole_akt_on_paper_holds_neither_the_mark_nor_what_others_said():
    rum, mote = make_trefas()
    set_markering(teamarende=rum.teamarende, farg="rod", motiv="Hotbild", actor=rum.ledare)
    punkt = take_up(mote=mote, teamarende=rum.teamarende, actor=rum.ledare)
    polisen = Deltagare.objects.get(team=rum.team, anvandare=rum.extern)
    our_line(rum, punkt, "P15", sagt_av=polisen, vad="Uppgiften som sades")
    papper = repr(akt_innehall(rum.arende, gangvag().graf))
    assert not any(ord_ in papper for ord_ in ("Hotbild", "Uppgiften som sades", "Röd"))


@pytest.mark.parametrize("namn", ["insatser:arendelista", "insatser:min_dag", "insatser:sok"])
def test_a_mark_shows_in_no_list_and_no_search(client, namn):
    rum, _ = make_trefas()
    set_markering(teamarende=rum.teamarende, farg="rod", motiv="Hotbild", actor=rum.ledare)
    svar = logga_in(client, rum.ledare).get(reverse(namn), {"q": "Hotbild"})
    assert svar.status_code == 200
    sida = page_itself(svar).replace('value="Hotbild"', "").replace("«Hotbild»", "")
    assert "Röd" not in sida


def test_a_colleagues_text_is_shown_beside_mine_and_mine_is_kept(client):
    rum = make_rum()
    mote = make_mote(rum)
    kollega = logga_in(client, rum.ledare)
    write(rum, mote, gemensamt="Först.")
    Moteslager.objects.filter(mote=mote).update(andrat_av=rum.extern)
    svar = kollega.post(
        led(rum, mote),
        typed(rum, gor="spara", sedd=(timezone.now() - timedelta(hours=1)).isoformat()),
    )
    assert svar.status_code == 409
    html = page_itself(svar)
    assert "Först." in html
    assert "Vi började med elevens ord." in html


def test_a_meeting_that_is_called_off_is_not_led(client):
    rum = make_rum()
    mote = cancel_mote(mote=make_mote(rum), actor=rum.ledare)
    assert logga_in(client, rum.ledare).get(led(rum, mote)).status_code == 403
