"""The pages of destruction: two people's way through them, and what they hand out."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from arenden.actions.gallring.verkstall import execute_gallring
from arenden.models import Gallringsforslag, Gallringsprotokoll, Personakt
from tests.arenden.gallringsfall import chefer, make_gallringar
from tests.conftest import logga_in
from tests.insatser import vagen

pytestmark = pytest.mark.django_db


@pytest.fixture
def stad():
    return vagen.make_stad()


@pytest.fixture
def rader(stad):
    return make_gallringar(stad)


@pytest.fixture
def klienter(stad):
    return [logga_in(Client(), person) for person in chefer(stad)]


def text(client, namn, pk):
    response = client.get(reverse(namn, args=[pk]))
    assert response.status_code == 200
    return response.content.decode()


def send(client, namn, pk, **data):
    return client.post(reverse(namn, args=[pk]), data)


def test_two_people_take_a_proposal_to_its_end(klienter, rader):
    forsta, andra = klienter
    pk = rader["gallring"]
    assert "Väntar på ett första godkännande" in text(forsta, "arenden:gallring", pk)
    assert send(forsta, "arenden:gallring_godkann", pk).status_code == 303
    assert "Någon annan måste besluta" in text(forsta, "arenden:gallring", pk)
    assert "Besluta om gallring" in text(andra, "arenden:gallring", pk)
    assert send(andra, "arenden:gallring_besluta", pk).status_code == 303
    forslag = Gallringsforslag.objects.get(pk=pk)
    assert forslag.status == "beslutad"
    assert execute_gallring(forslag_id=pk) is not None
    assert not Personakt.objects.filter(pk=forslag.akt_id).exists()
    assert "Läs gallringsprotokollet" in text(andra, "arenden:gallring", pk)


def test_the_first_cannot_decide_by_sending_the_form(klienter, rader):
    forsta, _ = klienter
    pk = rader["gallring"]
    send(forsta, "arenden:gallring_godkann", pk)
    response = forsta.post(reverse("arenden:gallring_besluta", args=[pk]), follow=True)
    assert "Någon annan måste besluta" in response.content.decode()
    assert Gallringsforslag.objects.get(pk=pk).status == "godkand"


def test_the_first_approval_is_taken_back_on_the_page(klienter, rader):
    forsta, _ = klienter
    pk = rader["gallring"]
    send(forsta, "arenden:gallring_godkann", pk)
    assert send(forsta, "arenden:gallring_angra", pk).status_code == 303
    assert Gallringsforslag.objects.get(pk=pk).status == "foreslagen"


def test_declining_asks_for_a_reason(klienter, rader):
    forsta, _ = klienter
    pk = rader["gallring"]
    assert send(forsta, "arenden:gallring_avsta", pk).status_code == 422
    assert send(forsta, "arenden:gallring_avsta", pk, motiv="arkiv").status_code == 303
    assert "Ska först lämnas till arkivet" in text(forsta, "arenden:gallring", pk)


def test_reasons_and_numbers_are_shown_and_no_name(klienter, rader):
    sida = text(klienter[0], "arenden:gallring", rader["gallring"])
    assert "Gallras fem år efter den sista anteckningen. (SoL 16:1)" in sida
    assert "<dt>Gemensamt för akten</dt>" in sida
    assert "personer 1" in sida
    assert "Exempelsson" not in sida


def test_the_list_shows_what_waits_and_what_is_done(klienter, rader):
    sida = klienter[0].get(reverse("arenden:gallringar")).content.decode()
    assert sida.count("data-rad") == 3
    assert "tiden har gått ut" not in sida


def test_the_protocol_is_a_page_a_pdf_and_a_certificate(klienter, rader):
    klient, pk = klienter[0], rader["protokoll"]
    assert "Protokollet stämmer med sitt signerade intyg." in text(
        klient, "arenden:gallringsprotokoll", pk
    )
    pdf = klient.get(reverse("arenden:gallringsprotokoll_pdf", args=[pk]))
    assert pdf.content.startswith(b"%PDF-")
    intyg = klient.get(reverse("arenden:gallringsintyg", args=[pk]))
    assert intyg.content.decode() == Gallringsprotokoll.objects.get(pk=pk).intyg


def test_the_certificate_is_checked_by_a_command(tmp_path, rader):
    fil = tmp_path / "intyg.txt"
    fil.write_text(Gallringsprotokoll.objects.get(pk=rader["protokoll"]).intyg, "utf-8")
    ut = StringIO()
    call_command("gallringsintyg", fil, stdout=ut)
    assert ut.getvalue().startswith("Intyget är äkta och stämmer")
    fil.write_text(fil.read_text("utf-8").replace("akt", "akt "), "utf-8")
    with pytest.raises(CommandError, match="inte undertecknat"):
        call_command("gallringsintyg", fil)


def test_the_command_proposes_and_carries_out(rader):
    ut = StringIO()
    call_command("gallra", stdout=ut)
    assert "0 nya förslag" in ut.getvalue()
    Gallringsforslag.objects.filter(pk=rader["gallring"]).delete()
    call_command("gallra", stdout=ut)
    assert "1 nya förslag" in ut.getvalue()
    call_command("gallra", "--verkstall", stdout=ut)
    assert Gallringsprotokoll.objects.count() == 1
