"""The copies that go out: struck for good, seen before, kept as they were given, and on paper."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from insatser.dokument.akt import akt_innehall
from pypdf import PdfReader
from pypdf.generic import StreamObject

from access.middleware import row_level_security
from access.models import Roll
from arenden.actions.journal import sign_anteckning, write_anteckning
from arenden.actions.las import Konflikt
from arenden.dokument.underlag import ANMALARE
from arenden.models import Steg
from audit.models import Logghandelse
from insatser.actions.arbetsgang import start_arbetsgang
from insatser.actions.utlamnandekopia import freeze_kopior, redo_kopior, seen
from insatser.dokument.utlamnandekopia import given_items, given_texts
from insatser.models import Utlamnandekopia, Utlamnandepost
from insatser.models.valbart import begarda, uppgifter
from tests.arenden.dokumenten import read, words_of_page, words_of_paper
from tests.arenden.filer import make_handling
from tests.arenden.webb import errors_at, som, text_of
from tests.builders import make_anvandare
from tests.insatser import gangen, vagen
from tests.insatser.kopiorna import make_kopior, strike
from tests.insatser.test_utlamnande import HELT, MASKAT, NEKAD

pytestmark = pytest.mark.django_db
NOTEN = "Elias kom ensam. Mamman Mirjam Provdotter arbetar på Fältgatan 12. Rektor S. Lind ringde."
FORBEHALL = "Du får inte föra uppgifterna vidare."
HEMLIGT = ("Mirjam", "Provdotter", "Fältgatan", "Lind")


@pytest.fixture
def gang(stad):
    """A request for the note and the decision of a case; the reporter is Rektor S. Lind."""
    arende = vagen.arende_at(stad, Steg.PLAN)
    note = write_anteckning(
        arende=arende,
        slag="samtal",
        nar=timezone.now(),
        narvarande="Elias",
        text=NOTEN,
        actor=stad.handlaggare,
    )
    sign_anteckning(anteckning=note, version=note.version, actor=stad.handlaggare)
    gang = start_arbetsgang(arende=vagen.fresh(arende), flode="utlamnande", actor=stad.handlaggare)
    gangen.do(gang, "registrera", stad.handlaggare, vem="Kim Frågvis", vad="Journalen i höst.")
    koder = [kod for kod, _ in uppgifter(gang)]
    gangen.do(gang, "valj", stad.handlaggare, "finns", handlingar=koder)
    return gang


def judge(stad, gang, *, note=MASKAT, beslut=HELT, svar="delvis", nojd="nojer_sig"):
    """Try both, sum up under a förbehåll, and come to where it is handed over."""
    for nr, (kod, _) in enumerate(begarda(gang)):
        dom = note if kod.startswith("anteckning") else beslut
        gangen.do(gang, "prova", stad.handlaggare, ("fler", "klart")[nr], post=kod, **dom)
    gangen.do(gang, "sammanvag", stad.handlaggare, svar, forbehall=FORBEHALL)
    if svar != "helt":
        gangen.do(gang, "besked", stad.handlaggare, nojd)


def the_note(gang):
    return next(item for item in given_texts(gang) if item.post.slag == "anteckning")


def the_decision(gang):
    return next(item for item in given_texts(gang) if item.post.slag == "beslut")


def struck(stad, gang, **val):
    """The note gone through: the mother and her place are struck."""
    judge(stad, gang)
    val = {"meningar": [], "ord_": ["Mirjam Provdotter", "Fältgatan 12"], "lagrum": "26:1"} | val
    return strike(the_note(gang), stad.handlaggare, **val)


def address(gang, namn="utlamnandekopior", *mer):
    return reverse(f"insatser:{namn}", args=[gang.arende_id, gang.pk, *mer])


def freeze(stad, gang):
    return freeze_kopior(gang=gang, visat=seen(gang), actor=stad.handlaggare)


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


def test_the_paper_says_no_more_of_the_case_than_what_is_given(stad, gang):
    judge(stad, gang, note=NEKAD)
    make_kopior(gang, stad.handlaggare)
    svar = som(stad.handlaggare).get(address(gang, "utlamnandekopior_pdf"))
    paper = words_of_paper(read(svar))
    assert "Eliaskomensam" not in paper
    assert "Journal" not in paper.replace("Journalenihöst", "")
    assert "Detfinnsmersomintelämnasut." in paper


def test_nothing_is_handed_over_until_the_copies_are_frozen(stad, gang):
    struck(stad, gang)
    with pytest.raises(ValidationError, match="Gör kopiorna först"):
        gangen.do(gang, "lamna", stad.handlaggare)
    freeze(stad, gang)
    with pytest.raises(ValidationError, match="Läs igenom"):
        gangen.do(gang, "lamna", stad.handlaggare, kontrollerat=False)
    gangen.do(gang, "lamna", stad.handlaggare)
    assert gang.slut == "delvis_lamnat"
    loggat = Logghandelse.objects.filter(verb="utlamnande.give", akt_id=gang.akt_id)
    assert {rad.objekt_id for rad in loggat} == {str(item.post.pk) for item in given_items(gang)}


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


def test_only_what_has_been_seen_is_frozen(stad, gang):
    kopia = struck(stad, gang)
    visat = seen(gang)
    item = the_note(gang)
    strike(item, stad.handlaggare, version=kopia.version, ord_=["Mirjam"], meningar=[])
    with pytest.raises(ValidationError, match="sedan du såg"):
        freeze_kopior(gang=gang, visat=visat, actor=stad.handlaggare)
    svar = som(stad.handlaggare).post(address(gang), {"visat": visat})
    assert "sedan du såg" in errors_at(svar, "visat")[0]


def test_a_text_that_has_changed_is_gone_through_anew(stad, gang):
    struck(stad, gang)
    note = gang.arende.anteckningar.get(roll="original", signerad__isnull=False, text__isnull=False)
    tillagg = write_anteckning(
        arende=vagen.fresh(gang.arende),
        slag="samtal",
        nar=timezone.now(),
        narvarande="",
        text="Det var pappan.",
        actor=stad.handlaggare,
    )
    type(tillagg).objects.filter(pk=tillagg.pk).update(
        roll="rattelse", galler=note, signerad=timezone.now()
    )
    with pytest.raises(ValidationError, match="Texten har ändrats"):
        freeze(stad, gang)


def test_what_is_always_protected_is_never_given_whole_unlooked_at(stad, gang):
    with pytest.raises(ValidationError, match="den som har anmält"):
        judge(stad, gang, note=HELT, beslut=HELT, svar="helt")


def test_what_is_always_protected_shows_for_a_reason_alone(stad, gang):
    judge(stad, gang)
    alla = {"meningar": [], "visade": ["Rektor S. Lind", "Rektor", "Lind"]}
    with pytest.raises(ValidationError, match="Skriv varför"):
        strike(the_note(gang), stad.handlaggare, **alla)
    kopia = strike(the_note(gang), stad.handlaggare, skal="Rektorn har själv sagt det.", **alla)
    freeze(stad, gang)
    kopia.refresh_from_db()
    assert "Lind ringde" in kopia.innehall["text"]
    assert kopia.skal_att_visa == "Rektorn har själv sagt det."


def test_a_reporter_who_comes_to_be_known_later_stops_what_is_given_whole(stad, gang):
    judge(stad, gang)
    strike(the_note(gang), stad.handlaggare)
    beslut = the_decision(gang)
    anmalan = gang.arende.anmalningar.get()
    anmalan.anmalare_namn = beslut.text.split()[-1].strip(".")
    anmalan.save()
    with pytest.raises(ValidationError, match="den som har anmält"):
        freeze(stad, gang)
    with pytest.raises(ValidationError, match="lämnas hel"):
        strike(beslut, stad.handlaggare, visade=[])
    strike(beslut, stad.handlaggare)
    freeze(stad, gang)


def test_what_was_to_be_struck_is_struck(stad, gang):
    judge(stad, gang, note=NEKAD, beslut=MASKAT)
    item = the_decision(gang)
    with pytest.raises(ValidationError, match="Inget i texten är struket"):
        strike(item, stad.handlaggare, meningar=[], ord_=["Saknas"])


def test_whoever_saves_after_somebody_else_is_told(stad, gang):
    struck(stad, gang)
    with pytest.raises(Konflikt):
        strike(the_note(gang), stad.handlaggare, version=None)


def test_a_copy_stands_and_is_made_anew_only_before_it_is_handed_over(stad, gang):
    struck(stad, gang)
    freeze(stad, gang)
    webb = som(stad.handlaggare)
    assert webb.get(address(gang, "gor_om_utlamnandekopior")).status_code == 200
    assert webb.post(address(gang, "gor_om_utlamnandekopior")).status_code == 303
    oppnad = the_note(gang).kopia
    assert not oppnad.is_fryst
    assert set(oppnad.strykning["ord"]) >= {"Mirjam Provdotter", "Fältgatan 12"}
    freeze(stad, gang)
    gangen.do(gang, "lamna", stad.handlaggare)
    with pytest.raises(PermissionDenied, match="besvarad"):
        redo_kopior(gang=gang, actor=stad.handlaggare)
    assert webb.get(address(gang, "utlamnandekopior_pdf")).status_code == 200


def test_the_database_itself_keeps_what_is_frozen_and_what_is_given(stad, gang):
    struck(stad, gang)
    freeze(stad, gang)
    kopia = the_note(gang).kopia
    with row_level_security(stad.handlaggare.pk):
        with pytest.raises(DatabaseError, match="keeps its words"), transaction.atomic():
            Utlamnandekopia.objects.filter(pk=kopia.pk).update(fryst=timezone.now())
        Utlamnandepost.objects.filter(pk=kopia.post_id).update(lamnad=timezone.now())
        with pytest.raises(DatabaseError, match="keeps its words"), transaction.atomic():
            Utlamnandekopia.objects.filter(pk=kopia.pk).delete()


def test_what_a_decision_opens_is_struck_anew_under_its_own_forbehall(stad, gang):
    judge(stad, gang, svar="delvis", nojd="vill_ha_beslut")
    strike(the_note(gang), stad.handlaggare)
    freeze(stad, gang)
    gangen.do(gang, "besluta", stad.gruppledare, "andras")
    kod = next(kod for kod, _ in begarda(gang) if kod.startswith("anteckning"))
    gangen.do(gang, "prova", stad.handlaggare, "klart", post=kod, **MASKAT)
    assert the_note(gang).kopia is None
    gangen.do(gang, "sammanvag", stad.handlaggare, "delvis", forbehall="Ett annat.")
    gangen.do(gang, "besked", stad.handlaggare, "nojer_sig")
    strike(the_note(gang), stad.handlaggare)
    freeze(stad, gang)
    with pytest.raises(ValidationError, match="Förbehållet har ändrats"):
        gangen.do(gang, "lamna", stad.handlaggare)
    redo_kopior(gang=gang, actor=stad.handlaggare)
    freeze(stad, gang)
    gangen.do(gang, "lamna", stad.handlaggare)
    assert gang.slut == "delvis_lamnat"


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
    lamnat = next(
        a for a in akt_innehall(gang.arende).avsnitt if a.rubrik.startswith("Det som har")
    )
    assert sum("Den som begärde handlingar" in rad for rad in lamnat.block[0].rader) == 2


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


def test_what_nobody_has_gone_through_is_not_shown_as_what_goes_out(stad, gang):
    judge(stad, gang)
    page = words_of_page(som(stad.handlaggare).get(address(gang)))
    assert "inte genomgången än".replace(" ", "") in page
    for hemligt in HEMLIGT:
        assert hemligt not in page
