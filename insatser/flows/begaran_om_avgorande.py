"""Begäran om avgörande: a party to a slow matter asks for its decision (FL 12 §)."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from viewflow import this

from arenden.models import Arende
from insatser import policy
from insatser.flows.arbetsgang import Arbetsgangsflode
from insatser.flows.noder import Borjan, Gangsteg, Slut, Utfallsval, utfall
from insatser.rules.ansvar import Ansvar
from insatser.rules.falt import Falt

SEX_MANADER = timedelta(days=182)


def asked_too_early(arende: Arende) -> list[str]:
    if timezone.now() - arende.oppnat >= SEX_MANADER:
        return []
    return ["Det har inte gått sex månader sedan ärendet öppnades (FL 12 §)."]


class BegaranOmAvgorandeV1(Arbetsgangsflode):
    """Begäran om avgörande

    Den som väntat mer än sex månader begär att ärendet avgörs. Svar lämnas inom fyra veckor.
    """

    kod = "begaran_om_avgorande"
    version = 1
    lagrum = "FL 12 §"
    hindras_av = staticmethod(asked_too_early)

    borjan = Borjan(this.link).Next(this.registrera)

    registrera = Gangsteg(
        "Registrera begäran",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="FL 12 §",
        varfor="Begäran är skriftlig och kommer från en part. Fyra veckor räknas från den.",
        falt=(
            Falt("kom_in", "När kom begäran in?", "datum"),
            Falt("fran_vem", "Vem har begärt avgörandet?", "rad"),
        ),
        frist="avgorande_begart",
        frist_fran="ankare",
    ).Next(this.prova)

    prova = Gangsteg(
        "Pröva begäran",
        may=policy.may_decide,
        vem=Ansvar.GRUPPLEDAREN,
        lagrum="FL 12 §",
        varfor="Avgör ärendet, eller avslå begäran i ett särskilt beslut som går att överklaga.",
        falt=(Falt("motivering", "Motivering"),),
        utfall={"avgors": "Ärendet avgörs", "avslas": "Begäran avslås"},
        frist="avgorande_begart",
        frist_fran="ankare",
    ).Next(this.vad_blev_svaret)

    vad_blev_svaret = (
        Utfallsval().Case(this.underratta, utfall("prova", "avslas")).Default(this.ska_avgoras)
    )

    underratta = Gangsteg(
        "Underrätta om avslaget",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="FL 33 §",
        varfor="Den som begärde får beslutet och vet hur det överklagas.",
        falt=(Falt("nar", "När lämnades beslutet?", "datum"),),
    ).Next(this.avslagen)

    avslagen = Slut("Begäran avslogs")
    ska_avgoras = Slut("Ärendet avgörs")
