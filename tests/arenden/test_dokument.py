"""The page and the paper of each document say the same, and neither more than it should."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from arenden.actions.journal import sign_anteckning, write_anteckning
from arenden.actions.uppgiftsbegaran import ask_for_uppgifter, note_svar
from arenden.models import Aktuttag, Arende, Beslut, Steg, Uppgiftsbegaran, Utredning
from arenden.pdf import dokument_of, render
from arenden.rules.innehall import (
    Avsnitt,
    Innehall,
    Lista,
    Text,
    as_json,
    from_json,
    tabell,
    varden,
)
from audit.models import Logghandelse
from insatser.dokument.helaakten import akt_innehall
from insatser.fard import gangvag
from tests.arenden.dokumenten import both, read, same, words_of_paper
from tests.arenden.webb import som, text_of
from tests.builders import make_anvandare
from tests.insatser import vagen

FRIST = timedelta(days=10)


@pytest.fixture
def oppen(stad) -> Arende:
    return vagen.arende_at(stad, Steg.UTREDNING)


def ask(stad, arende, **andrat):
    val = {"till": "Ekskolan", "vad": "Frånvaron.", "satt": "brev"}
    senast = timezone.localdate() + FRIST
    utredning = Utredning.objects.get(arende=arende)
    return ask_for_uppgifter(
        utredning=utredning, actor=stad.handlaggare, **{**val, "senast": senast, **andrat}
    )


def test_the_decision_says_the_same_on_page_and_paper(stad):
    arende = vagen.arende_at(stad, Steg.PLAN)
    beslut = Beslut.objects.get()
    page, paper, reader, response = both(
        stad.handlaggare, arende, "arenden:beslut_dokument", "arenden:beslut_pdf", beslut=beslut.pk
    )
    assert same(page, paper)
    assert f'filename="beslut-{arende.arendenummer}.pdf"' in response["Content-Disposition"]
    assert reader.outline[0].title == "Beslutet"


def test_the_utredning_names_no_reporter(stad):
    arende = vagen.arende_at(stad, Steg.BESLUTSFORSLAG)
    page, paper, *_ = both(
        stad.handlaggare, arende, "arenden:utredning_dokument", "arenden:utredning_pdf"
    )
    assert same(page, paper)
    assert "Jagvilltillbaka" in paper
    assert "Lind" not in paper


def test_others_are_asked_only_while_a_utredning_is_open(stad, oppen):
    begaran = ask(stad, oppen)
    page, paper, *_ = both(
        stad.handlaggare,
        oppen,
        "arenden:begaran_dokument",
        "arenden:begaran_pdf",
        brev=begaran.pk,
    )
    assert same(page, paper)
    assert "Ekskolan" in paper
    note_svar(begaran=begaran, svar="inkom", besvarad=timezone.localdate(), actor=stad.handlaggare)
    lista = text_of(som(stad.handlaggare).get(reverse("arenden:begaranden", args=[oppen.pk])))
    assert "Uppgifterna kom in" in lista
    vagen.investigate(stad, oppen)
    ny = som(stad.handlaggare).get(reverse("arenden:ny_begaran", args=[oppen.pk]))
    assert ny.status_code == 403
    assert Uppgiftsbegaran.objects.count() == 1


def test_a_letter_is_kept_through_its_form(stad, oppen):
    senast = timezone.localdate() + FRIST
    svar = som(stad.handlaggare).post(
        reverse("arenden:ny_begaran", args=[oppen.pk]),
        {"till": "Polisen", "vad": "Kontakter i år.", "satt": "brev", "senast": senast},
    )
    assert svar.status_code == 303
    assert Uppgiftsbegaran.objects.get().till == "Polisen"
    genast = som(stad.handlaggare).post(
        reverse("arenden:ny_begaran", args=[oppen.pk]),
        {"till": "Polisen", "vad": "A", "satt": "brev", "senast": timezone.localdate()},
    )
    assert genast.status_code == 422


PLAN = (
    ("insatser:atgardsplan", "insatser:atgardsplan_pdf"),
    ("insatser:genomforandeplan", "insatser:genomforandeplan_pdf"),
)


@pytest.mark.parametrize(("sida", "pdf"), PLAN)
def test_the_plan_says_the_same_on_page_and_paper(stad, sida, pdf):
    arende = vagen.arende_at(stad, Steg.UPPFOLJNING)
    plan = arende.planer.get()
    page, paper, *_ = both(stad.handlaggare, arende, sida, pdf, plan=plan.pk)
    assert same(page, paper)
    assert "Eliasäriskolanvarjeförmiddag." in paper
    behoven = "Kommatillbakatillskolan." in paper
    assert behoven is (sida == "insatser:genomforandeplan")


def test_follow_up_and_closing_say_the_same_on_page_and_paper(stad):
    arende = vagen.arende_at(stad, Steg.AVSLUTAT)
    runda = arende.uppfoljningar.get()
    for sida, pdf, args in (
        ("insatser:uppfoljning_dokument", "insatser:uppfoljning_pdf", {"uppfoljning": runda.pk}),
        ("insatser:avslut_dokument", "insatser:avslut_pdf", {}),
        ("insatser:sammanfattning", "insatser:sammanfattning_pdf", {}),
    ):
        page, paper, *_ = both(stad.handlaggare, arende, sida, pdf, **args)
        assert same(page, paper), sida


def test_the_young_persons_plan_is_written_by_a_person(stad):
    arende = vagen.arende_at(stad, Steg.UPPFOLJNING)
    plan = arende.planer.get()
    args = [arende.pk, plan.pk]
    webb = som(stad.handlaggare)
    assert webb.get(reverse("insatser:lattlast_dokument", args=args)).status_code == 404
    borjan = webb.get(reverse("insatser:lattlast", args=args)).context["form"].initial["text"]
    assert "# Mål 1" in borjan
    assert "Elias är i skolan varje förmiddag." in borjan
    svar = webb.post(
        reverse("insatser:lattlast", args=args),
        {"text": "# Skolan\nDu går till skolan.\nMamma väcker dig.", "version": ""},
    )
    assert svar.status_code == 303
    page, paper, *_ = both(
        stad.handlaggare,
        arende,
        "insatser:lattlast_dokument",
        "insatser:lattlast_pdf",
        plan=plan.pk,
    )
    assert same(page, paper)
    assert "Mammaväckerdig." in paper


def note(stad, arende, text, *, signed=True):
    rad = write_anteckning(
        arende=arende,
        slag="samtal",
        nar=timezone.now(),
        narvarande="",
        text=text,
        actor=stad.handlaggare,
    )
    return (
        sign_anteckning(anteckning=rad, version=rad.version, actor=stad.handlaggare)
        if signed
        else rad
    )


def test_the_whole_akt_is_taken_by_a_leader_for_a_reason(stad):
    arende = vagen.arende_at(stad, Steg.UPPFOLJNING)
    note(stad, arende, "Signerad rad.")
    note(stad, arende, "Osignerad rad.", signed=False)
    adress = reverse("insatser:hela_akten", args=[arende.pk])
    assert som(stad.handlaggare).get(adress).status_code == 403
    utan = som(stad.gruppledare).post(adress, {"skal": " "})
    assert utan.status_code == 422
    response = som(stad.gruppledare).post(adress, {"skal": "Förvaltningsrätten har begärt akten."})
    reader = read(response)
    text = words_of_paper(reader)
    assert f'filename="akt-{arende.arendenummer}.pdf"' in response["Content-Disposition"]
    assert "Signeradrad." in text
    assert "Osignerad" not in text
    assert "Innehåll" in text
    titlar = [rad.title for rad in reader.outline if not isinstance(rad, list)]
    for del_ in (
        "Om ärendet",
        "Det som kom in",
        "Utredning",
        "Journal",
        "Förteckning över handlingar",
    ):
        assert del_ in titlar
    uttag = Aktuttag.objects.get()
    assert uttag.skal == "Förvaltningsrätten har begärt akten."
    assert Logghandelse.objects.filter(verb="akt.export", akt_id=arende.akt_id).exists()


def test_the_contents_tell_the_page_where_each_part_begins(stad):
    arende = vagen.arende_at(stad, Steg.UPPFOLJNING)
    for nr in range(12):
        note(stad, arende, f"Anteckning {nr}. " + "Det hände mycket den dagen. " * 60)
    adress = reverse("insatser:hela_akten", args=[arende.pk])
    reader = read(som(stad.gruppledare).post(adress, {"skal": "Prov."}))
    forsta = " ".join(reader.pages[0].extract_text().split())
    for rad in reader.outline:
        if isinstance(rad, list):
            continue
        sida = reader.get_destination_page_number(rad) + 1
        assert f"{rad.title} {sida}" in forsta


def test_the_akt_asks_as_much_of_the_database_however_long_the_journal_is(stad):
    arende = vagen.arende_at(stad, Steg.UPPFOLJNING)
    note(stad, arende, "En.")
    with CaptureQueriesContext(connection) as kort:
        akt_innehall(vagen.fresh(arende), gangvag().graf)
    for nr in range(5):
        note(stad, arende, f"Till {nr}.")
    with CaptureQueriesContext(connection) as lang:
        akt_innehall(vagen.fresh(arende), gangvag().graf)
    assert len(lang) == len(kort)


def test_an_outsider_finds_no_document(stad):
    arende = vagen.arende_at(stad, Steg.UPPFOLJNING)
    ute = som(make_anvandare())
    for namn in ("insatser:sammanfattning", "insatser:dokumentlista", "arenden:utredning_dokument"):
        assert ute.get(reverse(namn, args=[arende.pk])).status_code == 404


def test_what_is_kept_of_a_document_is_the_document():
    innehall = Innehall(
        titel="T",
        arendenummer="A",
        namnd="N",
        nar="2026-01-01",
        avsnitt=(
            Avsnitt("R", (Text("a\n\nb"), varden([("x", "y")]), Lista(("p",)))),
            Avsnitt("S", (tabell(("k",), [("v",)]),), 3),
        ),
    )
    assert from_json(as_json(innehall)) == innehall


def paper_of(*block):
    innehall = Innehall(
        titel="Prov",
        arendenummer="P-1",
        namnd="Nämnden",
        nar="2026-11-22",
        avsnitt=(Avsnitt("Rubrik", block),),
    )

    return " ".join(
        " ".join(p.extract_text() for p in PdfReader(BytesIO(render(innehall))).pages).split()
    )


def test_a_sign_that_the_font_lacks_is_told_of():
    text = paper_of(Text("Familjen 👩‍👧 är hemma. Žофья, Łukasz, Ζωή."))
    assert "Familjen ▯▯ är hemma." in text
    assert "Žофья, Łukasz, Ζωή." in text
    assert "U+1F467, U+1F469" in text


def test_writing_from_the_right_is_shown_and_told_of():
    text = paper_of(Text("Namn: سارة"))
    assert "".join(reversed("سارة")) in text  # pypdf turns what it takes to be written backwards
    assert "läses från höger till vänster" in text
    assert "▯" not in text


def test_a_row_longer_than_a_page_is_divided():
    lang = "Lång cell. " * 2_000
    innehall = Innehall(
        titel="T",
        arendenummer="A",
        namnd="N",
        nar="2026-01-01",
        avsnitt=(Avsnitt("R", (tabell(("Ord", "Text"), [("x" * 200, lang)]),)),),
    )
    assert dokument_of(innehall).render().startswith(b"%PDF")
