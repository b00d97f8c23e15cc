"""Genomförandeplanen: made with the child and the family, agreed to, and kept alive."""

from __future__ import annotations

from viewflow import this

from insatser import policy
from insatser.flows.arbetsgang import Arbetsgangsflode
from insatser.flows.noder import Borjan, Gangsteg, Slut, Utfallsval, utfall
from insatser.krav import genomforande as kravs
from insatser.rules.ansvar import Ansvar
from insatser.rules.falt import Falt


class GenomforandeplanV1(Arbetsgangsflode):
    """Genomförandeplan

    Behoven blir mål, tillsammans med barnet och familjen, och planen hålls aktuell.
    """

    kod = "genomforandeplan"
    version = 1
    lagrum = "SoL 5:2, 14:3"

    borjan = Borjan(this.link).Next(this.barnets_syn)

    barnets_syn = Gangsteg(
        "Hör barnet om planen",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 3:4, 14:3",
        varfor="Planen är barnets. Fråga vad barnet vill ska bli annorlunda, innan målen skrivs.",
        falt=(
            Falt("egna_ord", "Vad vill barnet, med egna ord?"),
            Falt("hur", "Hur hördes barnet, eller varför inte?"),
        ),
    ).Next(this.mal)

    mal = Gangsteg(
        "Skriv målen tillsammans",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 5:2",
        varfor="Varje mål är specifikt, mätbart, accepterat, realistiskt och tidsatt, och har ett"
        " utgångsläge. Målen skrivs på fliken Plan och insatser.",
        falt=(
            Falt("nivaer", "Vad görs för barnet, i familjen och runt omkring?"),
            Falt("skydd", "Vilka skyddande krafter bygger planen på?"),
        ),
        krav=(kravs.plan_har_mal,),
    ).Next(this.stam_av)

    stam_av = Gangsteg(
        "Stäm av med vårdnadshavarna och den unge",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 3:4, 14:8",
        varfor="De som planen gäller ska känna igen sig i den. Den som inte håller med får det"
        " antecknat (SoL 14:6).",
        falt=(Falt("synpunkter", "Vad sade de, och vad ändrades?"),),
        utfall={"overens": "Vi är överens", "andras": "Målen ändras"},
    ).Next(this.ar_vi_overens)
    ar_vi_overens = (
        Utfallsval().Case(this.faststall, utfall("stam_av", "overens")).Default(this.mal)
    )

    faststall = Gangsteg(
        "Fastställ planen",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 5:2, 14:3",
        varfor="Planen fastställs på fliken Plan och insatser. Då börjar den gälla och insatsen kan"
        " starta.",
        krav=(kravs.plan_galler,),
    ).Next(this.lamna)

    lamna = Gangsteg(
        "Lämna planen till barnet och familjen",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 14:6",
        varfor="Den som planen gäller har den i handen och vet när den följs upp.",
        falt=(
            Falt("nar", "När lämnades den?", "datum"),
            Falt("hur", "Till vem och hur, på vilket språk?", "rad"),
        ),
    ).Next(this.hall_aktuell)

    hall_aktuell = Gangsteg(
        "Håll planen aktuell",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 5:2",
        varfor="När något viktigt har ändrats görs planen om. När arbetet är slut upphör den.",
        falt=(Falt("varfor", "Vad har ändrats?"),),
        utfall={"revideras": "Planen görs om", "upphor": "Planen upphör"},
    ).Next(this.vad_hande)
    vad_hande = (
        Utfallsval().Case(this.barnets_syn, utfall("hall_aktuell", "revideras")).Default(this.klar)
    )

    klar = Slut("Planen har upphört")
