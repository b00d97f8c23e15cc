"""The pages of the monthly review: rows with facts and no content, and a place to go on from."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from access.models import Roll
from audit.models import Logghandelse
from audit.verb import Verb
from granskning.actions.granskning import judge
from granskning.models import Atkomst, Granskningsfraga, Granskningsutkast
from granskning.rules.signaler import Signal
from granskning.rules.urval import Forklaringsgrad, Urvalsgrund
from tests.arenden.webb import errors_at, own, som, text_of
from tests.builders import make_anvandare, make_enhet
from tests.granskning.manad import make_atkomst, make_granskning

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def enhet():
    return make_enhet()


@pytest.fixture
def kollega(enhet):
    return make_anvandare(enhet=enhet)


@pytest.fixture
def granskare(enhet):
    return make_anvandare(Roll.LOGGRANSKARE, enhet=make_enhet(namnd=enhet.namnd))


@pytest.fixture
def granskning(enhet, kollega):
    return make_granskning(enhet, kollega, antal=3)


def page(granskning):
    return reverse("granskning:loggranskning", args=[granskning.pk])


def row(granskning, rad, namn="bedom"):
    return reverse(f"granskning:{namn}", args=[granskning.pk, rad.pk])


def of(granskning, vad):
    return reverse(f"granskning:{vad}", args=[granskning.pk])


def test_a_row_says_who_what_when_and_why_it_is_here(granskning, granskare, kollega):
    make_atkomst(
        granskning,
        kollega,
        ordning=4,
        urvalsgrund=Urvalsgrund.SIGNAL,
        forklaring=Forklaringsgrad.ENHETEN,
        signaler=[Signal.AVSLUTAT_ARENDE],
    )
    visat = text_of(som(granskare).get(page(granskning)))
    for ord_ in (
        kollega.namn,
        "socialsekreterare",
        "Läste personakt",
        "2026-10-11 22:14 –22:23",
        f"…{str(granskning.rader.first().akt_id)[-6:]}",
        "Ingen förklaring",
        Signal.AVSLUTAT_ARENDE.mening,
        "0 av 4 klara",
        "4 av 412 åtkomster (1 %)",
        "00010203",
    ):
        assert ord_ in visat, ord_


def test_every_akt_shown_is_in_the_log(granskning, granskare):
    som(granskare).get(page(granskning))
    lasta = Logghandelse.objects.filter(aktor_id=granskare.pk, verb=Verb.LOGGRANSKNING_READ)
    visade = set(granskning.rader.values_list("akt_id", flat=True))
    assert visade <= set(lasta.values_list("akt_id", flat=True))


def test_without_a_script_each_verdict_leads_to_the_next_row(granskning, granskare):
    client, (ett, tva, tre) = som(granskare), granskning.rader.all()
    svar = client.post(row(granskning, ett), {"utfall": "utan"})
    assert (svar.status_code, svar["Location"]) == (303, f"{page(granskning)}#rad-2")
    svar = client.post(row(granskning, tre), {"utfall": "anmarkning", "kommentar": "Nej."})
    assert svar["Location"] == f"{page(granskning)}#rad-2"
    svar = client.post(row(granskning, tva), {"utfall": "utan"})
    assert svar["Location"] == f"{page(granskning)}#avslut"
    assert "3 av 3 klara" in text_of(client.get(page(granskning)))


def test_by_keys_only_the_row_comes_back_with_how_far_it_is(granskning, granskare):
    client, rad = som(granskare), granskning.rader.first()
    svar = client.post(row(granskning, rad), {"utfall": "utan"}, **HTMX)
    assert svar.status_code == 200
    assert "<html" not in svar.content.decode()
    assert 'id="rad-1"' in svar.content.decode()
    assert "1 av 3 klara" in text_of(svar)


def test_a_question_without_words_is_refused_in_the_row(granskning, granskare):
    client, rad = som(granskare), granskning.rader.first()
    svar = client.post(row(granskning, rad), {"utfall": "fraga", "fraga": ""}, **HTMX)
    assert svar.status_code == 422
    assert "Skriv vad du vill fråga." in text_of(svar)
    svar = client.post(row(granskning, rad), {"utfall": "fraga", "fraga": ""})
    assert svar["Location"] == f"{page(granskning)}#rad-1"
    assert not Granskningsfraga.objects.exists()


def test_who_comes_second_is_told_and_overwrites_nothing(granskning, granskare, enhet):
    annan = make_anvandare(Roll.LOGGRANSKARE, enhet=make_enhet(namnd=enhet.namnd))
    rad = granskning.rader.first()
    judge(rad=rad, utfall="utan", actor=annan)
    val = {"utfall": "anmarkning", "kommentar": "Nej."}
    svar = som(granskare).post(row(granskning, rad), val, **HTMX)
    assert svar.status_code == 409
    assert f"{annan} har redan bedömt raden." in text_of(svar)
    client = som(granskare)
    client.post(row(granskning, rad), val)
    assert f"{annan} har redan bedömt raden." in text_of(client.get(page(granskning)))
    assert Atkomst.objects.get(pk=rad.pk).bedomd_av == annan


def test_what_is_being_written_waits_where_it_was(granskning, granskare):
    client, rad = som(granskare), granskning.rader.first()
    ord_ = {"fraga": "Var det jouren?", "kommentar": ""}
    assert client.post(row(granskning, rad, "rad_utkast"), ord_).status_code == 204
    assert "Var det jouren?" in text_of(client.get(page(granskning)))
    client.post(row(granskning, rad), {"utfall": "utan"})
    assert not Granskningsutkast.objects.exists()
    for langt in ({"fraga": "x" * 10_001},):
        assert client.post(row(granskning, rad, "rad_utkast"), langt).status_code == 413


def test_marked_rows_go_together_and_z_takes_one_back(granskning, granskare):
    client = som(granskare)
    granskning.rader.update(forklaring=Forklaringsgrad.ARENDET)
    ids = [str(rad.pk) for rad in granskning.rader.all()[:2]]
    client.post(of(granskning, "bedom_flera"), {"rad": [*ids, "inget"]})
    assert granskning.rader.to_judge().count() == 1
    svar = client.post(of(granskning, "angra_bedomning"))
    assert svar["Location"] == f"{page(granskning)}#rad-2"
    assert granskning.rader.to_judge().count() == 2


def test_the_question_is_answered_in_place(granskning, granskare, kollega):
    rad = granskning.rader.first()
    rad.signaler = [Signal.AVSLUTAT_ARENDE]
    rad.save()
    judge(rad=rad, utfall="fraga", text="Var det jouren?", actor=granskare)
    client, fraga = som(kollega), Granskningsfraga.objects.get()
    sida = reverse("granskning:min_fraga", args=[fraga.pk])
    assert fraga.referens in text_of(client.get(reverse("granskning:mina_fragor")))
    visat = text_of(client.get(sida))
    assert "Var det jouren?" in visat
    assert "2026-10-11 22:14" in visat
    for hemligt in (Signal.AVSLUTAT_ARENDE.mening, "Ingen förklaring", "Utan förklaring"):
        assert hemligt not in visat
    assert errors_at(client.post(sida, {"svar": ""}), "svar")
    utkast = reverse("granskning:fraga_utkast", args=[fraga.pk])
    assert client.post(utkast, {"svar": "Ja, jag"}).status_code == 204
    assert "Ja, jag" in text_of(client.get(sida))
    assert client.post(sida, {"svar": "Ja, jag hade jour."}).status_code == 303
    assert "Ja, jag hade jour." in text_of(client.get(sida))
    assert "Ja, jag hade jour." in text_of(som(granskare).get(page(granskning)))
    assert client.post(sida, {"svar": "Nej."}).status_code == 422


def test_an_unanswered_question_is_shown_as_reminded(granskning, granskare):
    rad = granskning.rader.first()
    judge(rad=rad, utfall="fraga", text="Var det jouren?", actor=granskare)
    assert "Du kan bedöma raden utan svar" not in text_of(som(granskare).get(page(granskning)))
    Granskningsfraga.objects.update(paminnd=timezone.now())
    assert "Du kan bedöma raden utan svar" in text_of(som(granskare).get(page(granskning)))


def test_the_head_of_the_unit_sees_figures_and_no_row(granskning, enhet, kollega):
    chef = make_anvandare(Roll.ENHETSCHEF, enhet=enhet)
    visat = text_of(som(chef).get(page(granskning)))
    assert "Inte bedömda 3" in visat
    assert kollega.namn not in visat
    assert som(chef).post(row(granskning, granskning.rader.first())).status_code == 404


def test_a_reviewer_is_named_and_the_review_taken_over(granskning, granskare, enhet):
    chef = make_anvandare(Roll.ENHETSCHEF, enhet=enhet)
    sida = of(granskning, "granskare")
    assert errors_at(som(chef).post(sida, {"granskare": str(chef.pk)}), "granskare")
    assert som(chef).post(sida, {"granskare": str(granskare.pk)}).status_code == 303
    annan = make_anvandare(Roll.LOGGRANSKARE, enhet=make_enhet(namnd=enhet.namnd))
    assert som(annan).post(of(granskning, "ta_granskning")).status_code == 303
    granskning.refresh_from_db()
    assert granskning.granskare == annan


def test_the_end_is_refused_with_what_is_left_and_then_stays(granskning, granskare):
    client = som(granskare)
    client.post(of(granskning, "avsluta_granskning"))
    assert "3 rader är inte bedömda än." in text_of(client.get(page(granskning)))
    for rad in granskning.rader.all():
        client.post(row(granskning, rad), {"utfall": "utan"})
    assert "Avsluta granskningen" in text_of(client.get(page(granskning)))
    client.post(of(granskning, "avsluta_granskning"))
    visat = text_of(client.get(page(granskning)))
    assert "Bedömningarna ändras inte mer." in visat
    assert client.post(row(granskning, rad), {"utfall": "utan"}).status_code == 403


def test_the_list_has_mine_the_others_and_the_finished(enhet, kollega, granskare):
    egen = make_granskning(enhet, kollega, granskare=granskare)
    sen = make_granskning(
        make_enhet(namnd=enhet.namnd, namn="Södra enheten"),
        kollega,
        senast=timezone.localdate() - timedelta(days=1),
    )
    client, lista = som(granskare), reverse("granskning:loggranskningar")
    mina = text_of(client.get(lista))
    assert str(egen.enhet) in mina
    assert str(sen.enhet) not in mina
    alla = text_of(client.get(lista, {"flik": "pagaende", "sort": "enhet"}))
    assert "Försenad" in alla
    assert "0 av 1" in alla
    assert "Inga granskningar är klara än" in text_of(client.get(lista, {"flik": "klara"}))


@pytest.mark.parametrize("sida", ["loggranskning", "loggranskningar"])
def test_sixty_rows_cost_as_many_queries_as_ten(enhet, kollega, granskare, sida):
    def queries(antal):
        ny = make_enhet(namnd=enhet.namnd)
        granskning = make_granskning(ny, kollega, make_anvandare(enhet=enhet), antal=antal)
        judge(rad=granskning.rader.first(), utfall="fraga", text="Varför?", actor=granskare)
        client = som(granskare)
        if sida == "loggranskningar":
            for _ in range(antal // 5):
                make_granskning(make_enhet(namnd=enhet.namnd), kollega)
            adress = reverse("granskning:loggranskningar") + "?flik=pagaende"
        else:
            adress = page(granskning)
        client.get(adress)
        with CaptureQueriesContext(
            connection,
        ) as fragor:
            assert client.get(adress).status_code == 200
        return len(own(fragor))

    tio, sextio = queries(10), queries(60)
    assert sextio <= tio
    assert tio <= 45, tio
