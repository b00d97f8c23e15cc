"""MUMIN: a young person suspected of a minor drug offence meets support on the same day."""

from __future__ import annotations

from django.utils import timezone
from viewflow import this

from arenden.models import Arende
from arenden.rules.alder import age_on
from insatser import policy
from insatser.actions import teamgang
from insatser.flows import teamsteg
from insatser.flows.arbetsgang import Arbetsgangsflode
from insatser.flows.noder import Borjan, Gangsteg, Slut, Utfallsval, utfall
from insatser.rules.ansvar import Ansvar
from insatser.rules.falt import Falt

UNG = 21


def not_young(arende: Arende) -> list[str]:
    fodd = arende.akt.person.fodelsedatum
    if fodd is None or age_on(fodd, timezone.localdate()) < UNG:
        return []
    return [f"MUMIN är till för den som inte har fyllt {UNG} år."]


class MuminV1(Arbetsgangsflode):
    """MUMIN

    Efter ett förhör om ringa narkotikabrott erbjuds den unge samtal samma dag och en bokad tid.
    """

    kod = "mumin"
    version = 1
    lagrum = "SoL 11:1; OSL 10:1"
    en_i_taget = False
    hindras_av = staticmethod(not_young)

    borjan = Borjan(this.link).Next(this.handelse)

    handelse = Gangsteg(
        "Ta emot händelsen",
        may=policy.may_work,
        vem=Ansvar.MOTTAGNINGEN,
        lagrum="SoL 14:3; LUL 6 §",
        varfor="Polisen hör av sig när en ung person misstänks. De två dygnen till en första"
        " kontakt räknas från händelsen. Polisens underrättelse är också en anmälan och bedöms som"
        " en.",
        falt=(
            Falt("handelse", "Vad har hänt?"),
            Falt("forhor", "När är förhöret planerat?", "tid", kravs=False),
        ),
        frist="ssit_forsta_kontakt",
        frist_fran="ankare",
        fran=("polis",),
    ).Next(this.forhor)

    forhor = Gangsteg(
        "Var med vid förhöret",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="LUL 6 §",
        varfor="Socialtjänsten och vårdnadshavarna är där. Förhöret är Polisens: skriv vilka som"
        " var med, inte vad som sades.",
        falt=(
            Falt("nar", "När hölls förhöret?", "tid"),
            Falt(
                "med",
                "Vilka var med?",
                "flerval",
                val=(
                    ("vardnadshavare", "Vårdnadshavare"),
                    ("socialtjansten", "Socialtjänsten"),
                    ("forsvarare", "Försvarare"),
                    ("annan", "Någon annan vuxen"),
                ),
            ),
        ),
        verkan=teamgang.set_hearing_day,
        frist="ssit_forsta_kontakt",
        frist_fran="ankare",
        fran=("polis",),
    ).Next(this.samtal)

    samtal = Gangsteg(
        "Håll det sociala samtalet",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="Stadens arbetsform MUMIN",
        varfor="Samtalet hålls samma dag, nära det som hänt. Det handlar om hur den unge har det,"
        " inte om skuld, och är frivilligt.",
        falt=(
            Falt("nar", "När hölls samtalet?", "tid"),
            teamsteg.EGNA_ORD,
            Falt("annan_dag", "Blev det en annan dag, varför?", kravs=False),
        ),
        frist="mumin_samtal",
    ).Next(this.erbjud)

    erbjud = Gangsteg(
        "Erbjud kontakt med behandling",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 11:1; OSL 10:1",
        varfor="Erbjud Maria Ungdom eller Mini-Maria. Att tacka nej påverkar inte det som Polisen"
        " gör. För att boka åt den unge behövs ett ja till att just det sägs.",
        falt=(
            Falt(
                "till",
                "Vad erbjöds?",
                "val",
                val=(("maria", "Maria Ungdom"), ("mini", "Mini-Maria"), ("annat", "Annat stöd")),
            ),
            Falt("samtycke", "Får du säga till mottagningen varför?", "ja_nej"),
        ),
        utfall={"ja": "Den unge tackade ja", "nej": "Den unge tackade nej"},
    ).Next(this.tackade_den_unge_ja)
    tackade_den_unge_ja = (
        Utfallsval().Case(this.boka, utfall("erbjud", "ja")).Default(this.slut_tackade_nej)
    )

    boka = Gangsteg(
        "Boka en tid",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="OSL 10:1, 12:2",
        varfor="Boka medan den unge är kvar, hos Regionens mottagning. De får veta tid och kontakt,"
        " inte mer än det som den unge har sagt ja till.",
        falt=(Falt("tid", "När är tiden bokad?", "tid"),),
        verkan=teamgang.set_booked_day,
        till=("region",),
    ).Next(this.kontakt)

    kontakt = Gangsteg(
        "Följ upp den första kontakten",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 5:2",
        varfor="Stanna kvar tills den unge har kommit fram. Det som händer i vården står i"
        " Regionens journal; här står bara om kontakten blev av.",
        falt=(Falt("egna_ord", "Vad säger den unge själv?", kravs=False),),
        utfall={
            "kom": "Den unge kom",
            "ny_tid": "Den unge kom inte: boka en ny tid",
            "vill_inte": "Den unge vill inte längre",
        },
        frist="bokad_tid",
        fran=("region",),
    ).Next(this.blev_kontakten_av)
    blev_kontakten_av = (
        Utfallsval()
        .Case(this.slut_kontakt, utfall("kontakt", "kom"))
        .Case(this.boka, utfall("kontakt", "ny_tid"))
        .Default(this.slut_avbrot)
    )

    slut_kontakt = Slut("Den unge har en kontakt")
    slut_tackade_nej = Slut("Den unge tackade nej")
    slut_avbrot = Slut("Den unge ville inte längre")
