"""Registering a report by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from access.models import Enhet, Roll
from arenden.models import Anmalan, Arende, Frist, Identitetsbeteckning, Person, Personakt, Steg
from tests.arenden.webb import HOSTILE, errors_at, som, text_of
from tests.builders import make_anvandare, make_enhet, make_namnd

URL = reverse("arenden:nytt_inflode")


def report(**andrat):
    nar = timezone.localtime() - timedelta(minutes=5)
    return {
        "slag": "orosanmalan",
        "stadsdelsomrade": "Järva",
        "inkom": f"{nar:%Y-%m-%dT%H:%M}",
        "kanal": "Telefon",
        "personnummer": "20120126-2399",
        "fornamn": "Elias",
        "efternamn": "Provsson",
        "kategori": "Skola",
        "anmalare_namn": "Rektor S. Lind",
        "skyddsniva": "ingen",
        "text": "Pojken har inte varit i skolan på två veckor.",
    } | andrat


def nothing_was_written():
    return not any(model.objects.exists() for model in (Personakt, Person, Arende, Anmalan, Frist))


def test_the_form_asks_for_the_users_own_districts(stad):
    make_namnd(stadsdelsomrade="Farsta")
    page = som(stad.mottagare).get(URL)
    assert page.status_code == 200
    assert "Fristerna räknas från den tid då anmälan kom in" in text_of(page)
    assert 'value="Järva"' in page.content.decode()
    assert "Farsta" not in page.content.decode()


def test_a_report_becomes_akt_arende_clocks_and_an_open_step(stad):
    client = som(stad.mottagare)
    response = client.post(URL, report(onskar_aterkoppling="on"))
    arende = Arende.objects.get()
    assert (response.status_code, response.url) == (
        303,
        reverse("insatser:arende", args=[arende.pk]),
    )
    assert arende.steg == Steg.SKYDDSBEDOMNING
    assert arende.akt.person.namn == "Elias Provsson"
    assert (arende.akt.fodelsear, arende.akt.kon) == (2012, "M")
    assert arende.anmalningar.get().onskar_aterkoppling is True
    assert sorted(arende.frister.values_list("slag", flat=True)) == [
        "forhandsbedomning",
        "skyddsbedomning",
    ]
    assert arende.narmaste_frist == arende.frister.get(slag="skyddsbedomning").senast
    page = text_of(client.get(response.url))
    assert "Mottaget. Nu görs skyddsbedömningen." in page
    assert "Gå till skyddsbedömning" in page


def test_an_unknown_identity_is_a_person_to_recognise(stad):
    data = report(personnummer="", fornamn="", efternamn="", kannetecken="blå elsparkcykel")
    response = som(stad.mottagare).post(URL, data, follow=True)
    person = Arende.objects.get().akt.person
    assert (person.namn, person.kannetecken) == ("Okänd person", "blå elsparkcykel")
    assert not Identitetsbeteckning.objects.exists()
    assert "blå elsparkcykel" in text_of(response)


@pytest.mark.parametrize(
    ("falt", "varde", "ord_"),
    [
        ("personnummer", "20120126-2398", "kontrollsiffra"),
        ("personnummer", "hej", "tio eller tolv siffror"),
        ("text", "", ""),
        ("slag", "", ""),
        ("stadsdelsomrade", "Farsta", ""),
        ("inkom", "igår", ""),
        ("anmalare_namn", "x" * 201, ""),
        ("text", "noll\x00tecken", ""),
    ],
)
def test_a_fault_stands_at_its_field_and_all_is_still_there(stad, falt, varde, ord_):
    response = som(stad.mottagare).post(URL, report(vardnadshavare_telefon="070-1") | {falt: varde})
    [fel] = errors_at(response, falt)
    assert ord_ in fel.lower()
    page = response.content.decode()
    assert f'id="id_{falt}_error"' in page
    for typed in (
        "Elias",
        "Provsson",
        "Rektor S. Lind" if falt != "anmalare_namn" else "",
        "070-1",
    ):
        assert typed in page
    assert falt == "text" or "Pojken har inte varit i skolan" in page
    assert nothing_was_written()


def test_a_report_without_anyone_to_recognise_is_refused_at_the_number(stad):
    data = report(personnummer="", fornamn="", efternamn="")
    assert errors_at(som(stad.mottagare).post(URL, data), "personnummer") == [
        "Ange nummer, namn eller kännetecken."
    ]


@pytest.mark.parametrize("om", [timedelta(minutes=30), timedelta(days=2)])
def test_a_time_that_has_not_been_is_refused(stad, om):
    inkom = f"{timezone.localtime() + om:%Y-%m-%dT%H:%M}"
    response = som(stad.mottagare).post(URL, report(inkom=inkom))
    assert "inte varit än" in errors_at(response, "inkom")[0]
    assert nothing_was_written()


def test_an_anonymous_reporter_has_no_name(stad):
    response = som(stad.mottagare).post(URL, report(anonym="on"))
    assert "anonym" in errors_at(response, "anmalare_namn")[0]


def test_without_a_duty_in_the_namnd_nothing_is_received(stad):
    annan = make_namnd(stadsdelsomrade="Farsta")
    make_enhet(namnd=annan, slag=Enhet.Slag.MOTTAGNING)
    frammande = make_anvandare(Roll.MOTTAGNING, enhet=annan.enheter.get())
    assert errors_at(som(frammande).post(URL, report()), "stadsdelsomrade")
    assert nothing_was_written()


def test_a_namnd_without_a_mottagning_says_so(stad):
    stad.mottagning.slag = Enhet.Slag.OPPENVARD
    stad.mottagning.save()
    [fel] = errors_at(som(stad.mottagare).post(URL, report()), "stadsdelsomrade")
    assert "ingen mottagning" in fel
    assert nothing_was_written()


def test_the_same_report_twice_is_one(stad):
    client, data = som(stad.mottagare), report()
    client.post(URL, data)
    response = client.post(URL, data, follow=True)
    assert "Anmälan var redan mottagen. Inget har ändrats." in text_of(response)
    assert Anmalan.objects.count() == 1


def test_hostile_text_is_stored_as_written_and_shown_harmless(stad):
    client = som(stad.mottagare)
    mark = '<script>alert("å")</script>'
    data = report(
        text=HOSTILE, fornamn=f"{mark}Elias", kannetecken="{{ 7|add:7 }}", anmalare_namn=mark
    )
    client.post(URL, data)
    anmalan = Anmalan.objects.get()
    assert anmalan.text == HOSTILE
    arende = anmalan.arende
    for sida in (
        reverse("insatser:arende", args=[arende.pk]),
        reverse("arenden:skyddsbedomning", args=[arende.pk, anmalan.pk]),
        reverse("arenden:journal", args=[arende.pk]),
        reverse("insatser:arendelista") + "?flik=otilldelade",
        reverse("insatser:min_dag"),
    ):
        page = client.get(sida).content.decode()
        assert "<script>alert" not in page, sida
    page = client.get(reverse("arenden:skyddsbedomning", args=[arende.pk, anmalan.pk]))
    assert "&lt;script&gt;alert" in page.content.decode()
    assert "{{ 7|add:7 }}" in text_of(page)
    assert "👩‍👧‍👦" in text_of(page)
