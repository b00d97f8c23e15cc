"""Handlingar over HTTP: added, listed, handed out, refused in words, marked as wrongly filed."""

from __future__ import annotations

from email.message import Message
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from access.models import Roll
from arenden.models import Handling, Journalanteckning, Steg, Utkast
from arenden.rules.filslag import MB
from audit.models import Logghandelse
from encryption.bodies import folder
from tests.arenden.filer import PDF, docx, jpeg, make_handling, upload
from tests.arenden.webb import errors_at, refused_inserts, som, text_of
from tests.builders import give_akt, make_anvandare, make_arende
from tests.insatser import vagen


@pytest.fixture
def arende(stad):
    return vagen.arende_at(stad, Steg.UTREDNING)


@pytest.fixture
def client(stad, arende):
    return som(stad.handlaggare)


@pytest.fixture
def handling(stad, arende):
    return make_handling(arende, stad.handlaggare)


@pytest.fixture(autouse=True)
def _no_files_before():
    for body in folder().iterdir():
        body.unlink()


def bodies() -> list[Path]:
    return list(Path(settings.HANDLINGAR_DIR).iterdir())


def url(namn, arende, *mer):
    return reverse(f"arenden:{namn}", args=[arende.pk, *mer])


def answers(**andrat):
    idag = timezone.localdate()
    falt = {"titel": "Intyg", "slag": "intyg", "avsandare": "Skolan", "inkom": f"{idag}"}
    return falt | {"fil": upload()} | andrat


def content_of(response):
    return b"".join(response.streaming_content)


def filename_of(response):
    message = Message()
    message["Content-Disposition"] = response["Content-Disposition"]
    return message.get_filename()


def verbs(handling):
    rows = Logghandelse.objects.filter(objekt_id=str(handling.pk))
    return list(rows.order_by("id").values_list("verb", flat=True))


def test_a_handling_is_added_listed_and_handed_out(client, arende, stad):
    sent = client.post(url("ny_handling", arende), answers())
    assert (sent.status_code, sent.url) == (303, url("handlingar", arende))
    handling = Handling.objects.get()
    sida = text_of(client.get(url("handlingar", arende)))
    for word in ("Intyg", "Skolan", str(handling.inkom), str(stad.handlaggare), "PDF"):
        assert word in sida
    svar = client.get(url("hamta_handling", arende, handling.pk))
    assert content_of(svar) == PDF
    assert verbs(handling) == ["handling.add", "handling.fetch"]


