"""The sweep of the ladder: once for each rung under many workers, and no more rows than are due."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction
from django.utils import timezone

from arenden import fard
from arenden.actions.frister import rest_frist, start_frist, stop_frist
from arenden.actions.varningar import claim_varningar
from arenden.models import Frist, Fristvarning
from tests.insatser import vagen

ROOT = Path(__file__).resolve().parents[2]
KLOCKOR = 60
TRAPPA = [7, 3, 1, 0, -1]
SAVEPOINT = 2

SVEPARE = """
import sys
import django

django.setup()
from datetime import datetime
from arenden import fard
from arenden.actions.varningar import claim_varningar
from config.databas import ARBETARE, take_role

take_role(ARBETARE)
fard.register_varning(lambda frist, dagar, actor=None: print("sagt", frist.pk, dagar))
for rad in sys.stdin:
    while claim_varningar(nu=datetime.fromisoformat(rad.strip()), hogst=7):
        pass
    print("klar", flush=True)
"""


def copies(frist: Frist, antal: int, nasta_steg: str = "nasta_steg") -> None:
    """More clocks just like this one; `nasta_steg` is SQL, with `n` for which of them."""
    kolumner = [field.column for field in Frist._meta.concrete_fields]
    varden = {"id": "gen_random_uuid()", "nasta_steg": nasta_steg}
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO arenden_frist ({', '.join(kolumner)})"
            f" SELECT {', '.join(varden.get(namn, namn) for namn in kolumner)}"
            " FROM arenden_frist, generate_series(1, %s) n WHERE id = %s",
            [antal, frist.pk],
        )


def make_clock() -> Frist:
    """The fourteen days of a case, and no other clock."""
    arende = vagen.receive(vagen.make_stad())
    Frist.objects.exclude(slag="forhandsbedomning").delete()
    return Frist.objects.get(arende=arende)


def middag(frist: Frist, dagar_fore: int) -> datetime:
    """Noon of the day when a rung falls due."""
    fran = frist.mal if dagar_fore >= 0 else timezone.localdate(frist.senast)
    return timezone.make_aware(datetime.combine(fran - timedelta(days=dagar_fore), time(12)))


@pytest.fixture
def sagt(monkeypatch) -> Iterator[list[tuple[Frist, int]]]:
    """Everything that the rooms above are told."""
    hort: list[tuple[Frist, int]] = []
    mottagare = [lambda frist, dagar, **_: hort.append((frist, dagar))]
    monkeypatch.setattr(fard, "_varning", mottagare)
    return hort


@pytest.mark.django_db(transaction=True)
def test_two_workers_fire_every_rung_of_every_clock_exactly_once():
    frist = make_clock()
    copies(frist, KLOCKOR - 1)
    server = urlsplit(os.environ["DATABASE_URL"])
    url = server._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    arbetare = [
        subprocess.Popen(
            [sys.executable, "-c", SVEPARE],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": url},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    sagt: list[Counter[tuple[str, str]]] = [Counter(), Counter()]
    for dagar in TRAPPA:
        for en in arbetare:
            en.stdin.write(f"{middag(frist, dagar).isoformat()}\n")
            en.stdin.flush()
        for en, hort in zip(arbetare, sagt, strict=True):
            while (rad := en.stdout.readline().split()) and rad != ["klar"]:
                hort[rad[1], rad[2]] += 1
    for en in arbetare:
        en.communicate()
    assert [en.returncode for en in arbetare] == [0, 0]
    vantat = {
        (f"{pk}", f"{d}") for pk in Frist.objects.values_list("pk", flat=True) for d in TRAPPA
    }
    assert len(vantat) == KLOCKOR * len(TRAPPA)
    assert sagt[0] + sagt[1] == Counter(vantat)
    assert all(sagt)
    skrivna = Fristvarning.objects.values_list("frist", "dagar_fore")
    assert {(f"{pk}", f"{d}") for pk, d in skrivna} == vantat
    assert len(skrivna) == len(vantat)


@pytest.mark.django_db(transaction=True)
def test_what_a_worker_held_when_it_died_fires_in_the_next_sweep(sagt):
    frist = make_clock()
    copies(frist, 19)
    nu = middag(frist, 7)
    haller, doden = threading.Event(), threading.Event()

    def die_with_a_batch() -> None:
        try:
            with transaction.atomic():
                assert claim_varningar(nu=nu, hogst=5) == 5
                haller.set()
                doden.wait(30)
                transaction.set_rollback(True)
        finally:
            connection.close()

    den_som_dor = threading.Thread(target=die_with_a_batch)
    den_som_dor.start()
    assert haller.wait(30)
    try:
        assert claim_varningar(nu=nu) == 15
        assert claim_varningar(nu=nu) == 0
    finally:
        doden.set()
        den_som_dor.join()
    assert claim_varningar(nu=nu) == 5
    assert Fristvarning.objects.count() == 20
    assert sorted(Fristvarning.objects.values_list("frist", flat=True)) == sorted(
        Frist.objects.values_list("pk", flat=True)
    )


@pytest.mark.django_db
def test_the_unique_row_is_the_claim(sagt):
    frist = make_clock()
    nu = middag(frist, 7)
    Fristvarning.objects.create(frist=frist, akt_id=frist.akt_id, mal=frist.mal, dagar_fore=7)
    assert claim_varningar(nu=nu) == 1
    assert sagt == []


@pytest.mark.django_db
def test_a_rung_is_told_of_in_the_transaction_that_claims_it(monkeypatch):
    frist = make_clock()

    def refuse(frist: Frist, dagar: int, actor: object = None) -> None:
        raise RuntimeError("nobody listens")

    monkeypatch.setattr(fard, "_varning", [refuse])
    with pytest.raises(RuntimeError):
        claim_varningar(nu=middag(frist, 7))
    assert not Fristvarning.objects.exists()
    assert Frist.objects.get().nasta_steg == frist.nasta_steg


@pytest.mark.django_db
def test_a_clock_that_rests_or_has_stopped_is_silent(stad, sagt):
    arende = vagen.receive(stad)
    for slag in ("ssit_forsta_kontakt", "trefas_markering"):
        start_frist(arende, slag, ankare=timezone.now(), actor=stad.gruppledare)
    vilar = arende.frister.get(slag="ssit_forsta_kontakt")
    rest_frist(frist=vilar, grund="inlagd", motivering="x", actor=stad.gruppledare)
    stop_frist(arende, "trefas_markering", actor=stad.gruppledare)
    sent = timezone.now() + timedelta(days=400)
    while claim_varningar(nu=sent):
        pass
    assert {frist.slag for frist, _ in sagt} == {"skyddsbedomning", "forhandsbedomning"}


@pytest.mark.django_db
def test_a_clock_that_begins_late_tells_at_once_how_it_stands(stad, sagt):
    inkom = (timezone.localtime() - timedelta(days=40)).isoformat()
    vagen.receive(stad, inkom=inkom)
    while claim_varningar(nu=timezone.now()):
        pass
    assert sorted((frist.slag, dagar) for frist, dagar in sagt) == [
        ("forhandsbedomning", -1),
        ("skyddsbedomning", -1),
    ]


@pytest.mark.django_db
def test_the_sweep_reads_what_is_due_by_its_index_and_nothing_else():
    frist = make_clock()
    nu = timezone.now()
    copies(frist, 20_000, "now() + make_interval(hours => n + 1)")
    Frist.objects.filter(pk=frist.pk).update(nasta_steg=nu - timedelta(hours=1))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE arenden_frist")
    fraga = Frist.objects.to_warn_of(nu).select_for_update(skip_locked=True)[:500]
    plan = fraga.explain(analyze=True, buffers=True)
    assert "Index Scan using frist_nasta_steg" in plan
    assert "Seq Scan" not in plan
    assert "Sort" not in plan
    assert "rows=1.00 loops=1" in plan or "rows=1 loops=1" in plan


@pytest.mark.django_db
def test_a_sweep_takes_as_many_queries_for_many_as_for_one(django_assert_num_queries, sagt):
    frist = make_clock()
    copies(frist, 40)
    claim_varningar(nu=middag(frist, 7), hogst=1)
    with django_assert_num_queries(4 + SAVEPOINT):
        assert claim_varningar(nu=middag(frist, 7)) == 40
