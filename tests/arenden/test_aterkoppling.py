"""What the reporter may know: one of three facts, in a week, on request also afterwards."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from arenden.actions.forhandsbedomning import give_aterkoppling, request_aterkoppling
from arenden.dokument.aterkoppling import INGET_MER, UPPGIFT, aterkoppling_innehall
from arenden.models import Arende, Aterkoppling, Frist, Steg
from tests.arenden.dokumenten import read, words_of_page, words_of_paper
from tests.arenden.webb import errors_at, som, text_of
from tests.insatser import vagen

pytestmark = pytest.mark.django_db
UTAN = {"anmalare": {"kategori": "Skola", "namn": "Rektor S. Lind", "onskar_aterkoppling": False}}


@pytest.fixture
def avslutat(stad) -> Arende:
    """Not opened; nobody has asked to know."""
    arende = vagen.receive(stad, **UTAN)
    vagen.protect(stad, arende)
    vagen.open_(stad, vagen.fresh(arende), inleds=False)
    return vagen.fresh(arende)


def ask(stad, arende) -> Frist:
    request_aterkoppling(anmalan=arende.anmalningar.get(), actor=stad.mottagare)
    return Frist.objects.running().get(arende=arende, slag="aterkoppling")


def test_whoever_asks_within_the_week_has_that_week(stad, avslutat):
    beslutad = avslutat.forhandsbedomning.beslutad
    frist = ask(stad, avslutat)
    assert frist.ankare == beslutad
    assert frist.mal == timezone.localdate(beslutad) + timedelta(days=7)


def test_whoever_asks_later_is_told_at_once(stad, avslutat, time_machine):
    time_machine.move_to(timezone.now() + timedelta(days=12), tick=False)
    assert ask(stad, avslutat).mal == timezone.localdate()


def test_before_the_decision_nothing_runs_yet(stad):
    arende = vagen.receive(stad, **UTAN)
    request_aterkoppling(anmalan=arende.anmalningar.get(), actor=stad.mottagare)
    assert not Frist.objects.filter(slag="aterkoppling").exists()
    vagen.protect(stad, arende)
    vagen.open_(stad, vagen.fresh(arende))
    assert Frist.objects.running().filter(slag="aterkoppling").exists()


def test_asking_twice_changes_nothing(stad, avslutat):
    ask(stad, avslutat)
    with pytest.raises(ValidationError, match="redan begärd"):
        ask(stad, avslutat)


def test_nobody_answers_an_anonymous_reporter(stad):
    arende = vagen.receive(stad, anmalare={"kategori": "Privatperson", "anonym": True})
    with pytest.raises(ValidationError, match="anonym"):
        request_aterkoppling(anmalan=arende.anmalningar.get(), actor=stad.mottagare)


def test_it_stays_to_be_done_when_the_case_is_closed(stad, avslutat):
    client = som(stad.mottagare)
    begard = reverse("arenden:aterkoppling_begard", args=[avslutat.pk])
    anmalan = avslutat.anmalningar.get()
    assert client.post(begard, {"anmalan": str(anmalan.pk)}).status_code == 303
    sida = text_of(client.get(reverse("insatser:arende", args=[avslutat.pk])))
    assert "Återkoppla till anmälaren" in sida


def test_the_letter_holds_one_fact_and_nobodys_name_but_the_reporters(stad):
    arende = vagen.arende_at(stad, Steg.UNDERRATTELSE)
    anmalan = arende.anmalningar.get()
    give_aterkoppling(anmalan=anmalan, uppgift="inledd", motivering="", actor=stad.mottagare)
    adress = reverse("arenden:aterkoppling_pdf", args=[arende.pk, anmalan.pk])
    svar = som(stad.mottagare).get(adress)
    assert svar["Content-Type"] == "application/pdf"
    text = "\n".join(sida.extract_text() for sida in PdfReader(BytesIO(svar.content)).pages)
    assert "Vi har inlett en utredning." in text
    for ord_ in ("Elias", "Provsson", "20120126", "två veckor", stad.mottagare.namn):
        assert ord_ not in text
    lamnade = reverse("arenden:aterkopplingar", args=[arende.pk])
    assert adress in som(stad.mottagare).get(lamnade).content.decode()


def test_a_refusal_has_its_reason_and_no_letter(stad):
    arende = vagen.arende_at(stad, Steg.UNDERRATTELSE)
    anmalan = arende.anmalningar.get()
    with pytest.raises(ValidationError, match="olämplig"):
        give_aterkoppling(anmalan=anmalan, uppgift="olamplig", motivering="", actor=stad.mottagare)
    give_aterkoppling(
        anmalan=anmalan, uppgift="olamplig", motivering="Hotbild.", actor=stad.mottagare
    )
    adress = reverse("arenden:aterkoppling_pdf", args=[arende.pk, anmalan.pk])
    assert som(stad.mottagare).get(adress).status_code == 404


PARTSORD = "Pappan slår Elias, och Ekskolan vet om det."


@pytest.mark.parametrize(
    ("uppgift", "mening"),
    [
        ("inledd", "Vi har inlett en utredning."),
        ("inte_inledd", "Vi inleder inte någon utredning."),
        ("pagar", "En utredning pågår redan."),
    ],
)
def test_whatever_is_typed_the_reporter_reads_one_fact_in_the_laws_words(stad, uppgift, mening):
    arende = vagen.arende_at(stad, Steg.UNDERRATTELSE)
    anmalan = arende.anmalningar.get()
    webb = som(stad.mottagare)
    typed = {"uppgift": uppgift, "motivering": PARTSORD, "text": PARTSORD, "meddelande": PARTSORD}
    adress = reverse("arenden:aterkoppling", args=[arende.pk, anmalan.pk])
    assert webb.post(adress, typed).status_code == 303
    (brev,) = aterkoppling_innehall(anmalan.aterkoppling).avsnitt
    huvud, fakta, slut = brev.block
    assert [namn for namn, _ in huvud.rader] == ["Till", "Anmälan kom in"]
    assert (fakta.text, slut.text) == (mening, INGET_MER)
    pdf = webb.get(reverse("arenden:aterkoppling_pdf", args=[arende.pk, anmalan.pk]))
    sida = webb.get(reverse("arenden:aterkoppling_dokument", args=[arende.pk, anmalan.pk]))
    for ord_ in ("Pappan", "Elias", "Ekskolan"):
        assert ord_ not in words_of_paper(read(pdf))
        assert ord_ not in words_of_page(sida)


def test_there_is_no_fourth_fact(stad):
    arende = vagen.arende_at(stad, Steg.UNDERRATTELSE)
    anmalan = arende.anmalningar.get()
    assert set(UPPGIFT) == {"inledd", "inte_inledd", "pagar"}
    adress = reverse("arenden:aterkoppling", args=[arende.pk, anmalan.pk])
    svar = som(stad.mottagare).post(adress, {"uppgift": PARTSORD})
    assert errors_at(svar, "uppgift")
    with pytest.raises(ValidationError):
        give_aterkoppling(
            anmalan=anmalan, uppgift="allt", motivering=PARTSORD, actor=stad.mottagare
        )
    assert not Aterkoppling.objects.exists()
