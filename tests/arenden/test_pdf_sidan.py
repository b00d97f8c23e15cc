"""What leaves a case on paper: readable, numbered, and named after nobody."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from access.models import Roll
from arenden.actions.beslut import propose_beslut
from arenden.models import Beslut, Steg
from tests.arenden.webb import HOSTILE, som
from tests.builders import make_anvandare
from tests.insatser import vagen


def read(response):
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    return PdfReader(BytesIO(response.content))


def words(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def beslut_page(beslut):
    return reverse("arenden:beslut_pdf", args=[beslut.arende_id, beslut.pk])


def summary_page(arende):
    return reverse("insatser:sammanfattning_pdf", args=[arende.pk])


def fonts(reader):
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            yield font.get_object()


@pytest.fixture
def beslut(stad):
    vagen.arende_at(stad, Steg.PLAN)
    return Beslut.objects.get()


def decided(stad, **andrat):
    """A decision whose texts the test names itself."""
    arende = vagen.arende_at(stad, Steg.BESLUTSFORSLAG)
    texter = {"text": "Beslutet.", "motivering": "Skälen.", "barnkonsekvens": "Bra."}
    propose_beslut(
        arende=arende, slag="insats", lagrum="SoL 11:1", actor=stad.handlaggare, **texter | andrat
    )
    vagen.decide(stad, arende)
    return Beslut.objects.get()


def test_a_decision_as_a_letter(stad, beslut):
    response = som(stad.handlaggare).get(beslut_page(beslut))
    reader = read(response)
    text = words(reader)
    for ord_ in (
        "Beslut: Bifall: insats",
        "Gäller: Elias Provsson",
        "Familjebehandling i sex månader.",
        "Skälen för beslutet",
        "Så påverkas barnet",
        "överklaga beslutet hos förvaltningsrätten",
        "Sekretess enligt 26 kap. 1 §",
        "Sida 1 av 1",
        beslut.arende.arendenummer,
        str(stad.gruppledare),
    ):
        assert ord_ in text
    assert reader.trailer["/Root"]["/Lang"] == "sv-SE"
    assert reader.metadata.title == f"Beslut: Bifall: insats {beslut.arende.arendenummer}"


def test_every_font_is_inside_the_file(stad, beslut):
    for font in fonts(read(som(stad.handlaggare).get(beslut_page(beslut)))):
        assert "/FontFile2" in font["/FontDescriptor"]


def test_the_name_of_the_file_is_the_number_alone(stad, beslut):
    for sida in (beslut_page(beslut), summary_page(beslut.arende)):
        disposition = som(stad.handlaggare).get(sida)["Content-Disposition"]
        assert beslut.arende.arendenummer in disposition
        assert "Provsson" not in disposition
        assert "201201262399" not in disposition


def test_a_long_text_runs_over_numbered_pages(stad):
    stycke = "Skälen är många och skrivs ut i sin helhet. " * 30
    beslut = decided(stad, motivering="\r\n\r\n".join([stycke] * 12) + "SLUTET.")
    reader = read(som(stad.handlaggare).get(beslut_page(beslut)))
    antal = len(reader.pages)
    assert antal > 4
    for nummer, page in enumerate(reader.pages, start=1):
        assert f"Sida {nummer} av {antal}" in page.extract_text()
    assert "SLUTET." in words(reader)


def test_hostile_text_is_printed_as_the_signs_it_is(stad):
    beslut = decided(
        stad, motivering=f"<b>fet</b> &amp; noll\x00tecken {HOSTILE}", text="x" * 9_000
    )
    text = words(read(som(stad.handlaggare).get(beslut_page(beslut))))
    assert "<b>fet</b> &amp;" in text
    assert '<script>alert("å")</script>' in text
    assert "{{ 7|add:7 }}" in text


def test_the_summary_tells_the_way_but_not_who_reported(stad):
    arende = vagen.arende_at(stad, Steg.AVSLUTAT)
    text = words(read(som(stad.handlaggare).get(summary_page(arende))))
    for ord_ in (
        "Sammanfattning av ärendet",
        "Gäller: Elias Provsson",
        "Orosanmälan",
        "Jag vill tillbaka till klassen men inte till matten.",
        "Familjebehandling i sex månader.",
        "Elias är i skolan varje förmiddag.",
        "Uppföljning 1",
        "Avslut: Enligt plan",
        "Elias går i skolan.",
    ):
        assert ord_ in text
    for dolt in ("Rektor S. Lind", "inte varit i skolan på två veckor", "201201262399"):
        assert dolt not in text


def test_a_summary_can_be_taken_at_every_step(stad):
    arende = vagen.receive(stad)
    assert "Ingen än" in words(read(som(stad.mottagare).get(summary_page(arende))))


def test_what_is_not_decided_is_no_letter(stad):
    vagen.arende_at(stad, Steg.BESLUT)
    assert som(stad.gruppledare).get(beslut_page(Beslut.objects.get())).status_code == 404


def test_an_outsider_gets_no_paper(stad, beslut):
    ute = som(make_anvandare(Roll.GRUPPLEDARE))
    assert ute.get(beslut_page(beslut)).status_code == 404
    assert ute.get(summary_page(beslut.arende)).status_code == 404
