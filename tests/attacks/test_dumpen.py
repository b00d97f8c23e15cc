"""A thief with the whole database: no name, number or sentence of any child is in it."""

from __future__ import annotations

import base64
import logging
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import arenden
from access.models import Anvandare, Avisering, Enhet, Namnd, Roll, Uppdrag
from arenden.models import Person, Steg
from encryption import fields
from encryption.errors import SealError
from encryption.keys import drop_keys
from encryption.nyckeltjanst import forget_derived_keys
from tests.attacks.dumpen import found_in, haystacks, pg_dump
from tests.builders import make_enhet, make_namnd
from tests.conftest import logga_in
from tests.policy.varld import Varld, make_varld

pytestmark = pytest.mark.django_db(transaction=True)

FALL = sorted((Path(arenden.__file__).parent / "data" / "fall").glob("*.json"))
OMRADEN = ("Enskede-Årsta-Vantör", "Hässelby-Vällingby", "Kungsholmen", "Skarpnäck", "Skärholmen")

NAMES = {"fornamn", "efternamn", "adress", "telefon", "skola", "nummer", "givare", "narvarande"}
SENTENCE = 20
ORDINARY = {
    "Maria": "the programme Mini-Maria",
    "Exempel": "a word in the description of an insatstyp",
    "Skyddad": "a column that one of the database's own functions gives",
}
"""Names of the reports that are ordinary words of the reference data and the schema."""


@pytest.fixture
def sealed(monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    """Everything that is sealed while the test runs, by the name of its field."""
    heard: dict[str, set[str]] = {}
    seal = fields.SealedField._sealed

    def listen(field: Any, instance: Any, value: Any) -> Any:
        heard.setdefault(field.name, set()).update(strings_in(value))
        return seal(field, instance, value)

    monkeypatch.setattr(fields.SealedField, "_sealed", listen)
    return heard


def strings_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from strings_in(part)
    elif isinstance(value, date):
        yield value.isoformat()
    elif isinstance(value, str):
        yield value.strip()
        yield from (part.strip() for part in re.split(r"[.!?\n]", value))


def words_of(sealed: dict[str, set[str]]) -> set[str]:
    """Names and numbers whole and in parts; of the rest what is long enough to be a sentence."""
    names = {word for name in NAMES for word in sealed.get(name, ())}
    called = sealed["fornamn"] | sealed["efternamn"]
    parts = {part for word in called for part in word.split() if part.isalpha()}
    texts = {word for words in sealed.values() for word in words if len(word) >= SENTENCE}
    return {word for word in names | parts | texts if len(word) > 3} - set(ORDINARY)


def play(client: Client) -> Varld:
    """Every report that the project knows, and every room, partly through the pages."""
    varld = make_varld("Järva")
    Namnd.objects.exclude(pk=varld.stad.namnd.pk).update(stadsdelsomrade="")
    for omrade in (*OMRADEN, "Farsta"):
        namnd = make_namnd(stadsdelsomrade=omrade)
        make_enhet(namnd=namnd, slag=Enhet.Slag.MOTTAGNING)
        Uppdrag.objects.create(
            anvandare=varld.stad.mottagare, roll=Roll.MOTTAGNING, namnd=namnd, fran=date(2020, 1, 1)
        )
    for anvandare in Anvandare.objects.all():
        anvandare.namn = f"Tjänst {anvandare.anvandarnamn}"
        anvandare.save()
    Avisering.objects.update(referens="Tjänst")  # names the staff, who share a surname with a child
    logga_in(client, varld.stad.mottagare)
    filer = [SimpleUploadedFile(fil.name, fil.read_bytes()) for fil in FALL]
    assert client.post(reverse("arenden:import_fall"), {"filer": filer}).status_code == 200
    client.post(reverse("insatser:sok"), {"q": "201201262399"})
    write_pages(client, varld)
    return varld


UTKAST = "Ett halvskrivet utkast om Vidar och hans storebror"
ANTECKNING = "Vidar ringde själv och ville berätta om kvällen"
FELSKRIVET = "Den här texten hamnade i ett fält som inte godtogs"


def write_pages(client: Client, varld: Varld) -> None:
    logga_in(client, varld.stad.handlaggare)
    arende = varld.fall[Steg.UPPFOLJNING]["arende"]
    client.post(reverse("arenden:utkast", args=[arende.pk, "plan", arende.pk]), {"behov": UTKAST})
    ny = reverse("arenden:ny_anteckning", args=[arende.pk])
    nar = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    anteckning = {"slag": "samtal", "nar": nar, "narvarande": "Vidar", "text": ANTECKNING}
    assert client.post(ny, anteckning).status_code == 303
    assert client.post(ny, {"text": FELSKRIVET}).status_code == 422
    assert client.get(f"/arenden/?flik={FELSKRIVET}").status_code == 200
    client.get(f"/saknas/{FELSKRIVET}/")
    Client().post("/logga-in/", {"username": "20120126-2399", "password": FELSKRIVET})


def test_a_dump_holds_no_name_no_number_and_no_sentence(sealed, client, caplog):
    caplog.set_level(logging.INFO)
    varld = play(client)
    words = words_of(sealed) | {UTKAST, ANTECKNING, FELSKRIVET, "201201262399"}
    assert len(words) > 150
    hays = haystacks(pg_dump())
    assert found_in(
        hays, {varld.stad.handlaggare.namn, varld.fall[Steg.PLAN]["arende"].arendenummer}
    )
    assert found_in(hays, words) == set()
    said = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
    assert found_in([said.lower().encode()], words - {FELSKRIVET}) == set()


def test_the_search_finds_a_word_however_it_lies():
    text = "Årstas Överkänsliga ord"
    for lain in (
        text.encode(),
        b"\\x" + text.encode().hex().encode(),
        base64.b64encode(b"ab" + text.encode() + b"cd"),
        b'{"a": "\\u00c5rstas \\u00d6verk\\u00e4nsliga ord"}',
    ):
        assert found_in(haystacks(b"INSERT '" + lain + b"'"), {text}) == {text}
    assert found_in(haystacks(b"'1201262399'"), {"20120126-2399"}) == {"20120126-2399"}


def test_without_the_root_key_the_thief_opens_no_field(monkeypatch):
    varld = make_varld("Järva")
    person = Person.objects.get(akt=varld.arenden[0].akt_id)
    assert person.fornamn
    monkeypatch.setenv("ROTNYCKEL", "dGp1dmVucy1lZ2VuLWdpc3NhZGUtcm90bnlja2VsLTE=")
    forget_keys()
    try:
        for row in Person.objects.all():
            with pytest.raises(SealError):
                row.fornamn  # noqa: B018
    finally:
        monkeypatch.undo()
        forget_keys()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM nycklar.datanyckel WHERE length(inslagen) < 40")
        assert cursor.fetchone() == (0,)


def forget_keys() -> None:
    drop_keys()
    forget_derived_keys()
