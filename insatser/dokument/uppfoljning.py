"""A round of follow-up, and the closing of an ärende."""

from __future__ import annotations

from collections.abc import Iterator

from arenden.dokument.ram import day, innehall
from arenden.rules.innehall import Avsnitt, Innehall, tabell, texter, varden
from insatser.models import Avslut, Eftervard, Uppfoljning


def uppfoljning_innehall(uppfoljning: Uppfoljning) -> Innehall:
    titel = f"Uppföljning {uppfoljning.runda}"
    return innehall(
        uppfoljning.arende, titel, uppfoljning.genomford, uppfoljning_sections(uppfoljning)
    )


def uppfoljning_sections(runda: Uppfoljning, niva: int = 2) -> Iterator[Avsnitt]:
    huvud = varden(
        [
            ("Gäller", runda.arende.akt.person.namn),
            ("Plan", runda.plan.nummer),
            ("Genomförd av", runda.genomford_av),
            ("Vad händer nu", runda.get_beslut_display()),
            ("Nästa uppföljning senast", day(runda.nasta_senast)),
        ]
    )
    yield Avsnitt("", (huvud,))
    yield from texter(
        [
            ("Så har det gått", runda.sammanfattning),
            ("Barnets egna ord", runda.barnets_rost),
            ("Därför saknas barnets egna ord", runda.rost_saknas or ""),
            ("Vårdnadshavarnas syn", runda.vardnadshavares_syn or ""),
            ("Andras syn", runda.parters_syn or ""),
            ("Varför", runda.skal or ""),
        ],
        niva,
    )
    svar = [
        (rad.fraga, ". ".join(filter(None, [rad.get_skattning_display(), rad.svar])) or "–")
        for rad in runda.barnsvar.all()
    ]
    if svar:
        yield Avsnitt("Barnets svar", (tabell(("Fråga", "Svar"), svar),), niva)
    mal = [
        (rad.mal.specifikt, rad.get_grad_display(), rad.kommentar)
        for rad in runda.maluppfyllelser.all()
    ]
    if mal:
        yield Avsnitt("Målen", (tabell(("Mål", "Så gick det", "Kommentar"), mal),), niva)


def avslut_innehall(avslut: Avslut) -> Innehall:
    nar = avslut.arende.avslutat or avslut.arende.oppnat
    return innehall(avslut.arende, "Avslut", nar, avslut_sections(avslut))


def avslut_sections(avslut: Avslut, niva: int = 2) -> Iterator[Avsnitt]:
    huvud = varden(
        [
            ("Gäller", avslut.arende.akt.person.namn),
            ("Orsak", avslut.get_orsak_display()),
            ("Resultat", avslut.get_resultat_display()),
            ("Det hände", avslut.handelsedag),
            ("Avslutat", day(avslut.arende.avslutat)),
            ("Avslutat av", avslut.avslutat_av),
        ]
    )
    yield Avsnitt("", (huvud,))
    yield from texter(
        [
            ("Sammanfattning", avslut.sammanfattning),
            ("Vart", avslut.vart or ""),
            ("Vad det bygger på", avslut.underlag or ""),
            ("Vad som lämnas över", avslut.overlamnat or ""),
            ("Barnets egna ord", avslut.barnets_rost),
            ("Därför saknas barnets egna ord", avslut.get_rost_saknas_display() or ""),
            *(
                ("Stöd som erbjuds efteråt", rad.vad)
                for rad in Eftervard.objects.in_force().filter(arende=avslut.arende)
            ),
        ],
        niva,
    )
    mal = [(rad["mal"], rad["start"], rad["slut"] or "–") for rad in avslut.malbild or []]
    if mal:
        yield Avsnitt("Målen", (tabell(("Mål", "Vid start", "Vid slut"), mal),), niva)
