"""Part of a note, masked; until a day; opened and acknowledged; and what was said aloud."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from access.middleware import row_level_security
from access.models import Avisering, Organisation
from arenden.models import Anmalan, Utkast
from samverkansteam.actions.delgivning import Sagt, release_aloud
from samverkansteam.actions.kvittens import acknowledge, open_copy
from samverkansteam.actions.mote import plan_mote
from samverkansteam.delbart import delbart_in
from samverkansteam.models import Delgivning, Delgivningskopia, Kvittens, Lagrum
from tests.conftest import logga_in
from tests.samverkansteam.builders import (
    Rum,
    ja_till_allt,
    make_anteckning,
    make_rum,
    make_samtycke,
    samtyckesgrund,
)
from tests.samverkansteam.test_delgivning import lamna

pytestmark = pytest.mark.django_db

IDAG = timezone.localdate
TEXT = "Alva kommer i tid om tisdagarna.\n\nHennes bror Sixten är inlagd.\n\nHon vill börja tio."


def expired(rum: Rum) -> Delgivningskopia:
    """A copy whose last day was yesterday."""
    kopia = lamna(rum).kopia
    igar = IDAG() - timedelta(days=1)
    for model in (Delgivningskopia, Kvittens):
        model.objects.all().update(lases_till=igar)
    kopia.refresh_from_db()
    return kopia


def say(rum: Rum, **override) -> Delgivning:
    lagrum = override.pop("lagrum", None) or samtyckesgrund()
    falt = {
        "mottagare": rum.part,
        "innehall": "Alva börjar tio på tisdagar.",
        "slag": ["skola"],
        "andamal": "Skolan lägger schemat.",
        "svar": ja_till_allt(lagrum),
        "sagt": Sagt(form="samtal", nar=timezone.now() - timedelta(hours=1)),
    }
    return release_aloud(
        teamarende=rum.teamarende, lagrum=lagrum, actor=rum.ledare, **falt | override
    )


def walk(client, rum: Rum, **svar):
    """Step for step, as the pages lead: each answer is carried along, the last page is sent."""
    url = reverse("samverkansteam:lamna_ut", args=[rum.arende.pk, rum.team.pk])
    lagrum = samtyckesgrund()
    allt = {
        "mottagare": rum.part.pk,
        "slag": ["skola"],
        "lases_till": IDAG() + timedelta(days=30),
        "lagrum": lagrum.pk,
        "andamal": "Skolan lägger schemat.",
    } | {f"villkor_{kod}": "ja" if ja else "nej" for kod, ja in ja_till_allt(lagrum).items()}
    visat = client.post(url, allt | svar | {"steg": "villkor"})
    assert visat.status_code == 200, visat.context["form"].errors
    slut = visat.context["slut"]
    return visat, client.post(url, allt | svar | {"steg": "slut", "visat": slut.avtryck})


def test_only_the_chosen_parts_leave_and_masked_words_are_gone(client):
    rum = make_rum()
    make_samtycke(rum)
    anteckning = make_anteckning(rum, text=TEXT)
    logga_in(client, rum.ledare)
    visat, klar = walk(
        client,
        rum,
        uppgifter=[f"journalanteckning:{anteckning.pk}"],
        egen_text="Sixten ska inte nämnas.",
        **{"delar-0": ["0", "2"], "ord": "Sixten"},
    )
    assert klar.status_code == 303
    kopia = Delgivningskopia.objects.get()
    assert "i tid om tisdagarna" in kopia.innehall
    assert "börja tio" in kopia.innehall
    assert "inlagd" not in kopia.innehall
    assert "Sixten" not in kopia.innehall
    assert "[maskat] ska inte nämnas." in kopia.innehall
    assert kopia.innehall == visat.context["slut"].innehall
    urval = kopia.delgivning.urval
    assert (urval["delar"][0]["delar"], urval["delar"][0]["av"]) == ([0, 2], 3)
    assert urval["maskat"] == ["Sixten"]


def test_the_one_who_reported_is_masked_without_being_asked(client):
    rum = make_rum()
    make_samtycke(rum)
    Anmalan.objects.create(
        akt_id=rum.arende.akt_id,
        namnd_id=rum.arende.namnd_id,
        arende=rum.arende,
        slag="orosanmalan",
        kanal="telefon",
        inkom=timezone.now(),
        text="Oro.",
        anmalare_namn="Rut Granne",
        anmalare_kategori="privat",
        registrerad_av=rum.ledare,
    )
    logga_in(client, rum.ledare)
    _, klar = walk(client, rum, egen_text="Rut Granne hörde av sig.")
    assert klar.status_code == 303
    assert Delgivningskopia.objects.get().innehall == "[maskat] hörde av sig."


def test_a_part_must_be_ticked_in_a_text_of_several(client):
    rum = make_rum()
    make_samtycke(rum)
    anteckning = make_anteckning(rum, text=TEXT)
    logga_in(client, rum.ledare)
    svar = client.post(
        reverse("samverkansteam:lamna_ut", args=[rum.arende.pk, rum.team.pk]),
        {
            "steg": "urval",
            "mottagare": rum.part.pk,
            "slag": ["skola"],
            "lases_till": IDAG(),
            "uppgifter": [f"journalanteckning:{anteckning.pk}"],
        },
    )
    assert svar.status_code == 422
    assert "Kryssa för minst en del" in svar.content.decode()


def test_a_meeting_time_asks_for_a_consent_that_covers_meetings(client):
    rum = make_rum()
    make_samtycke(rum, slag=["skola"])
    plan_mote(
        team=rum.team,
        planerat=timezone.now() + timedelta(days=3),
        plats="Skolan",
        dagordning="",
        actor=rum.ledare,
    )
    (tid,) = delbart_in(rum.teamarende, rum.ledare)
    assert tid.slag == "mote"
    logga_in(client, rum.ledare)
    svar = client.post(
        reverse("samverkansteam:lamna_ut", args=[rum.arende.pk, rum.team.pk]),
        {
            "steg": "urval",
            "mottagare": rum.part.pk,
            "slag": ["skola"],
            "lases_till": IDAG(),
            "uppgifter": [tid.nyckel],
            "delar-0": [str(n) for n in range(len(tid.delar))],
        },
    )
    assert "C" not in {g.lagrum.kod for g in svar.context["grund"].erbjudna.values()}


def draft_url(rum: Rum) -> str:
    return reverse("arenden:utkast", args=[rum.arende.pk, "lamna-ut", rum.teamarende.pk])


def test_whoever_comes_back_stands_at_the_step_that_was_left(client):
    rum = make_rum()
    make_samtycke(rum)
    anteckning = make_anteckning(rum, text=TEXT)
    url = reverse("samverkansteam:lamna_ut", args=[rum.arende.pk, rum.team.pk])
    svar = {
        "mottagare": rum.part.pk,
        "uppgifter": [f"journalanteckning:{anteckning.pk}"],
        "egen_text": "Börjar sent.",
        "slag": ["skola"],
        "lases_till": IDAG() + timedelta(days=30),
        "delar-0": ["0", "2"],
        "lagrum": samtyckesgrund().pk,
        "steg": "villkor",
    }
    logga_in(client, rum.ledare)
    skrivet = svar | {"andamal": "Skolan lägger"}
    assert client.post(draft_url(rum), skrivet).status_code == 204
    client.logout()
    sida = logga_in(client, rum.ledare).get(url)
    assert sida.context["steg"] == "villkor"
    assert sida.context["form"]["andamal"].value() == "Skolan lägger"
    assert not sida.context["form"].errors
    burna = sida.context["burna"]
    assert {("delar-0", "0"), ("delar-0", "2"), ("egen_text", "Börjar sent.")} <= set(burna)
    assert not Delgivning.objects.exists()


def test_a_draft_whose_choice_no_longer_stands_leads_back_to_it(client):
    rum = make_rum()
    logga_in(client, rum.ledare)
    client.post(draft_url(rum), {"mottagare": rum.part.pk, "egen_text": "Sent.", "steg": "grund"})
    url = reverse("samverkansteam:lamna_ut", args=[rum.arende.pk, rum.team.pk])
    sida = client.get(url)
    assert sida.context["steg"] == "val"
    assert sida.context["form"].errors["slag"]
    assert sida.context["form"]["egen_text"].value() == "Sent."


def test_what_has_been_released_is_a_draft_no_more(client):
    rum = make_rum()
    make_samtycke(rum)
    logga_in(client, rum.ledare)
    client.post(draft_url(rum), {"egen_text": "Sent.", "steg": "val"})
    assert Utkast.objects.count() == 1
    _, klar = walk(client, rum, egen_text="Börjar sent.")
    assert klar.status_code == 303
    assert not Utkast.objects.exists()


@pytest.mark.parametrize("dagar", [-1, 367])
def test_a_copy_is_given_a_last_day_within_a_year(dagar):
    rum = make_rum()
    make_samtycke(rum)
    with pytest.raises(ValidationError, match="högst ett år"):
        lamna(rum, lases_till=IDAG() + timedelta(days=dagar))
    assert lamna(rum).lases_till > IDAG()


def test_after_the_last_day_the_receiver_has_the_trace_alone(client):
    rum = make_rum()
    make_samtycke(rum)
    kopia = expired(rum)
    url = reverse("samverkansteam:kopia", args=[rum.team.pk, kopia.pk])
    sida = logga_in(client, rum.extern).get(url)
    assert sida.status_code == 200
    assert "gick att läsa till och med" in sida.content.decode()
    assert "tio på tisdagar" not in sida.content.decode()
    assert client.post(f"{url}oppna/").status_code == 403
    assert "tio på tisdagar" in logga_in(client, rum.ledare).get(url).content.decode()


def test_the_wall_itself_hides_the_copy_after_the_last_day():
    rum = make_rum()
    make_samtycke(rum)
    kopia = lamna(rum).kopia
    with row_level_security(rum.extern.pk):
        assert Delgivningskopia.objects.filter(pk=kopia.pk).exists()
    expired_kopia = expired(rum)
    with row_level_security(rum.extern.pk):
        assert not Delgivningskopia.objects.filter(pk=expired_kopia.pk).exists()
        assert Kvittens.objects.filter(kopia_id=expired_kopia.pk).exists()


def test_the_receiver_opens_and_acknowledges_and_both_are_told(client):
    rum = make_rum()
    make_samtycke(rum)
    delgivning = lamna(rum)
    url = reverse("samverkansteam:kopia", args=[rum.team.pk, delgivning.kopia.pk])
    assert Avisering.objects.get(mottagare=rum.extern).slag == Avisering.Slag.UTLAMNAT
    logga_in(client, rum.extern)
    assert "tio på tisdagar" not in client.get(url).content.decode()
    client.post(f"{url}oppna/")
    assert "tio på tisdagar" in client.get(url).content.decode()
    assert client.post(f"{url}kvittera/").status_code == 303
    kvittens = Kvittens.objects.get()
    assert (kvittens.oppnad_av, kvittens.kvitterad_av) == (rum.extern, rum.extern)
    i_akten = reverse("samverkansteam:delgivning", args=[rum.arende.pk, delgivning.pk])
    assert "Kvitterad" in logga_in(client, rum.ledare).get(i_akten).content.decode()


def test_the_first_opening_is_what_is_kept():
    rum = make_rum()
    make_samtycke(rum)
    kvittens = lamna(rum).kopia.kvittens
    forsta = open_copy(kvittens=kvittens, actor=rum.extern).oppnad
    assert open_copy(kvittens=kvittens, actor=rum.extern).oppnad == forsta


def test_nobody_acknowledges_unread_or_for_another_party():
    rum = make_rum()
    make_samtycke(rum)
    kvittens = lamna(rum).kopia.kvittens
    with pytest.raises(PermissionDenied, match="Öppna uppgiften först"):
        acknowledge(kvittens=kvittens, actor=rum.extern)
    with pytest.raises(PermissionDenied, match="Bara mottagaren"):
        open_copy(kvittens=kvittens, actor=rum.ledare)


def test_what_was_said_is_a_line_in_the_akt_and_no_copy():
    rum = make_rum()
    samtycke = make_samtycke(rum)
    delgivning = say(rum)
    assert (delgivning.samtycke, delgivning.lases_till) == (samtycke, None)
    assert not Delgivningskopia.objects.exists()
    assert not Kvittens.objects.exists()


def test_what_is_said_asks_for_the_same_law():
    rum = make_rum(slag=Organisation.Slag.POLIS, fodelsedatum=date(2009, 5, 1))
    with pytest.raises(ValidationError, match="inget samtycke"):
        say(rum)
    p18 = Lagrum.objects.in_force(IDAG()).get(kod="P18")
    with pytest.raises(ValidationError, match="avvägning"):
        say(rum, lagrum=p18)
    assert say(rum, lagrum=p18, avvagning="Behovet väger tyngre.").lagrum == p18


def test_a_consent_of_today_does_not_carry_what_was_said_yesterday():
    rum = make_rum()
    make_samtycke(rum, fran=IDAG())
    igar = timezone.now() - timedelta(days=1)
    with pytest.raises(ValidationError, match="gällde inte"):
        say(rum, sagt=Sagt(form="samtal", nar=igar))


@pytest.mark.parametrize("nar", [timedelta(hours=1), timedelta(days=-15)])
def test_what_is_said_lies_in_the_last_two_weeks(nar):
    rum = make_rum()
    make_samtycke(rum)
    with pytest.raises(ValidationError, match="två veckor"):
        say(rum, sagt=Sagt(form="samtal", nar=timezone.now() + nar))


def test_the_line_is_written_on_the_page(client):
    rum = make_rum()
    make_samtycke(rum)
    lagrum = samtyckesgrund()
    svar = logga_in(client, rum.ledare).post(
        reverse("samverkansteam:lamna_muntligt", args=[rum.arende.pk, rum.team.pk]),
        {
            "steg": "villkor",
            "mottagare": rum.part.pk,
            "form": "samtal",
            "sagt": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
            "innehall": "Börjar tio.",
            "slag": ["skola"],
            "lagrum": lagrum.pk,
            "andamal": "Schemat.",
        }
        | {f"villkor_{kod}": "ja" if ja else "nej" for kod, ja in ja_till_allt(lagrum).items()},
    )
    assert svar.status_code == 303
    tab = client.get(reverse("samverkansteam:arende", args=[rum.arende.pk])).content.decode()
    assert "Muntligt" in tab


def test_the_web_changes_and_removes_no_release():
    rum = make_rum()
    make_samtycke(rum)
    delgivning = lamna(rum)
    for sats in (
        "UPDATE samverkansteam_delgivning SET utfall = 'avstadd' WHERE id = %s",
        "UPDATE samverkansteam_delgivningskopia SET person = 'X' WHERE delgivning_id = %s",
    ):
        with (
            pytest.raises(DatabaseError, match="stands as it was released"),
            transaction.atomic(),
            row_level_security(rum.ledare.pk),
            connection.cursor() as cursor,
        ):
            cursor.execute(sats, [delgivning.pk])
