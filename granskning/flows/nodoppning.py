"""Nödöppningens flöde: opened in an emergency, judged afterwards by somebody else."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from viewflow import this

from access import behorighet
from access.models import Anvandare, Nodoppning
from access.policy import Decision
from granskning import policy
from insatser.flows.harlett import HarlettFlode
from insatser.flows.noder import Borjan, Gangsteg, Slut, Utfallsval, utfall
from insatser.rules.ansvar import Ansvar

LAGRUM = "SFS 2001:454 10 §"


def asks_in_emergency(user: Anvandare, nodoppning: Any) -> Decision:  # noqa: ARG001 – there is none yet
    """Whoever may break the glass, before there is anything to ask about."""
    return behorighet.may_break_glass(user)


class NodoppningV1(HarlettFlode):
    """Nödöppning

    Den som öppnar en akt i en nödsituation förklarar varför, och någon annan granskar det efteråt.
    """

    kod = "nodoppning"
    version = 1
    lagrum = LAGRUM
    steg_av = {
        "vantar": "bekrafta",
        "oppnad": "granska",
        "motiverad": "motiverad",
        "ej_motiverad": "ej_motiverad",
        "nekad": "inte_oppnad",
    }

    borjan = Borjan(this.never).Next(this.begar)

    begar = Gangsteg(
        "Begär nödöppning",
        may=asks_in_emergency,
        vem=Ansvar.HANDLAGGAREN,
        lagrum=LAGRUM,
        varfor="Den som behöver akten nu väljer skäl och skriver varför. Allt loggas.",
        utfall={
            "oppnad": "Akten öppnas",
            "vantar": "Akten är skyddad: en till person behövs",
            "nekad": "Akten öppnas inte",
        },
    ).Next(this.oppnades_akten)
    oppnades_akten = (
        Utfallsval()
        .Case(this.granska, utfall("begar", "oppnad"))
        .Case(this.bekrafta, utfall("begar", "vantar"))
        .Default(this.inte_oppnad)
    )

    bekrafta = Gangsteg(
        "Bekräfta som andra person",
        may=behorighet.may_confirm,
        vem=Ansvar.GRUPPLEDAREN,
        lagrum=LAGRUM,
        varfor="En akt med skyddade uppgifter öppnas av två personer. Utan svar öppnas den inte.",
        utfall={"oppnad": "Bekräftas", "nekad": "Bekräftas inte"},
        annan_an="begar",
    ).Next(this.bekraftades_den)
    bekraftades_den = (
        Utfallsval().Case(this.granska, utfall("bekrafta", "oppnad")).Default(this.inte_oppnad)
    )

    granska = Gangsteg(
        "Granska nödöppningen",
        may=policy.may_judge,
        vem=Ansvar.GRANSKAREN,
        lagrum=LAGRUM,
        varfor="Någon annan än de som öppnade ser efter vad som lästes och om det behövdes. Görs"
        " det inte i tid påminns även dataskyddsombudet.",
        utfall={"motiverad": "Motiverad", "ej_motiverad": "Inte motiverad"},
        annan_an="begar",
    ).Next(this.var_den_motiverad)
    var_den_motiverad = (
        Utfallsval().Case(this.motiverad, utfall("granska", "motiverad")).Default(this.ej_motiverad)
    )

    motiverad = Slut("Nödöppningen var motiverad")
    ej_motiverad = Slut("Inte motiverad: utreds som avvikelse")
    inte_oppnad = Slut("Akten öppnades inte")


def status_of(nodoppning: Nodoppning, nu: datetime) -> str:
    """Where a break-glass stands: its verdict, else how the attempt ended; too late is refused."""
    granskning = getattr(nodoppning, "granskning", None)
    if granskning is not None:
        return str(granskning.utfall)
    if nodoppning.utgang == Nodoppning.Utgang.VANTAR and (
        not Nodoppning.objects.waiting(nu).filter(pk=nodoppning.pk).exists()
    ):
        return str(Nodoppning.Utgang.NEKAD)
    return str(nodoppning.utgang)
