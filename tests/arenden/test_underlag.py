"""What somebody is shown before a decision: masked for good, kept just as it was shown."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from arenden.actions.journal import add_tillagg, sign_anteckning, write_anteckning
from arenden.actions.underlag import choose_parts
from arenden.dokument.underlag import chosen, parts_of
from arenden.models import Beslut, Kommuniceringsunderlag, Steg, Utredning, Vardnadshavare
from arenden.rules.maskning import MASKAT, found_by_shape, masked, names, sentences
from tests.arenden.dokumenten import read, words_of_page, words_of_paper
from tests.arenden.webb import errors_at, som
from tests.builders import make_anvandare
from tests.insatser import vagen
from tests.policy.handlingarna import mask

SAMMANFATTNING = (
    "Rektor S. Lind ringde i går. Mamman Mirjam Provdotter arbetar på Fältgatan 12. "
    "Elias mår bättre."
)


def rewrite(arende, sammanfattning):
    utredning = Utredning.objects.get(arende=arende)
    utredning.sammanfattning = sammanfattning
    utredning.save()


@pytest.fixture
def forslag(stad) -> Beslut:
    arende = vagen.arende_at(stad, Steg.BESLUTSFORSLAG)
    rewrite(arende, SAMMANFATTNING)
    vagen.propose(stad, arende, Beslut.Slag.AVSLAG)
    beslut = arende.beslut.get(utfall="")
    beslut.arende = vagen.fresh(arende)
    return beslut


@pytest.fixture
def underlag(stad, forslag) -> Kommuniceringsunderlag:
    return choose(stad, forslag)


def choose(stad, forslag, *delar):
    val = delar or ("beslut:text", "utredning:sammanfattning")
    return choose_parts(beslut=forslag, mottagare="Pappa", delar=val, actor=stad.handlaggare)


def adress(namn, underlag):
    return reverse(f"arenden:{namn}", args=[underlag.beslut.arende_id, underlag.pk])


def test_a_masked_word_is_neither_in_the_page_nor_in_the_file(stad, forslag, underlag):
    mask(underlag, stad.handlaggare, ord_=["Mirjam Provdotter", "Fältgatan 12"])
    webb = som(stad.handlaggare)
    fore = webb.get(adress("underlag_visat", underlag))
    assert webb.get(adress("underlag_pdf", underlag)).status_code == 404
    vagen.communicate(stad, forslag.arende)
    page = webb.get(adress("underlag_visat", underlag))
    response = webb.get(adress("underlag_pdf", underlag))
    paper = words_of_paper(read(response))
    for hemligt in ("Mirjam", "Provdotter", "Fältgatan", "Lind"):
        assert hemligt not in fore.content.decode()
        assert hemligt not in page.content.decode()
        assert hemligt not in paper
        assert hemligt.encode() not in response.content
    assert words_of_page(fore) == words_of_page(page)
    assert f"Mamman{MASKAT}arbetarpå{MASKAT}." in paper
    assert "Eliasmårbättre." in paper


def test_the_copy_stays_as_it_was_shown(stad, forslag, underlag):
    mask(underlag, stad.handlaggare)
    vagen.communicate(stad, forslag.arende)
    rewrite(forslag.arende, "Nytt.")
    page = words_of_page(som(stad.handlaggare).get(adress("underlag_visat", underlag)))
    assert "Eliasmårbättre." in page
    assert "Nytt." not in page
    underlag.refresh_from_db()
    assert underlag.fryst_av == stad.handlaggare
    assert underlag.kommunicering.vilka == "Elias mamma."


def test_nothing_is_sent_that_nobody_has_gone_through(stad, forslag, underlag):
    with pytest.raises(ValidationError, match="Gå först igenom underlaget till Pappa"):
        vagen.communicate(stad, forslag.arende)
    underlag.refresh_from_db()
    assert underlag.fryst is None


def test_a_text_that_has_changed_is_gone_through_anew(stad, forslag, underlag):
    mask(underlag, stad.handlaggare, meningar={"utredning:sammanfattning": [1]})
    rewrite(forslag.arende, f"Först en ny mening. {SAMMANFATTNING}")
    with pytest.raises(ValidationError, match="Texten har ändrats"):
        vagen.communicate(stad, forslag.arende)


def test_the_reporter_is_masked_unless_there_is_a_reason(stad, underlag):
    with pytest.raises(ValidationError, match="Skriv varför"):
        mask(underlag, stad.handlaggare, visade=["Lind"])
    alla = ["Rektor S. Lind", "Rektor", "Lind"]
    rad = mask(underlag, stad.handlaggare, visade=alla, skal="Rektorn har själv berättat.")
    assert "Lind" not in rad.maskning["ord"]
    assert rad.skal_att_visa == "Rektorn har själv berättat."
    visat = som(stad.handlaggare).get(adress("underlag_visat", underlag)).content.decode()
    assert "Lind" in visat


def test_sentences_are_masked_by_boxes_and_nothing_else_is_needed(stad, underlag):
    webb = som(stad.handlaggare)
    form = webb.get(adress("underlag", underlag)).context["form"]
    svar = webb.post(
        adress("underlag", underlag),
        {
            "version": underlag.version,
            "sedd-0": form.fields["sedd-0"].initial,
            "sedd-1": form.fields["sedd-1"].initial,
            "meningar-1": ["2"],
            "ord": "Elias",
            "skal": "",
        },
    )
    assert svar.status_code == 303
    page = words_of_page(webb.get(svar["Location"]))
    assert "Fältgatan12." in page
    assert "Eliasmår" not in page


def test_what_may_be_about_others_is_suggested(stad, forslag, underlag):
    arende = forslag.arende
    Vardnadshavare.objects.create(
        akt=arende.akt,
        namnd=arende.namnd,
        fornamn="Mirjam",
        efternamn="Provdotter",
        fran=arende.oppnat.date(),
    )
    form = som(stad.handlaggare).get(adress("underlag", underlag)).context["form"]
    foreslagna = {kod for kod, _ in form.fields["forslag"].choices}
    assert {"Mirjam", "Provdotter", "Fältgatan 12"} <= foreslagna
    assert {kod for kod, _ in form.fields["visade"].choices} >= {"Rektor", "Lind"}


def test_a_text_that_changed_while_it_was_read_is_refused(stad, forslag, underlag):
    svar = som(stad.handlaggare).post(
        adress("underlag", underlag),
        {"version": underlag.version, "sedd-0": "0" * 64, "sedd-1": "0" * 64, "ord": ""},
    )
    assert "Texten har ändrats" in errors_at(svar, "__all__")[0]


def test_only_signed_notes_and_rightly_filed_handlingar_may_be_chosen(stad, forslag):
    nycklar = [del_.nyckel for del_ in parts_of(forslag)]
    assert "utredning:sammanfattning" in nycklar
    with pytest.raises(ValidationError, match="Välj minst en del"):
        choose(stad, forslag, "journal:finns-inte")


def write_note(stad, arende, text):
    rad = write_anteckning(
        arende=arende,
        slag="samtal",
        nar=timezone.now(),
        narvarande="",
        text=text,
        actor=stad.handlaggare,
    )
    return sign_anteckning(anteckning=rad, version=rad.version, actor=stad.handlaggare)


def test_a_corrected_note_is_never_shown_without_its_correction(stad):
    arende = vagen.arende_at(stad, Steg.BESLUTSFORSLAG)
    rad = write_note(stad, arende, "Pappa slog honom.")
    add_tillagg(
        anteckning=rad, roll="rattelse", text="Det var en annan man.", actor=stad.handlaggare
    )
    vagen.propose(stad, arende, Beslut.Slag.AVSLAG)
    beslut = arende.beslut.get(utfall="")
    beslut.arende = vagen.fresh(arende)
    (del_,) = [ett for ett in parts_of(beslut) if ett.nyckel.startswith("journal:")]
    assert del_.nyckel == f"journal:{rad.pk}"
    assert del_.text.index("Pappa slog honom.") < del_.text.index("Det var en annan man.")
    underlag = choose(stad, beslut, del_.nyckel)
    mask(underlag, stad.handlaggare)
    vagen.communicate(stad, arende)
    visat = words_of_page(som(stad.handlaggare).get(adress("underlag_visat", underlag)))
    assert "Pappaslog" in visat
    assert "Rättelse" in visat
    assert "enannanman." in visat


def test_the_parts_ask_as_much_of_the_database_however_many_notes_there_are(stad, forslag):
    def asked():
        with CaptureQueriesContext(connection) as fragor:
            for del_ in parts_of(forslag):
                assert isinstance(del_.text, str)
        return len(fragor)

    write_note(stad, forslag.arende, "En.")
    kort = asked()
    for nr in range(4):
        write_note(stad, forslag.arende, f"Till {nr}.")
    assert asked() == kort


def test_a_draft_can_be_thrown_away_but_not_what_was_shown(stad, forslag, underlag):
    webb = som(stad.handlaggare)
    assert webb.post(adress("kasta_underlag", underlag)).status_code == 303
    assert not Kommuniceringsunderlag.objects.exists()
    nytt = choose(stad, forslag)
    mask(nytt, stad.handlaggare)
    vagen.communicate(stad, forslag.arende)
    assert webb.get(adress("kasta_underlag", nytt)).status_code == 403


def test_an_outsider_sees_no_underlag(underlag):
    assert som(make_anvandare()).get(adress("underlag", underlag)).status_code == 404


def test_without_an_underlag_the_flow_goes_as_before(stad, forslag):
    vagen.communicate(stad, forslag.arende)
    assert vagen.fresh(forslag.arende).steg == Steg.BESLUT


def test_the_parts_of_a_draft_come_in_the_order_of_the_akt(stad, forslag):
    underlag = choose(stad, forslag, "utredning:sammanfattning", "beslut:text")
    assert [del_.nyckel for del_ in chosen(underlag)] == ["beslut:text", "utredning:sammanfattning"]


@pytest.mark.parametrize("text", ["", "En. Två! Tre?", "Rad\nrad\n\nny", "Kl. 8.30 den 3 maj."])
def test_sentences_put_together_are_the_text(text):
    assert "".join(sentences(text)) == text


@pytest.mark.parametrize(
    ("text", "ord_", "blir"),
    [
        ("Ring Eva på 070-123 45 67.", ["070 1234567"], f"Ring Eva på {MASKAT}."),
        ("Evas mamma. eva kom.", ["Eva"], f"{MASKAT} mamma. {MASKAT} kom."),
        ("Evald kom.", ["Eva"], "Evald kom."),
        ("Eva\nLind kom.", ["Eva Lind"], f"{MASKAT} kom."),
    ],
)
def test_words_are_masked_as_people_write_them(text, ord_, blir):
    assert masked(text, (), ord_) == blir


def test_names_that_the_child_bears_too_are_not_suggested():
    assert [ett.text for ett in names("Mirjam Provsson", "x", ["Elias", "Provsson"])] == [
        "Mirjam Provsson",
        "Mirjam",
    ]


def test_numbers_and_addresses_are_found_by_their_shape():
    text = "Pojken 20120126-2399, syster 20141101-2394, Storgatan 5, a@b.se, 08-508 00 000."
    funna = {ett.text for ett in found_by_shape([text], ["201201262399"])}
    assert funna == {"20141101-2394", "Storgatan 5", "a@b.se", "08-508 00 000"}
