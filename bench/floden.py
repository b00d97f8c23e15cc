"""The two flows that bench/steg.py goes round in: ours, and viewflow's own nodes in the same shape.

Viewflow finds flows by the name of their module in an installed application, so this module goes by
such a name too.
"""

import sys

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.models import Process

from insatser import policy
from insatser.flows.arbetsgang import Arbetsgangsflode
from insatser.flows.noder import Borjan, Gangsteg, Slut, Utfallsval, utfall
from insatser.rules.ansvar import Ansvar
from insatser.rules.falt import Falt

MODUL = "insatser.flows.bench"
sys.modules[MODUL] = sys.modules[__name__]


class VarvV1(Arbetsgangsflode):
    """Varv

    Ett steg som leder tillbaka till sig självt.
    """

    __module__ = MODUL
    kod = "varv"
    version = 1
    lagrum = "FL 9 §"

    borjan = Borjan(this.link).Next(this.steg)
    steg = Gangsteg(
        "Steg",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="FL 9 §",
        varfor="För mätningens skull.",
        falt=(Falt("text", "Vad hände?"),),
        utfall={"om": "Ett varv till", "klart": "Klart"},
    ).Next(this.val)
    val = Utfallsval().Case(this.steg, utfall("steg", "om")).Default(this.slut)
    slut = Slut("Klart")


class Enkel(flow.Flow):
    """The same shape in viewflow's own nodes."""

    __module__ = MODUL
    process_class = Process

    start = flow.StartHandle().Next(this.steg)
    steg = flow.View(None).Next(this.val)
    val = flow.Switch().Case(this.steg, lambda _: True).Default(this.slut)
    slut = flow.End()
