"""The reviews in figures: for whoever leads, and on paper when one is finished."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from access.models import Roll
from audit.models import Logghandelse
from audit.verb import Verb
from granskning.actions.granskning import finish, judge
from granskning.rules.oversikt import Manad, summarise
from tests.builders import make_anvandare, make_enhet, make_namnd
from tests.conftest import logga_in
from tests.granskning.manad import make_granskning

pytestmark = pytest.mark.django_db

OVERSIKT = "/granskning/oversikt/"
IDAG = date(2026, 11, 21)


def manad(nummer: int, **falt: Any) -> Manad:
    grund = {
        "manad": date(2026, nummer, 1),
        "senast": date(2026, nummer + 1, 14),
        "is_avslutad": True,
        "atkomster": 100,
        "rader": 10,
        "bedomda": 10,
        "fragor": 0,
        "anmarkningar": 0,
    }
    return Manad(**(grund | falt))


@pytest.mark.parametrize(
    ("manader", "tackning", "forsenade", "aldst"),
    [
        ([], None, 0, None),
        ([manad(9), manad(10)], 100, 0, None),
        ([manad(9), manad(10, is_avslutad=False, bedomda=5)], 75, 1, 21),
        ([manad(9, is_avslutad=False, bedomda=0), manad(10)], 50, 1, 52),
        ([manad(10, is_avslutad=False, senast=IDAG)], 100, 0, None),
        ([manad(10, is_avslutad=False, rader=0, bedomda=0)], None, 1, None),
    ],
)
def test_coverage_lateness_and_age_follow_from_the_months(manader, tackning, forsenade, aldst):
    summa = summarise(manader, IDAG)
    assert (summa.tackning, summa.forsenade, summa.aldst_ogranskad) == (tackning, forsenade, aldst)


@pytest.fixture
def namnd():
    return make_namnd()


@pytest.fixture
def enhet(namnd):
    return make_enhet(namnd=namnd)


@pytest.fixture
def granskare(namnd):
    return make_anvandare(Roll.LOGGRANSKARE, enhet=make_enhet(namnd=namnd))


@pytest.fixture
def avslutad(enhet, granskare):
    """Three rows: one asked about and cleared, one remarked upon, one cleared at once."""
    granskning = make_granskning(enhet, make_anvandare(enhet=enhet, namn="Åsa Öberg"), antal=3)
    forsta, andra, tredje = granskning.rader.all()
    judge(rad=forsta, utfall="anmarkning", text="Hörde inte dit.", actor=granskare)
    judge(rad=andra, utfall="utan", actor=granskare)
    judge(rad=tredje, utfall="utan", actor=granskare)
    return finish(granskning=granskning, actor=granskare)


def test_the_head_sees_the_own_unit_in_figures_and_no_row(client, avslutad, enhet, namnd):
    make_granskning(make_enhet(namnd=namnd), make_anvandare())
    logga_in(client, make_anvandare(Roll.ENHETSCHEF, enhet=enhet))
    svar = client.get(OVERSIKT)
    (rad,) = svar.context["sida"].object_list
    assert rad["enhet"] == enhet
    assert (rad["summa"].rader, rad["summa"].tackning, rad["summa"].anmarkningar) == (3, 100, 1)
    assert "Åsa Öberg" not in svar.content.decode()


def test_the_reviewer_sees_every_unit_but_the_own_the_longest_waiting_first(
    client, avslutad, granskare, namnd
):
    egen = granskare.uppdrag_nu[0].enhet
    make_granskning(egen, make_anvandare(enhet=egen))
    vantar = make_granskning(make_enhet(namnd=namnd), make_anvandare())
    logga_in(client, granskare)
    rader = client.get(OVERSIKT).context["sida"].object_list
    assert [rad["enhet"] for rad in rader] == [vantar.enhet, avslutad.enhet]


def test_as_many_questions_for_two_units_as_for_twenty(
    client, granskare, namnd, django_assert_max_num_queries
):
    def fill(antal: int) -> None:
        for _ in range(antal):
            enhet = make_enhet(namnd=namnd)
            make_granskning(enhet, make_anvandare(enhet=enhet), antal=3)

    fill(2)
    logga_in(client, granskare)
    with django_assert_max_num_queries(12) as few:
        client.get(OVERSIKT)
    fill(18)
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert len(client.get(OVERSIKT).context["sida"].object_list) == 20


def test_the_protocol_says_the_same_on_the_page_and_on_paper(client, avslutad, granskare, tmp_path):
    logga_in(client, granskare)
    sida = client.get(f"/granskning/{avslutad.pk}/protokoll/").content.decode()
    svar = client.get(f"/granskning/{avslutad.pk}/protokoll.pdf")
    assert svar["Content-Type"] == "application/pdf"
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(svar.content)).pages)
    for facts in (
        "Protokoll från logggranskning",
        "Anmärkning: 1",
        "Utan anmärkning: 2",
        "Avvikelser öppnade: 1",
        "Granskade: 3 (1 %)",
        str(avslutad.enhet),
    ):
        assert facts in text, facts
        namn, _, varde = facts.partition(": ")
        assert namn in sida
        assert varde in sida
    for hemligt in ("Åsa Öberg", "Hörde inte dit", "Sekretess"):
        assert hemligt not in text + sida
    assert Logghandelse.objects.filter(verb=Verb.LOGGRANSKNING_READ_PDF).exists()


def test_there_is_no_protocol_before_the_end(client, enhet, granskare):
    granskning = make_granskning(enhet, make_anvandare(enhet=enhet))
    logga_in(client, granskare)
    for adress in ("protokoll/", "protokoll.pdf"):
        assert client.get(f"/granskning/{granskning.pk}/{adress}").status_code == 404
