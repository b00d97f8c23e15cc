"""The measure of what a dump reveals: it finds planted leaks, and finds none in what we store."""

from __future__ import annotations

import random
from datetime import date
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from arenden.models import Person, Personakt
from arenden.models.akt import Kon
from audit.models import Logghandelse
from config.lackage.dump import Tabell, read_dump
from config.lackage.efternamn import guess_surnames
from config.lackage.kolumner import identity_numbers, is_sealed
from config.lackage.rapport import measure_dump
from encryption.index import blind_index
from tests.attacks.dumpen import pg_dump
from tests.builders import make_enhet

NUMMER = "20120126-2399"  # from the published test series
COMMON = ["Ek", "Al", "Björk", "Lind", "Rönn", "Asp", "Gran", "Tall", "Sälg", "Hassel"]


def surnames(count: int) -> list[str]:
    """Surnames as in a town: a few are common, most are rare."""
    chance = random.Random(7)
    weights = [1 / (rank + 1) for rank in range(60)]
    names = COMMON + [f"{a}{b}" for a in COMMON for b in ("berg", "gren", "dal", "sjö", "mark")]
    return chance.choices(names, weights, k=count)


def table(namn: str, tokens: dict[str, str]) -> Tabell:
    return Tabell(namn, ("akt_id", "spar"), list(tokens.items()))


@pytest.fixture(scope="module")
def facit() -> dict[str, str]:
    return {str(uuid4()): namn for namn in surnames(600)}


def test_a_token_that_follows_the_name_is_found(facit):
    hashed = table("a", {akt: f"\\x{hash(namn) & 0xFFFFFFFF:08x}" for akt, namn in facit.items()})
    guess = guess_surnames([hashed], facit)
    assert guess.andel > 0.5
    assert guess.andel > 2 * guess.slump


def test_a_length_that_follows_the_name_is_found(facit):
    chance = random.Random(3)
    lengths = {akt: f"\\x{chance.randbytes(40 + len(namn)).hex()}" for akt, namn in facit.items()}
    guess = guess_surnames([table("a", lengths)], facit)
    assert "längd" in guess.spar
    assert guess.andel > 1.1 * max(guess.slump, guess.vanligast)


def test_what_follows_no_name_is_no_better_than_luck(facit):
    chance = random.Random(5)
    noise = table("a", {akt: chance.choice("abcde") for akt in facit})
    guess = guess_surnames([noise], facit)
    assert guess.andel <= 1.1 * max(guess.slump, guess.vanligast)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (NUMMER, 1),
        (f"ring om {NUMMER.replace('-', '')} i dag", 1),
        (NUMMER[2:], 1),
        ("\\x" + f"namn {NUMMER}".encode().hex(), 1),
        ("20120126-2398", 0),
        ("2012-01-26 23:99", 0),
        ("0190f2c6-2012-7012-8126-201201262399", 0),
    ],
)
def test_a_number_in_clear_is_found_however_it_lies(value, found):
    assert len(identity_numbers(value)) == found


def test_bytes_that_are_text_are_not_taken_for_sealed():
    chance = random.Random(1)
    assert is_sealed([f"\\x{chance.randbytes(60).hex()}" for _ in range(200)])
    assert not is_sealed([f"\\x{('text ' * 12).encode().hex()}" for _ in range(200)])
    assert not is_sealed(["text"])


def test_a_dump_is_read_with_its_escapes():
    dump = ["COPY public.t (a, b) FROM stdin;\n", "x\\ty\t\\N\n", "\\\\x6162\tå\n", "\\.\n", "--\n"]
    assert list(read_dump(dump)) == [Tabell("t", ("a", "b"), [("x\ty", None), ("\\x6162", "å")])]


# What we store ourselves


@pytest.fixture
def town(transactional_db: None) -> None:
    """A nämnd with many akter, as far as they concern names and numbers."""
    enhet = make_enhet()
    chance = random.Random(11)
    for namn in surnames(400):
        akt = Personakt.objects.create(
            namnd=enhet.namnd,
            enhet=enhet,
            fodelsear=chance.randint(2008, 2019),
            kon=chance.choice([Kon.FLICKA, Kon.POJKE]),
        )
        Person.objects.create(
            akt=akt,
            namnd=enhet.namnd,
            fornamn=chance.choice(COMMON),
            efternamn=namn,
            fodelsedatum=date(2012, 1, 26),
            adress=f"Provgatan {chance.randint(1, 90)}",
        )


def plain_dump(folder: Path) -> Path:
    path = folder / "dump.sql"
    path.write_bytes(pg_dump(rows="COPY"))
    return path


@pytest.mark.usefixtures("town")
def test_our_own_dump_reveals_no_surname_and_no_number(tmp_path):
    said = StringIO()
    call_command("leakage", str(plain_dump(tmp_path)), facit=True, stdout=said)
    text = said.getvalue()
    assert "Personnummer i klartext: 0" in text
    assert "samma värde står på flera rader: 0" in text
    assert "Efternamn som går att gissa" in text
    assert "Under gränsen." in text
    assert Logghandelse.objects.filter(verb="lackage.measure").count() == 400


@pytest.mark.usefixtures("town")
def test_an_index_of_surnames_would_be_over_the_bar(tmp_path):
    """What the bar is for: a keyed index of names, as other systems keep, gives them away."""
    lines = plain_dump(tmp_path).read_text().splitlines(keepends=True)
    facit = {str(person.akt_id): person.efternamn for person in Person.objects.all()}
    namnd = Personakt.objects.first().namnd
    index = {
        akt: f"\\x{blind_index(f'{namnd.pk}:{namn}', purpose='identitet').hex()}"
        for akt, namn in facit.items()
    }
    lackage = measure_dump([*read_dump(lines), table("sokindex", index)], facit)
    assert any("röjer efternamn" in reason for reason in lackage.over_bar())


@pytest.mark.usefixtures("town")
def test_a_number_in_a_clear_column_stops_the_measure(tmp_path):
    Personakt.objects.filter(pk=Personakt.objects.first().pk).update(stadsdelsomrade=NUMMER)
    with pytest.raises(CommandError, match="röjer mer än den får"):
        call_command("leakage", str(plain_dump(tmp_path)), stdout=StringIO())


@pytest.mark.django_db
def test_what_is_no_dump_is_said_to_be_none(tmp_path):
    path = tmp_path / "tom.sql"
    path.write_text("-- ingenting\n")
    with pytest.raises(CommandError, match="inga tabeller"):
        call_command("leakage", str(path))
