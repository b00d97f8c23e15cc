import csv
import re
from html.parser import HTMLParser
from io import StringIO

import pytest
from django.urls import reverse

from access.models import Roll
from audit.models import Logghandelse
from lagesbild.actions.publicering import approve_publicering, compose_publicering
from lagesbild.models import Publicering
from lagesbild.rules import angrepp
from lagesbild.rules.tabell import ALL
from tests.builders import make_anvandare
from tests.conftest import logga_in
from tests.lagesbild.underlag import SANNA_TAL, make_uttag

pytestmark = pytest.mark.django_db

LISTA = "/lagesbild/"


@pytest.fixture
def ada():
    return make_anvandare(Roll.ANALYTIKER, namn="Ada Analytiker")


@pytest.fixture
def sam():
    return make_anvandare(Roll.SAMORDNARE, namn="Sam Samordnare")


@pytest.fixture
def uttag():
    return make_uttag()


@pytest.fixture
def forslag(uttag, ada):
    return compose_publicering(uttag=uttag, actor=ada)


@pytest.fixture
def publicerad(forslag, sam):
    return approve_publicering(publicering=forslag, actor=sam)


def url(name, row):
    return reverse(f"lagesbild:{name}", args=[row.pk])


class Text(HTMLParser):
    """The visible text of a page, and where its links lead."""

    def __init__(self, html):
        super().__init__()
        self.words, self.links = [], []
        self.feed(html)

    def handle_data(self, data):
        self.words.append(data)

    def handle_starttag(self, tag, attrs):  # noqa: ARG002
        self.links += [value for name, value in attrs if name in {"href", "action"}]

    @property
    def numbers(self):
        return {
            int(found) for found in re.findall(r"(?<![\w:-])\d+(?![\w:-])", " ".join(self.words))
        }


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("roll", [Roll.ANALYTIKER, Roll.SAMORDNARE])
def test_those_who_work_with_numbers_see_the_list(client, publicerad, roll):
    html = page(logga_in(client, make_anvandare(roll)), LISTA)
    assert publicerad.titel in html
    assert "godkänd av Sam Samordnare" in html


@pytest.mark.parametrize(
    "roll", [roll for roll in Roll if roll not in {Roll.ANALYTIKER, Roll.SAMORDNARE}]
)
def test_nobody_else_comes_in(client, publicerad, uttag, roll):
    logga_in(client, make_anvandare(roll))
    pages = [LISTA, url("sammanstall", uttag)]
    pages += [url(name, publicerad) for name in ("publicering", "csv", "dra_tillbaka")]
    assert [client.get(address).status_code for address in pages] == [403] * 5
    assert client.post(url("godkann", publicerad)).status_code == 403


def test_an_empty_list_says_what_comes_next(client, ada):
    assert "Underlaget byggs varje natt." in page(logga_in(client, ada), LISTA)


def test_the_preview_leads_to_a_proposal(client, ada, uttag):
    logga_in(client, ada)
    assert url("sammanstall", uttag) in page(client, LISTA)
    html = page(client, url("sammanstall", uttag))
    assert "Skicka för godkännande" in html
    assert "Kvarvarande risk." in html
    response = client.post(url("sammanstall", uttag))
    forslag = Publicering.objects.get()
    assert (response.status_code, response.headers["Location"]) == (
        303,
        url("publicering", forslag),
    )
    assert url("sammanstall", uttag) not in page(client, LISTA)


def test_a_refused_table_shows_reasons_and_no_number(client, ada, uttag, monkeypatch):
    def refuse(table, rounded):
        cell = ("Skärholmen", "Flickor")
        return [angrepp.Hinder(cell, angrepp.Rojd.PROVED_SMALL)]

    monkeypatch.setattr(angrepp, "hinder_for_publicering", refuse)
    logga_in(client, ada)
    html = page(client, url("sammanstall", uttag))
    assert "Det går att räkna ut att antalet är 1–4." in html
    assert "Skärholmen" not in html
    response = client.post(url("sammanstall", uttag))
    assert response.status_code == 422
    assert not Publicering.objects.exists()


def test_a_second_table_for_the_period_is_refused_in_words(client, sam, uttag, forslag):
    response = logga_in(client, sam).post(url("sammanstall", uttag))
    assert response.status_code == 422
    assert "Det finns redan en tabell för perioden." in response.content.decode()


def test_the_one_who_composed_gets_no_button_and_no_way_round(client, ada, forslag):
    logga_in(client, ada)
    html = page(client, url("publicering", forslag))
    assert "Godkänn och publicera" not in html
    assert "Någon annan behöver godkänna den." in html
    assert client.post(url("godkann", forslag)).status_code == 403
    forslag.refresh_from_db()
    assert forslag.status == "forslag"


def test_another_person_approves(client, sam, forslag):
    logga_in(client, sam)
    assert "Godkänn och publicera" in page(client, url("publicering", forslag))
    assert client.post(url("godkann", forslag)).status_code == 303
    forslag.refresh_from_db()
    html = page(client, url("publicering", forslag))
    assert forslag.fingeravtryck in html.replace("<wbr>", "")
    assert "oförändrad sedan den publicerades" in html
    assert "Sam Samordnare" in html


