"""The copies that go out, as page and paper: what is struck is gone, and no more is said."""

from __future__ import annotations

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from access.models import Roll
from arenden.dokument.underlag import ANMALARE
from insatser.dokument.helaakten import akt_innehall
from insatser.dokument.utlamnandekopia import given_texts
from insatser.fard import gangvag
from insatser.models import Utlamnandepost
from tests.arenden.dokumenten import read, words_of_page, words_of_paper
from tests.arenden.filer import make_handling
from tests.arenden.webb import som, text_of
from tests.builders import make_anvandare
from tests.insatser import gangen, vagen
from tests.insatser.kopiorna import make_kopior, strike
from tests.insatser.test_utlamnande import MASKAT, NEKAD
from tests.insatser.utlamnandefall import (
    FORBEHALL,
    address,
    freeze,
    judge,
    make_begaran,
    struck,
    the_decision,
    the_note,
)

pytestmark = pytest.mark.django_db
HEMLIGT = ("Mirjam", "Provdotter", "Fältgatan", "Lind")


@pytest.fixture
def gang(stad):
    return make_begaran(stad)


def streams_of(reader: PdfReader) -> bytes:
    """Every stream of the file, unpacked."""
    objekt = [reader.get_object(nr) for nr in range(1, reader.trailer["/Size"])]
    return b"\n".join(o.get_data() for o in objekt if isinstance(o, StreamObject))


def test_what_is_struck_is_neither_on_the_page_nor_anywhere_in_the_file(stad, gang):
    struck(stad, gang)
    webb = som(stad.handlaggare)
    fore = words_of_page(webb.get(address(gang)))
    assert webb.get(address(gang, "utlamnandekopior_pdf")).status_code == 404
    freeze(stad, gang)
    page, response = webb.get(address(gang)), webb.get(address(gang, "utlamnandekopior_pdf"))
    reader = read(response)
    paper = words_of_paper(reader)
    assert fore == words_of_page(page)
    for hemligt in HEMLIGT:
        assert hemligt not in words_of_page(page)
        assert hemligt not in paper
        for kodning in ("utf-8", "utf-16-be", "latin-1"):
            assert hemligt.encode(kodning) not in response.content
            assert hemligt.encode(kodning) not in streams_of(reader)
    assert "Mamman[struket,OSL26:1]arbetarpå[struket,OSL26:1]." in paper
    assert f"[struket,OSL{ANMALARE}]ringde." in paper
    assert "Eliaskomensam." in paper
    assert FORBEHALL.replace(" ", "") in paper
    assert "KimFrågvis" in paper


def test_what_nobody_has_gone_through_is_not_shown_as_what_goes_out(stad, gang):
    judge(stad, gang)
    page = words_of_page(som(stad.handlaggare).get(address(gang)))
    assert "inte genomgången än".replace(" ", "") in page
    for hemligt in HEMLIGT:
        assert hemligt not in page


def test_the_paper_says_no_more_of_the_case_than_what_is_given(stad, gang):
    judge(stad, gang, note=NEKAD)
    make_kopior(gang, stad.handlaggare)
    svar = som(stad.handlaggare).get(address(gang, "utlamnandekopior_pdf"))
    paper = words_of_paper(read(svar))
    assert "Eliaskomensam" not in paper
    assert "Journal" not in paper.replace("Journalenihöst", "")
    assert "Detfinnsmersomintelämnasut." in paper


def test_the_form_strikes_by_boxes_and_words_and_shows_what_the_receiver_gets(stad, gang):
    judge(stad, gang)
    item, webb = the_note(gang), som(stad.handlaggare)
    sida = address(gang, "strykning", item.post.pk)
    form = webb.get(sida).context["form"]
    assert form["lagrum"].initial == MASKAT["lagrum"]
    assert "Lind" in dict(form.fields["visade"].choices)
    meningar = dict(form.fields["meningar-0"].choices)
    plats = next(nr for nr, text in meningar.items() if text.startswith("Mamman"))
    svar = webb.post(
        sida,
        {
            "sedd-0": form.fields["sedd-0"].initial,
            "meningar-0": [plats],
            "ord": "ensam",
            "lagrum": "12:3",
        },
    )
    assert svar.status_code == 303
    lasta = webb.get(svar["Location"])
    page = words_of_page(lasta)
    assert "Eliaskom[struket,OSL12:3].[struket,OSL12:3][struket,OSL26:5]ringde." in page
    form = webb.get(sida).context["form"]
    assert form["ord"].initial == "ensam"
    visat = lasta.context["form"]["visat"].initial
    assert webb.post(address(gang), {"visat": visat}).status_code == 303
    assert all(item.is_fryst for item in given_texts(gang))
    assert webb.get(sida).status_code == 403