def test_a_file_is_only_ever_handed_out_to_be_saved(client, arende, handling):
    svar = client.get(url("hamta_handling", arende, handling.pk))
    assert svar["Content-Disposition"].startswith("attachment;")
    assert svar["Content-Type"] == "application/pdf"
    assert svar["Content-Length"] == str(len(PDF))
    assert svar["X-Content-Type-Options"] == "nosniff"
    assert svar["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert svar["Cache-Control"] == "no-store"
    content_of(svar)


def test_the_reading_is_logged_with_the_key_that_was_opened(client, arende, handling):
    content_of(client.get(url("hamta_handling", arende, handling.pk)))
    rad = Logghandelse.objects.filter(verb="handling.read").latest("id")
    assert rad.akt_id == arende.akt_id
    assert "arenden.Handling.nyckel" in bytes(rad.kropp).decode()


def test_the_list_opens_no_file_key(client, arende, handling):
    client.get(url("handlingar", arende))
    rad = Logghandelse.objects.filter(verb="handling.list").latest("id")
    assert "arenden.Handling.titel" in bytes(rad.kropp).decode()
    assert "nyckel" not in bytes(rad.kropp).decode()


@pytest.mark.parametrize(
    ("namn", "content", "reason"),
    [
        ("intyg.exe", b"MZ", "Filslaget tas inte emot"),
        ("intyg.pdf", b"", "Filen är tom"),
        ("intyg.pdf", b"MZ\x90\x00", "innehållet är ett program"),
        ("intyg.pdf", jpeg(), "innehållet är av slaget Bild"),
        ("intyg.exe.pdf", PDF, "två filändelser"),
        ("intyg.pdf", PDF + b"PK\x05\x06", "slutar inte som den ska"),
        ("bild.svg", b"<svg onload=alert(1)>", "Filslaget tas inte emot"),
        ("bild.png", b"<svg onload=alert(1)>", "innehållet är en SVG-bild"),
        ("brev.txt", b"<html><script>", "innehållet är en webbsida"),
        ("allt.zip", b"PK\x03\x04", "Arkiv tas inte emot"),
        ("mobil.heic", b"\0\0\0\x18ftypheic", "Spara bilden som JPEG"),
        ("brev.docm", b"PK\x03\x04", "makron"),
        ("brev.docx", docx(**{"word__vbaProject.bin": b"x"}), "innehåller makron"),
    ],
)
def test_a_refused_file_says_why_and_loses_nothing_else(client, arende, namn, content, reason):
    sent = client.post(url("ny_handling", arende), answers(fil=upload(namn, content)))
    assert reason in errors_at(sent, "fil")[0]
    assert 'value="Skolan"' in sent.content.decode()
    assert not Handling.objects.exists()
    assert not bodies()


def test_no_file_at_all_is_said_at_its_field(client, arende):
    falt = answers()
    del falt["fil"]
    assert errors_at(client.post(url("ny_handling", arende), falt), "fil")


def test_a_date_to_come_is_refused_at_its_field(client, arende):
    assert errors_at(client.post(url("ny_handling", arende), answers(inkom="2099-01-01")), "inkom")
    assert not bodies()


def test_a_file_above_the_limit_is_refused_without_filling_the_disk(client, arende, monkeypatch):
    monkeypatch.setattr("arenden.views.handlingar.NyHandlingView.tar_emot_filer", MB)
    sent = client.post(url("ny_handling", arende), answers(fil=upload("a.pdf", PDF * 40_000)))
    assert "för stor" in errors_at(sent, "fil")[0]
    assert 'value="Skolan"' in sent.content.decode()
    assert not bodies()


def test_a_request_far_above_the_limit_is_refused_unread(client, arende, monkeypatch):
    monkeypatch.setattr("arenden.views.handlingar.NyHandlingView.tar_emot_filer", 1000)
    sent = client.post(url("ny_handling", arende), answers(fil=upload("a.pdf", bytes(11 * MB))))
    assert sent.status_code == 400
    assert not Handling.objects.exists()


def test_a_page_that_takes_no_files_receives_none(client, arende, handling, monkeypatch):
    monkeypatch.setattr("arenden.uppladdning.Inflow", None)
    sent = client.post(url("felinford_handling", arende, handling.pk), {"fil": upload()})
    assert sent.status_code == 422
    assert not sent.wsgi_request.FILES


@pytest.mark.parametrize(
    "titel",
    [
        "../../etc/passwd",
        "rad\r\nSet-Cookie: x=1",
        'citat" ; filename="annat.exe',
        "\u202efdp.exe",
        "Å" * 200,
        "åäö 'semikolon; 100 %",
        "...",
    ],
)
def test_no_title_makes_a_harmful_name(client, arende, stad, titel):
    handling = make_handling(arende, stad.handlaggare, titel=titel)
    svar = client.get(url("hamta_handling", arende, handling.pk))
    namn = filename_of(svar)
    assert namn.endswith(".pdf")
    assert len(namn) <= 124
    assert not set(namn) & set('/\\":<>|?*\r\n\u202e')
    assert "\r" not in svar["Content-Disposition"]
    assert "\n" not in svar["Content-Disposition"]
    content_of(svar)


def test_an_edited_body_gives_not_one_byte_and_is_logged(client, arende, handling):
    path = folder() / handling.lagrat_namn
    body = bytearray(path.read_bytes())
    body[-40] ^= 1
    path.write_bytes(body)
    svar = client.get(url("hamta_handling", arende, handling.pk))
    assert svar.status_code == 409
    assert "går inte att öppna" in text_of(svar)
    assert verbs(handling)[-1] == "handling.broken"


def test_a_lost_body_and_a_swapped_one_are_said_to_be_broken(client, arende, stad, handling):
    annan = make_handling(arende, stad.handlaggare, titel="En annan")
    ett, tva = folder() / handling.lagrat_namn, folder() / annan.lagrat_namn
    ett.write_bytes(tva.read_bytes())
    assert client.get(url("hamta_handling", arende, handling.pk)).status_code == 409
    ett.unlink()
    assert client.get(url("hamta_handling", arende, handling.pk)).status_code == 409


def test_whoever_has_no_grant_finds_nothing(arende, stad, handling):
    annan = som(make_anvandare(Roll.SOCIALSEKRETERARE, enhet=stad.enhet))
    for namn, mer in [
        ("handlingar", ()),
        ("ny_handling", ()),
        ("hamta_handling", (handling.pk,)),
        ("felinford_handling", (handling.pk,)),
    ]:
        assert annan.get(url(namn, arende, *mer)).status_code == 404
    assert annan.post(url("ny_handling", arende), answers()).status_code == 404
    assert len(bodies()) == 1


def test_a_handling_is_not_reached_through_another_case(client, stad, arende, handling):
    annat = make_arende()
    give_akt(stad.handlaggare, annat.akt)
    assert client.get(url("hamta_handling", annat, handling.pk)).status_code == 404


def test_a_wrongly_filed_handling_stays_with_its_reason_and_few_may_open_it(
    client, arende, stad, handling
):
    sida = url("felinford_handling", arende, handling.pk)
    assert errors_at(client.post(sida, {"version": 1, "felinford_skal": " "}), "felinford_skal")
    sent = client.post(sida, {"version": 1, "felinford_skal": "Hör till ett annat barn."})
    assert sent.status_code == 303
    lista = text_of(client.get(url("handlingar", arende)))
    assert "Hör till ett annat barn." in lista
    assert "Intyg från skolan" not in lista
    assert client.get(url("hamta_handling", arende, handling.pk)).status_code == 403
    ledare = som(stad.gruppledare)
    assert content_of(ledare.get(url("hamta_handling", arende, handling.pk))) == PDF
    assert client.get(sida).status_code == 403
    assert len(bodies()) == 1


def test_a_file_comes_with_a_journal_note(client, arende):
    note = {"slag": "samtal", "nar": f"{timezone.localtime():%Y-%m-%dT%H:%M}", "text": "Vi talade."}
    sent = client.post(url("ny_anteckning", arende), note | {"fil": upload("Brev från mamma.pdf")})
    assert sent.status_code == 303
    handling = Handling.objects.get()
    assert handling.anteckning == Journalanteckning.objects.get()
    assert "Brev från mamma" in text_of(client.get(url("journal", arende)))


def test_a_refused_file_leaves_the_note_its_words_and_its_draft(client, arende):
    note = {"slag": "samtal", "nar": f"{timezone.localtime():%Y-%m-%dT%H:%M}", "text": "Vi talade."}
    client.post(url("ny_anteckning", arende), note | {"gor": "utkast", "text": "Utkastets ord"})
    sent = client.post(url("ny_anteckning", arende), note | {"fil": upload("virus.exe", b"MZ")})
    assert "Filslaget tas inte emot" in errors_at(sent, "fil")[0]
    assert "Vi talade." in sent.content.decode()
    assert Utkast.objects.get().innehall["text"] == "Utkastets ord"
    assert not Journalanteckning.objects.exists()


def test_a_draft_says_that_it_keeps_no_file(client, arende):
    falt = answers(gor="utkast")
    sida = client.post(url("ny_handling", arende), falt, follow=True)
    assert "Filen sparas inte i utkastet" in text_of(sida)
    assert 'value="Skolan"' in sida.content.decode()


def test_nothing_is_left_on_disk_when_the_row_is_refused(client, arende):
    client.raise_request_exception = False
    with refused_inserts("arenden_handling"):
        assert client.post(url("ny_handling", arende), answers()).status_code == 500
    assert not bodies()


def test_a_handling_may_belong_to_a_report(client, arende):
    anmalan = arende.anmalningar.get()
    client.post(url("ny_handling", arende), answers(hor_till=str(anmalan.pk)))
    assert Handling.objects.get().anmalan == anmalan


def test_a_closed_case_takes_no_more(client, arende, stad):
    arende.steg, arende.avslutat = Steg.AVSLUTAT, timezone.now()
    arende.save()
    assert client.post(url("ny_handling", arende), answers()).status_code == 422
    assert not bodies()
