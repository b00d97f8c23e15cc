"""How a case of the demo town is closed, and what comes of it half a year and a year later."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.utils import timezone

from access.models import Anvandare
from arenden.models.beslut import Satt
from insatser.actions import utfall as utfall_actions
from insatser.actions.efter_avslut import answer_eftervard, tell_part
from insatser.aterblick import insatser_to_end, parter_of
from insatser.models import Utfallsforsok, Utfallsuppfoljning
from insatser.policy import may_handle_afterwards
from insatser.rules.avslut import (
    AVLIDEN,
    JA,
    KRAV,
    REGISTER,
    Avslutsuppgifter,
    Erbjudande,
    Insatssvar,
    Partssvar,
    Utfallsval,
)

if TYPE_CHECKING:
    from config.demo.gang import Gang
    from config.demo.manus import Manus

VART = {
    "flytt": "Farsta. Familjen har fått en ny lägenhet där.",
    "annan_vard": "Ett familjehem i länet.",
}
ORD = {
    "overlamnat": "Familjen vill själva ta kontakt. De har fått numret till mottagningen.",
    "underlag": "Beslutet finns bland handlingarna.",
}
HUR = {"planerat": "enligt_plan", "alder": "enligt_plan", "flytt": "lamnas"}
SVAR = ("ja", "funderar", "nej")
NAR = {6: 182, 12: 365}
"""Days from the closing until somebody gets in touch."""


def compose(gang: Gang) -> Avslutsuppgifter:
    orsak = gang.ode.slut
    krav, idag = KRAV[orsak], timezone.localdate()
    return Avslutsuppgifter(
        orsak=orsak,
        resultat=gang.ode.resultat,
        sammanfattning=gang.ord.ur("avslut", gang.ode.resultat),
        barnets_rost=gang.ord.ur("avslut_rost") if krav.hors else "",
        handelsedag=idag if "handelsedag" in krav.fragor else None,
        vart=VART.get(orsak, ""),
        **{falt: ORD[falt] for falt in ORD if falt in krav.fragor},
        insatser={
            insats.pk: Insatssvar(HUR.get(orsak, "avbrots"))
            for insats in insatser_to_end(gang.arende)
        },
        parter={part.pk: Partssvar("slut") for part in parter_of(gang.arende)},
        eftervard=_offer(gang) if krav.foljs_upp else None,
        utfall=_outcome(gang) if krav.foljs_upp else Utfallsval(),
    )


def _offer(gang: Gang) -> Erbjudande:
    return Erbjudande(
        vad=gang.ord.ur("erbjudande"),
        till_vem="Den unge och familjen",
        till_och_med=timezone.localdate() + timedelta(days=180),
        kontaktperson=f"{gang.handlaggare}, eller mottagningen",
    )


def _outcome(gang: Gang) -> Utfallsval:
    if gang.ode.slut == "samtycke" or gang.arende.akt.is_skyddad:
        return Utfallsval(REGISTER)
    return Utfallsval(JA, Utfallsuppfoljning.JaAv.BADA, timezone.localdate())


def follow_afterwards(manus: Manus, gang: Gang) -> None:
    """What is done when the case has been closed; what lies ahead of today is not played."""
    if gang.ode.slut == AVLIDEN:
        return
    manus.beside(2, partial(tell_parties, gang))
    manus.beside(9, partial(answer_offer, gang))
    for manad, dagar in NAR.items():
        is_reached = manad == 6 or gang.ode.resultat != "ej"  # noqa: PLR2004 – half a year
        manus.beside(dagar, partial(follow_up if is_reached else try_in_vain, gang, manad))


def _asking(gang: Gang) -> Anvandare:
    """Whoever reaches the closed akt: grants for a time run out by the clock of the database."""
    ledare = [*gang.stad.personal[gang.kod, "gruppledare"]]
    ledare += gang.stad.personal[gang.kod, "enhetschef"]
    arende = gang.arende
    return next(ett for ett in [gang.handlaggare, *ledare] if may_handle_afterwards(ett, arende))


def tell_parties(gang: Gang) -> None:
    """All but the last, who is still to be told."""
    for rad in list(gang.arende.avslutsaterkopplingar.all())[:-1]:
        tell_part(
            aterkoppling=rad,
            lamnad=timezone.localdate(),
            satt=Satt.MUNTLIGT,
            version=rad.version,
            actor=_asking(gang),
        )


def answer_offer(gang: Gang) -> None:
    for rad in gang.arende.eftervard_set.all():
        answer_eftervard(
            eftervard=rad,
            svar=gang.slump.choice(SVAR),
            svarat=timezone.localdate(),
            version=rad.version,
            actor=_asking(gang),
        )


def follow_up(gang: Gang, manad: int) -> None:
    for rad in _planned(gang, manad):
        utfall_actions.answer_utfall(
            utfall=rad,
            sysselsattning=Utfallsuppfoljning.Sysselsattning.SKOLA,
            stod=Utfallsuppfoljning.Stod.RACKER,
            skattning=gang.slump.choice(Utfallsuppfoljning.Skattning.values[2:]),
            egna_ord=gang.ord.ur("utfall"),
            eget_ja=False,
            version=rad.version,
            actor=_asking(gang),
        )


def try_in_vain(gang: Gang, manad: int) -> None:
    for rad in _planned(gang, manad):
        for dagar, satt in ((4, Utfallsforsok.Satt.TELEFON), (0, Utfallsforsok.Satt.MEDDELANDE)):
            dag = timezone.localdate() - timedelta(days=dagar)
            utfall_actions.note_forsok(utfall=rad, dag=dag, satt=satt, actor=_asking(gang))
        utfall_actions.give_up_utfall(utfall=rad, actor=_asking(gang))


def _planned(gang: Gang, manad: int) -> list[Utfallsuppfoljning]:
    return list(Utfallsuppfoljning.objects.to_contact().filter(arende=gang.arende, manad=manad))