def test_a_word_struck_in_one_item_is_pointed_out_in_another(stad, gang):
    judge(stad, gang)
    beslut = the_decision(gang)
    ord_ = beslut.text.split()[-1].strip(".")
    strike(the_note(gang), stad.handlaggare, meningar=[], ord_=[ord_])
    sida = text_of(som(stad.handlaggare).get(address(gang)))
    assert f"«{ord_}» är struket på ett ställe men står kvar i en annan handling." in sida


def test_a_file_is_named_without_its_title_and_goes_by_itself(stad, gang):
    handling = make_handling(vagen.fresh(gang.arende), stad.handlaggare, titel="Om Mirjam")
    judge(stad, gang)
    fil = Utlamnandepost.objects.create(
        akt_id=gang.akt_id,
        namnd_id=gang.namnd_id,
        arbetsgang=gang,
        slag="handling",
        objekt_id=handling.pk,
        rubrik="Om Mirjam",
        utfall="maskat",
        lagrum="26:1",
        skal="Prövad.",
        provad_av=stad.handlaggare,
    )
    strike(the_note(gang), stad.handlaggare)
    freeze(stad, gang)
    svar = som(stad.handlaggare).get(address(gang, "utlamnandekopior_pdf"))
    paper = words_of_paper(read(svar))
    assert "Lämnasförsig" in paper
    assert f"somkomin{handling.inkom},medstrykningar" in paper
    assert "OmMirjam" not in paper
    gangen.do(gang, "lamna", stad.handlaggare)
    assert Utlamnandepost.objects.get(pk=fil.pk).lamnad


def test_the_steps_lead_to_the_copies_and_the_akt_tells_what_was_given(stad, gang):
    struck(stad, gang)
    webb = som(stad.handlaggare)
    assert address(gang) in webb.get(address(gang, "arbetsgangssteg", "lamna")).content.decode()
    assert address(gang) in webb.get(address(gang, "arbetsgang")).content.decode()
    freeze(stad, gang)
    gangen.do(gang, "lamna", stad.handlaggare)
    avsnitten = akt_innehall(vagen.fresh(gang.arende), gangvag().graf).avsnitt
    lamnat = next(ett for ett in avsnitten if ett.rubrik == "Det som har lämnats ut")
    assert sum("Den som begärde handlingar" in rad for rad in lamnat.block[0].rader) == 2
    kopior = next(ett for ett in avsnitten if ett.rubrik == "Kopior som har lämnats ut")
    text = str(kopior)
    assert "Mamman [struket, OSL 26:1] arbetar på [struket, OSL 26:1]." in text
    assert FORBEHALL in text


def test_a_copy_that_has_not_been_handed_over_is_not_printed_as_given(stad, gang):
    struck(stad, gang)
    freeze(stad, gang)
    avsnitten = akt_innehall(vagen.fresh(gang.arende), gangvag().graf).avsnitt
    assert not any(ett.rubrik == "Kopior som har lämnats ut" for ett in avsnitten)


def test_a_colleague_without_the_case_reaches_none_of_it(stad, gang):
    struck(stad, gang)
    utanfor = som(make_anvandare(Roll.SOCIALSEKRETERARE))
    for sida in (
        address(gang),
        address(gang, "utlamnandekopior_pdf"),
        address(gang, "strykning", the_note(gang).post.pk),
        address(gang, "gor_om_utlamnandekopior"),
    ):
        assert utanfor.get(sida).status_code == 404
