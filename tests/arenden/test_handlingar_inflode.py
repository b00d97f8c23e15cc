"""A file with a report: in the akt of each person it names, or the report is not taken at all."""

from __future__ import annotations

from django.urls import reverse

from arenden.models import Anmalan, Handling, Personakt
from tests.arenden.filer import PDF, upload
from tests.arenden.test_inflode_sidan import report
from tests.arenden.webb import errors_at, som

URL = reverse("arenden:nytt_inflode")


def test_a_file_comes_with_the_report(stad):
    client = som(stad.mottagare)
    fil = upload("orosanmälan skolan.pdf")
    sent = client.post(URL, report(myndighet="Lindens skola", fil=fil))
    assert sent.status_code == 303
    handling = Handling.objects.get()
    assert handling.anmalan == Anmalan.objects.get()
    assert (handling.titel, handling.avsandare) == ("orosanmälan skolan.pdf", "Lindens skola")
    assert b"".join(handling.opened()) == PDF


def test_a_refused_file_leaves_no_report_and_every_word(stad):
    sent = som(stad.mottagare).post(URL, report(fil=upload("anmälan.exe", b"MZ")))
    assert "Filslaget tas inte emot" in errors_at(sent, "fil")[0]
    assert "Pojken har inte varit i skolan på två veckor." in sent.content.decode()
    assert not Personakt.objects.exists()
