"""Clocks, siblings and protected identity, as the pages show them."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from access.models import Roll
from arenden.actions.import_fall import import_fall
from arenden.models import Arende, Frist, Fristforlangning, Personakt, Steg
from arenden.models.akt import Person
from tests.arenden.webb import errors_at, som, text_of
from tests.insatser import vagen

FALL = Path(settings.BASE_DIR, "arenden/data/fall")


def receive_case(stad, nummer, **andrat):
    (fil,) = FALL.glob(f"{nummer:02d}-*.json")
    data = json.loads(fil.read_text(encoding="utf-8")) | {"stadsdelsomrade": "Järva"} | andrat
    (utfall,) = import_fall([(fil.name, json.dumps(data).encode())], actor=stad.mottagare)
    assert utfall.fel == []
    return utfall.arenden


def overview(arende):
    return reverse("insatser:arende", args=[arende.pk])


def extend_page(frist):
    return reverse("arenden:forlangning", args=[frist.arende_id, frist.pk])


def test_a_report_on_friday_night_shows_its_days_and_how_they_are_counted(stad):
    (arende,) = receive_case(stad, 1)
    page = text_of(som(stad.mottagare).get(overview(arende)))
    assert "senast 2026-11-21" in page
    assert "Räknas från 20 nov 2026 kl. 22:40" in page
    assert "stadens gräns är lördag 21 nov 2026 kl. 22:40" in page
    assert "senast 2026-12-04" in page
    assert "Fjortonde dagen är fredag 4 dec 2026 (SoL 20:2)." in page


def test_the_list_sorts_by_the_nearest_clock_and_follows_it(stad):
    (arende,) = receive_case(stad, 1)
    assert arende.narmaste_frist == Frist.objects.get(slag="skyddsbedomning").senast
    vagen.protect(stad, arende)
    arende = vagen.fresh(arende)
    assert arende.narmaste_frist == Frist.objects.get(slag="forhandsbedomning").senast
    vagen.open_(stad, arende)
    arende = vagen.fresh(arende)
    assert arende.narmaste_frist == Frist.objects.get(slag="underrattelse_inledd").senast
    vagen.tell(stad, arende)
    arende = vagen.fresh(arende)
    assert arende.narmaste_frist == Frist.objects.get(slag="aterkoppling").senast


def test_only_the_gruppledare_extends_and_only_with_a_reason(stad):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    frist = Frist.objects.get(slag="utredning")
    data = {
        "till": f"{frist.mal + timedelta(days=30):%Y-%m-%d}",
        "motivering": "Utlandsboende far.",
    }
    assert som(stad.handlaggare).get(extend_page(frist)).status_code == 403
    assert "gruppledare" in text_of(som(stad.handlaggare).post(extend_page(frist), data))
    client = som(stad.gruppledare)
    assert "särskilda skäl" in text_of(client.get(extend_page(frist)))
    assert errors_at(client.post(extend_page(frist), data | {"motivering": ""}), "motivering")
    tidigare = data | {"till": f"{frist.mal:%Y-%m-%d}"}
    assert errors_at(client.post(extend_page(frist), tidigare), "till")
    assert not Fristforlangning.objects.exists()
    assert client.post(extend_page(frist), data).status_code == 303
    forlangning = Fristforlangning.objects.get()
    assert (forlangning.grund, forlangning.beslutad_av) == ("sarskilda", stad.gruppledare)
    assert forlangning.tidigare == frist.mal
    frist.refresh_from_db()
    assert f"{frist.mal:%Y-%m-%d}" == data["till"]
    assert f"senast {data['till']}" in text_of(client.get(overview(arende)))


def test_extending_the_nearest_clock_moves_the_case_in_the_list(stad):
    arende = vagen.arende_at(stad, Steg.FORHANDSBEDOMNING)
    frist = Frist.objects.get(slag="forhandsbedomning")
    data = {"till": f"{frist.mal + timedelta(days=14):%Y-%m-%d}", "motivering": "Synnerliga skäl."}
    som(stad.gruppledare).post(extend_page(frist), data)
    frist.refresh_from_db()
    assert vagen.fresh(arende).narmaste_frist == frist.senast


def test_a_clock_that_the_law_does_not_extend_is_refused(stad):
    vagen.receive(stad)
    frist = Frist.objects.get(slag="skyddsbedomning")
    client = som(stad.gruppledare)
    assert client.get(extend_page(frist)).status_code == 403
    data = {"till": "2099-01-01", "motivering": "Hinner inte."}
    assert errors_at(client.post(extend_page(frist), data), "__all__") == [
        "Fristen kan inte förlängas."
    ]


def test_what_is_overdue_is_shown_on_min_dag_and_in_the_list(stad):
    igar = timezone.localtime() - timedelta(days=2)
    arende = vagen.receive(stad, inkom=igar.isoformat())
    client = som(stad.mottagare)
    min_dag = text_of(client.get(reverse("insatser:min_dag")))
    assert arende.arendenummer in min_dag
    assert "försenad" in min_dag
    lista = text_of(client.get(reverse("insatser:arendelista") + "?flik=otilldelade"))
    assert "Försenad" in lista
    vagen.protect(stad, arende)
    assert "Försenad" not in text_of(
        client.get(reverse("insatser:arendelista") + "?flik=otilldelade")
    )


def test_siblings_have_each_their_own_akt_case_and_clocks(stad):
    arenden = receive_case(stad, 2)
    assert len(arenden) == Personakt.objects.count() == 3
    assert Frist.objects.filter(slag="skyddsbedomning").count() == 3
    forsta, andra, _ = arenden
    vagen.protect(stad, forsta)
    assert vagen.fresh(forsta).steg == Steg.FORHANDSBEDOMNING
    assert vagen.fresh(andra).steg == Steg.SKYDDSBEDOMNING
    assert andra.frister.running().count() == 2
    page = text_of(som(stad.mottagare).get(overview(forsta)))
    assert "Amina Exempel" in page
    assert "Yusuf" not in page
    assert {namn for arende in arenden for namn in arende.akt.vardnadshavare_set.values_list("pk")}


def test_protected_identity_is_never_named_in_a_list(stad):
    (arende,) = receive_case(stad, 7)
    Person.objects.get(akt=arende.akt)
    client = som(stad.mottagare)
    for sida in (
        reverse("insatser:arendelista") + "?flik=otilldelade",
        reverse("insatser:arendelista") + "?flik=enhetens",
        reverse("insatser:min_dag"),
    ):
        page = text_of(client.get(sida))
        assert arende.arendenummer in page
        assert "Iris" not in page
        assert "I.S." not in page
        assert "2013" not in page
    assert "Skyddad person" in text_of(
        client.get(reverse("insatser:arendelista") + "?flik=otilldelade")
    )


def test_protected_identity_shows_neither_address_nor_school(stad):
    person = json.loads(next(FALL.glob("07-*.json")).read_text(encoding="utf-8"))["berorda"][0]
    hemligt = {"adress": "Gömda gatan 1", "skola": "Gömda skolan", "telefon": "070-000 00 77"}
    (arende,) = receive_case(stad, 7, berorda=[person | hemligt])
    page = text_of(som(stad.mottagare).get(overview(arende)))
    assert "Skyddad folkbokföring: adress, skola och plats får inte röjas" in page
    assert "Visas inte: skyddade personuppgifter" in page
    for dolt in hemligt.values():
        assert dolt not in page


def test_the_number_of_a_protected_guardian_is_not_shown(stad):
    vh = [{"fornamn": "Lovisa", "telefon": "070-1", "skyddsniva": "sekretessmarkering"}]
    (arende,) = receive_case(stad, 7, vardnadshavare=vh)
    page = text_of(som(stad.mottagare).get(overview(arende)))
    assert "Lovisa" in page
    assert "070-1" not in page


@pytest.mark.parametrize("fraga", ["20120126-2399", "201201262399"])
def test_search_finds_ones_own_and_answers_the_rest_alike(stad, fraga):
    arende = vagen.receive(stad)
    sok = reverse("insatser:sok")
    found = som(stad.mottagare).post(sok, {"q": fraga})
    assert (found.status_code, found.url) == (302, overview(arende))
    ute = vagen.make_anvandare(Roll.SOCIALSEKRETERARE, enhet=stad.enhet)
    for q in (fraga, arende.arendenummer, "19121212-1212", "FEL-2026-00001"):
        assert "Ingen träff" in text_of(som(ute).post(sok, {"q": q}))
    assert Arende.objects.count() == 1
