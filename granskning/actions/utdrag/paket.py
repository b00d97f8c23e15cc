"""The files that are handed over, in one ZIP: the paper, the same for machines, and the proofs."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils import timezone

from granskning.actions.utdrag.begaran import lage_of
from granskning.actions.utdrag.bevis import proofs_of
from granskning.actions.utdrag.logg import Lasning, days_of, log_between
from granskning.actions.utdrag.pdf import utdrag_pdf
from granskning.actions.utdrag.personal import Personal
from granskning.actions.utdrag.sammanstallning import compose
from granskning.models import Utdrag, Utdragspaket, Utdragspost
from granskning.rules.maskning import Grund, struck
from granskning.rules.sammanstallning import Del, Sammanstallning, Stycke

DATA = Path(__file__).resolve().parents[2] / "data"
SCHEMA, LAS_MIG = DATA / "utdrag.schema.json", DATA / "utdrag-las-mig.txt"
VERSION = 1
Utfall = Utdragspost.Utfall


def pack(utdrag: Utdrag, poster: Iterable[Utdragspost]) -> Utdragspaket:
    """The package of these items, unsaved. Only the proofs depend on when it is made."""
    alla = list(poster)
    nar = timezone.localtime(utdrag.provad)
    text = compose(utdrag, alla)
    lasningar = _released_entries(utdrag, alla)
    bevis = proofs_of(lasning.handelse for rad in lasningar.values() for lasning in rad)
    filer: dict[str, bytes] = {
        "LAS-MIG.txt": LAS_MIG.read_bytes(),
        "utdrag.pdf": utdrag_pdf(text, referens=reference(utdrag), nar=nar),
        "utdrag.json": as_json(utdrag, text, alla, lasningar, set(bevis)),
        "utdrag.schema.json": SCHEMA.read_bytes(),
    }
    blad = {lasning.handelse: lasning.blad for rad in lasningar.values() for lasning in rad}
    filer |= {_proof_name(blad[pk]): innehall.encode() for pk, innehall in bevis.items()}
    innehall = _zipped(filer, nar)
    return Utdragspaket(
        akt_id=utdrag.akt_id,
        namnd_id=utdrag.namnd_id,
        utdrag=utdrag,
        omgang=utdrag.omgang,
        fil=base64.b64encode(innehall).decode(),
        fingeravtryck=hashlib.sha256(innehall).hexdigest(),
    )


def reference(utdrag: Utdrag) -> str:
    """What the paper is known by: nothing about the person."""
    return f"Utdrag {str(utdrag.pk)[-12:]}-{utdrag.omgang}"


def as_json(
    utdrag: Utdrag,
    text: Sammanstallning,
    poster: Iterable[Utdragspost],
    lasningar: Mapping[int, list[Lasning]],
    bevisade: set[int],
) -> bytes:
    """The extract for machines, as `utdrag.schema.json` describes it."""
    per_ordning = {post.ordning: post for post in poster}

    def entries(stycke: Stycke) -> list[dict[str, Any]]:
        post = per_ordning[stycke.ordning]
        strukna = post.struket if post.utfall == Utfall.DELVIS else ()
        return [
            _entry(lasning, strukna, is_proved=lasning.handelse in bevisade)
            for lasning in lasningar.get(stycke.ordning, [])
        ]

    def part(del_: Del) -> dict[str, Any]:
        return {
            "kod": del_.avsnitt.kod,
            "rubrik": del_.avsnitt.rubrik,
            "andamal": del_.avsnitt.andamal,
            "rattslig_grund": del_.avsnitt.grund,
            "kalla": del_.avsnitt.kalla,
            "poster": [
                {
                    "rubrik": stycke.rubrik,
                    "varden": [{"namn": n, "varde": v} for n, v in stycke.varden],
                    "maskat": _ground(stycke.maskat),
                    "strukna_ord": _ground(stycke.strukna),
                    "handelser": entries(stycke),
                }
                for stycke in del_.stycken
            ],
        }

    innehall = {
        "version": VERSION,
        "referens": reference(utdrag),
        "slag": utdrag.slag,
        "personuppgiftsansvarig": text.namnd,
        "galler": text.galler,
        "till": text.till,
        "framtaget": text.dag,
        "logg_fran": utdrag.fran.isoformat(),
        "logg_till": utdrag.till.isoformat(),
        "delar": [part(del_) for del_ in text.delar],
        "mottagare": list(text.mottagare),
        "sparas": [
            {"handlingar": s.handlingar, "lagrum": s.lagrum, "till": s.till} for s in text.sparas
        ],
        "upplysningar": [{"rubrik": rubrik, "text": rad} for rubrik, rad in text.fasta],
        "overklaga": text.overklaga,
    }
    return json.dumps(innehall, ensure_ascii=False, indent=2).encode()


def _released_entries(utdrag: Utdrag, poster: Iterable[Utdragspost]) -> dict[int, list[Lasning]]:
    """The entries behind each item of the log that is given out, by the item's place."""
    rader = log_between(utdrag.akt_id, utdrag.fran, utdrag.till)
    behovda = {
        handelse: post.ordning
        for post in poster
        if post.utfall != Utfall.MASKAS
        for handelse in post.handelser
    }
    personal = Personal(lage_of(utdrag))
    per_post: dict[int, list[Lasning]] = {}
    for dag in days_of([rad for rad in rader if rad.pk in behovda], personal):
        for lasning in dag.lasningar:
            per_post.setdefault(behovda[lasning.handelse], []).append(lasning)
    return per_post


def _entry(lasning: Lasning, strukna: Iterable[str], *, is_proved: bool) -> dict[str, Any]:
    alla = list(strukna)
    return {
        "tid": lasning.tid.isoformat(),
        "vad": struck(lasning.vad, alla),
        "vem": struck(lasning.vem, alla),
        "darfor": struck(lasning.darfor, alla),
        "andamal": struck(lasning.andamal, alla),
        "utfall": lasning.utfall,
        "blad": lasning.blad,
        "bevis": _proof_name(lasning.blad) if is_proved else None,
    }


def _ground(grund: Grund | None) -> dict[str, str] | None:
    return {"lagrum": grund.lagrum, "i_ord": grund.i_ord} if grund else None


def _proof_name(blad: str) -> str:
    return f"bevis/{blad[:16]}.tlog-proof"


def _zipped(filer: Mapping[str, bytes], nar: datetime) -> bytes:
    """Always in the same order, with the time of the trying as every file's time."""
    ut = BytesIO()
    with ZipFile(ut, "w", ZIP_DEFLATED) as arkiv:
        for namn, innehall in filer.items():
            fil = ZipInfo(namn, date_time=nar.timetuple()[:6])
            fil.compress_type = ZIP_DEFLATED
            fil.external_attr = 0o600 << 16
            arkiv.writestr(fil, innehall)
    return ut.getvalue()
