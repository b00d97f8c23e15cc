"""Åldersövergång: a young person comes to an age that changes who decides and what may be done."""

from __future__ import annotations

from viewflow import this

from arenden.rules.alder import standing_granser
from insatser import policy
from insatser.flows.arbetsgang import Arbetsgangsflode
from insatser.flows.noder import Borjan, Gangsteg, Slut, Utfallsval, utfall
from insatser.rules.aldersovergang import ALDRAR, FRIST, KOD, outcome_of
from insatser.rules.ansvar import Ansvar
from insatser.rules.falt import Falt


def _ga_igenom(alder: int) -> Gangsteg:
    """Read what changes on the day, in the words of the law's own data."""
    granser = standing_granser(alder)
    return Gangsteg(
        f"Gå igenom vad som ändras vid {alder} år",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="; ".join(grans.lagrum for grans in granser),
        varfor=" ".join(grans.innebord for grans in granser)
        + " Det gäller från själva födelsedagen.",
        falt=(Falt("betyder", "Vad betyder det i det här ärendet?"),),
        frist=FRIST,
    )


class AldersovergangV1(Arbetsgangsflode):
    """Åldersövergång

    Det som behöver göras innan den unge fyller 12, 15, 18, 20 eller 21 år.
    """

    kod = KOD
    version = 1
    lagrum = "SoL 3:4, 21:1–2; LVU 21 §; OSL 12:3"
    startas_for_hand = False
    en_i_taget = False

    borjan = Borjan(this.link).Next(this.grans)

    grans = Gangsteg(
        "Se vilken ålder det gäller",
        may=policy.may_work,
        vem=Ansvar.SYSTEMET,
        lagrum="SoL 3:4",
        varfor="Systemet ser i förväg att den unge kommer till en ålder där lagen ändrar vem som"
        " bestämmer, och fyller i steget.",
        utfall={outcome_of(alder): f"Fyller {alder} år" for alder in ALDRAR},
    ).Next(this.vilken_alder)

    vilken_alder = (
        Utfallsval()
        .Case(this.ga_igenom_12, utfall("grans", "fyller_12"))
        .Case(this.ga_igenom_15, utfall("grans", "fyller_15"))
        .Case(this.ga_igenom_18, utfall("grans", "fyller_18"))
        .Case(this.ga_igenom_20, utfall("grans", "fyller_20"))
        .Default(this.ga_igenom_21)
    )

    ga_igenom_12 = _ga_igenom(12).Next(this.samtycken)
    ga_igenom_15 = _ga_igenom(15).Next(this.samtycken)
    ga_igenom_18 = _ga_igenom(18).Next(this.samtycken)
    ga_igenom_20 = _ga_igenom(20).Next(this.planen)
    ga_igenom_21 = _ga_igenom(21).Next(this.planen)

    samtycken = Gangsteg(
        "Ompröva samtycken",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 21:1–2; OSL 12:1, 12:3",
        varfor="Vem som samtycker till insatser och till att uppgifter delas följer åldern. Fråga"
        " den som bestämmer från dagen, och registrera det nya samtycket på fliken Team. Vid 18 år"
        " upphör det som någon annan har sagt ja till.",
        falt=(Falt("samtycken", "Vilka samtycken gäller från dagen, och vem har gett dem?"),),
        utfall={
            "nya": "Nya samtycken är lämnade",
            "upphor": "Samtycken upphör",
            "inga": "Det finns inga samtycken",
        },
        frist=FRIST,
    ).Next(this.ska_den_unge_informeras)

    ska_den_unge_informeras = (
        Utfallsval().Case(this.klart, utfall("grans", "fyller_12")).Default(this.informera)
    )

    informera = Gangsteg(
        "Informera den unge",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 3:4; FL 25, 33 §§",
        varfor="Den unge har rätt att veta att hen själv för sin talan, får del av handlingar och"
        " beslut, och själv kan söka, säga ja och säga nej. Berätta enkelt, och i god tid.",
        falt=(
            Falt("nar", "När berättade du?", "datum"),
            Falt("egna_ord", "Vad sade den unge, med egna ord?", kravs=False),
        ),
        frist=FRIST,
    ).Next(this.ska_planen_goras_om)

    ska_planen_goras_om = (
        Utfallsval().Case(this.klart, utfall("grans", "fyller_15")).Default(this.planen)
    )

    planen = Gangsteg(
        "Gör om planen eller avsluta",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 5:2, 13:7; LVU 21, 22 §§",
        varfor="Det som vilar på åldern kan inte fortsätta som förut. Gör en plan som den unge"
        " själv bestämmer över, eller avsluta det som upphör och se till att någon tar vid.",
        falt=(Falt("hur", "Hur blir det från dagen?"),),
        utfall={
            "ny_plan": "Planen görs om",
            "avslutas": "Insats eller ärende avslutas",
            "oforandrad": "Planen håller som den är",
        },
        frist=FRIST,
    ).Next(this.klart)

    klart = Slut("Klart inför åldersgränsen")
