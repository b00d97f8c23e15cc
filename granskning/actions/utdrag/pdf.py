"""An extract on paper, to be read by whoever it is about: also a fifteen-year-old."""

from __future__ import annotations

from datetime import datetime

from arenden.pdf import Dokument
from granskning.rules.sammanstallning import Del, Sammanstallning, Stycke


def utdrag_pdf(utdrag: Sammanstallning, *, referens: str, nar: datetime) -> bytes:
    """The whole extract. `referens` stands on every page beside the page number."""
    dokument = Dokument(
        titel=utdrag.titel,
        arendenummer=referens,
        namnd=utdrag.namnd,
        nar=nar,
        sekretess="Innehåller personliga uppgifter. Förvara det säkert.",
    )
    dokument.varden(
        [
            ("Till", utdrag.till),
            ("Gäller", utdrag.galler),
            ("Framtaget", utdrag.dag),
            ("Loggen gäller", utdrag.period),
        ]
    )
    dokument.rubrik("Så här läser du det här")
    for rad in utdrag.las_sa_har:
        dokument.text(rad)
    for del_ in utdrag.delar:
        _part(dokument, del_)
    if utdrag.mottagare:
        dokument.rubrik("De som har fått uppgifter om dig")
        dokument.text("\n".join(utdrag.mottagare))
    if utdrag.sparas:
        dokument.rubrik("Hur länge vi sparar")
        dokument.varden((s.handlingar, f"{s.till} ({s.lagrum})") for s in utdrag.sparas)
    for rubrik, text in utdrag.fasta:
        dokument.rubrik(rubrik)
        dokument.text(text)
    dokument.rubrik("Om du vill överklaga")
    dokument.text(utdrag.overklaga)
    return dokument.render()


def _part(dokument: Dokument, del_: Del) -> None:
    dokument.luft()
    dokument.rubrik(del_.avsnitt.rubrik)
    dokument.varden(
        [
            ("Varför vi har det", del_.avsnitt.andamal),
            ("Lagen", del_.avsnitt.grund),
            ("Varifrån", del_.avsnitt.kalla),
        ]
    )
    for stycke in del_.stycken:
        _piece(dokument, stycke)


def _piece(dokument: Dokument, stycke: Stycke) -> None:
    dokument.rubrik(stycke.rubrik)
    if grund := stycke.maskat:
        dokument.text(f"[maskat] {grund.i_ord} ({grund.lagrum})")
        return
    dokument.varden(stycke.varden)
    if grund := stycke.strukna:
        dokument.text(f"Ord har maskats: {grund.i_ord} ({grund.lagrum})")