def test_approving_is_never_a_link(client, sam, forslag):
    assert logga_in(client, sam).get(url("godkann", forslag)).status_code == 405


def test_the_table_has_headed_rows_and_columns_with_totals(client, ada, publicerad):
    html = page(logga_in(client, ada), url("publicering", publicerad))
    assert html.count('<th scope="row" role="rowheader"') == 13  # 11 areas, the common row, the sum
    assert re.findall(r'<th scope="col" role="columnheader"[^>]*>([^<]+)<', html) == [
        "Stadsdelsområde",
        "Flickor",
        "Pojkar",
        "Samtliga",
    ]
    total = publicerad.tabell().values[ALL, ALL]
    assert f"≈ {total} <" in html
    assert '<svg role="img"' in html


def test_true_numbers_are_on_no_page(client, ada, sam, uttag):
    logga_in(client, ada)
    seen = Text(page(client, url("sammanstall", uttag))).numbers
    forslag = compose_publicering(uttag=uttag, actor=ada)
    seen |= Text(page(client, url("publicering", forslag))).numbers
    approve_publicering(publicering=forslag, actor=sam)
    seen |= Text(page(client, url("publicering", forslag))).numbers
    seen |= Text(page(client, LISTA)).numbers
    assert SANNA_TAL.isdisjoint(seen)
    assert forslag.tabell().values[ALL, ALL] in seen


def test_no_page_leads_to_an_arende(client, ada, uttag, publicerad):
    logga_in(client, ada)
    pages = [LISTA, url("sammanstall", uttag), url("publicering", publicerad)]
    links = {link for address in pages for link in Text(page(client, address)).links}
    assert any(link.startswith("/lagesbild/") for link in links)
    assert not any("arende" in link or "akt" in link for link in links)


def read_csv(response):
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def test_the_csv_says_what_the_table_says(client, ada, publicerad):
    response = logga_in(client, ada).get(url("csv", publicerad))
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert (
        response.headers["Content-Disposition"] == 'attachment; filename="lagesbild-2026K3-v1.csv"'
    )
    rows = read_csv(response)
    assert publicerad.fingeravtryck in rows[0][0]
    body = [row for row in rows if not row[0].startswith("#")]
    assert body[0] == ["Stadsdelsområde", "Kön", "Visat", "Tal", "Lägst", "Högst"]
    numbers = {(omrade, kon): int(tal) for omrade, kon, _, tal, *_ in body[1:]}
    expected = {
        tuple("Samtliga" if part is ALL else part for part in cell): value
        for cell, value in publicerad.tabell().values.items()
    }
    assert numbers == expected
    assert SANNA_TAL.isdisjoint(numbers.values())


def test_no_cell_of_the_csv_is_a_formula(client, ada, publicerad):
    rows = read_csv(logga_in(client, ada).get(url("csv", publicerad)))
    assert not [
        cell for row in rows for cell in row if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}
    ]


def test_a_download_is_logged_with_its_table(client, ada, publicerad):
    logga_in(client, ada).get(url("csv", publicerad))
    entry = Logghandelse.objects.get(verb="statistik.export")
    assert (entry.aktor_id, entry.objekt_id) == (ada.pk, str(publicerad.pk))


def test_a_reading_is_logged(client, ada, publicerad):
    page(logga_in(client, ada), url("publicering", publicerad))
    assert Logghandelse.objects.filter(verb="statistik.read", aktor_id=ada.pk).count() == 1


def test_a_proposal_cannot_be_downloaded(client, ada, forslag):
    assert logga_in(client, ada).get(url("csv", forslag)).status_code == 404


def test_withdrawing_wants_a_reason_and_leaves_the_table_to_be_seen(client, ada, publicerad):
    logga_in(client, ada)
    refused = client.post(url("dra_tillbaka", publicerad), {"skal": ""})
    assert refused.status_code == 422
    done = client.post(url("dra_tillbaka", publicerad), {"skal": "Fel <i>befolkning</i>."})
    assert done.status_code == 303
    html = page(client, url("publicering", publicerad))
    assert "Skäl: Fel &lt;i&gt;befolkning&lt;/i&gt;." in html
    assert "Tillbakadragen" in page(client, LISTA)
    assert client.get(url("csv", publicerad)).status_code == 404


def test_withdrawing_twice_is_refused(client, ada, publicerad):
    logga_in(client, ada)
    client.post(url("dra_tillbaka", publicerad), {"skal": "Prov."})
    assert client.post(url("dra_tillbaka", publicerad), {"skal": "Igen."}).status_code == 403


def test_pages_cost_the_same_however_many_tables(client, ada, sam, django_assert_max_num_queries):
    for nummer in (1, 2, 3):
        forslag = compose_publicering(uttag=make_uttag(period=f"2025K{nummer}"), actor=ada)
        approve_publicering(publicering=forslag, actor=sam)
    logga_in(client, ada)
    for address in (LISTA, url("publicering", forslag)):
        with django_assert_max_num_queries(12):
            page(client, address)
