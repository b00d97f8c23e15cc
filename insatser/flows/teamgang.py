"""What all team forms have in common as flows: who they are for, and how their work ends."""

from __future__ import annotations

from django.utils import timezone
from viewflow import this

from arenden.models import Arende
from insatser import policy
from insatser.actions import teamgang
from insatser.flows.arbetsgang import Arbetsgangsflode
from insatser.flows.noder import Gangsteg, Slut, Utfallsval, utfall
from insatser.krav import samtycke as samtycket
from insatser.rules.ansvar import Ansvar
from insatser.rules.falt import Falt
from insatser.rules.teamform import FORMER, hinder_for_person
from samverkansteam.models import Teamtyp

SKAL = {
    "planerat": "Enligt planen",
    "samtycke": "Samtycket har tagits tillbaka",
    "flytt": "Den unge har flyttat",
    "alder": "Den unge har blivit för gammal för arbetsformen",
    "annan_vard": "Vård enligt LVU eller påföljd efter dom",
    "avbojt": "Den unge eller parterna vill inte fortsätta",
    "avliden": "Den unge har avlidit",
}


class Teamgang(Arbetsgangsflode):
    """A team form. It is not begun for whom it is not meant, nor when its kind of team is none."""

    @classmethod
    def hindras_av(cls, arende: Arende) -> list[str]:
        form, idag = FORMER[cls.kod], timezone.localdate()
        typ = Teamtyp.objects.get(pk=form.teamtyp)
        hinder = []
        if not typ.giltig_fran <= idag or (typ.giltig_till and typ.giltig_till < idag):
            hinder.append(f"{typ} är ingen arbetsform som används i dag.")
        person = arende.akt.person
        return hinder + hinder_for_person(
            form, fodd=person.fodelsedatum, arskurs=person.arskurs, idag=idag
        )


class TeamMedSamtycke:
    """A team form that rests on consent, from «avsluta» on: how the work ends, whatever ends it.

    No flow by itself, so that each flow makes these nodes its own: those of a flow that is
    inherited go on leading to its own nodes.
    """

    avsluta = Gangsteg(
        "Avsluta arbetet i teamet",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 14:3",
        varfor="Skriv varför arbetet slutar, hur det gick och vad som erbjuds efteråt. Ett tillbaka"
        "taget samtycke gäller genast, också om någon i teamet tycker att det är för tidigt.",
        falt=(
            Falt("sammanfattning", "Vad blev gjort, och hur gick det?"),
            Falt("egna_ord", "Vad säger den unge själv?", kravs=False),
            Falt("erbjudande", "Vad erbjuds efteråt?", kravs=False),
            Falt(
                "senare",
                "Vill den unge att ni hör av er efter sex och tolv månader?",
                "ja_nej",
                kravs=False,
            ),
        ),
        utfall=SKAL,
    ).Next(this.har_samtycket_upphort)

    har_samtycket_upphort = (
        Utfallsval()
        .Case(this.stoppa_delning, utfall("avsluta", "samtycke"))
        .Default(this.aterkoppla)
    )

    stoppa_delning = Gangsteg(
        "Stoppa delningen",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="OSL 10:1, 12:2",
        varfor="Inget mer lämnas ut. Det som redan lämnats finns kvar hos mottagaren och i loggen;"
        " berätta det för den som tog tillbaka sitt samtycke.",
        falt=(Falt("berattat", "Vad berättade du, och för vem?"),),
        krav=(samtycket.samtycken_aterkallade,),
    ).Next(this.aterkoppla)

    aterkoppla = Gangsteg(
        "Återkoppla till parterna",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="OSL 8:1, 26:1",
        varfor="Parterna får veta att teamet inte längre arbetar med den unge. Tog någon tillbaka"
        " sitt samtycke säger du bara att det har upphört. När steget är klart arbetar teamet inte"
        " längre med ärendet, och de som nådde akten genom teamet gör det inte mer.",
        falt=(Falt("sagt", "Vad fick parterna veta, och när?"),),
        verkan=teamgang.end_team_work,
    ).Next(this.hur_slutade_det)

    hur_slutade_det = (
        Utfallsval()
        .Case(this.slut_samtycke, utfall("avsluta", "samtycke"))
        .Case(this.slut_flytt, utfall("avsluta", "flytt"))
        .Case(this.slut_alder, utfall("avsluta", "alder"))
        .Case(this.slut_annan_vard, utfall("avsluta", "annan_vard"))
        .Case(this.slut_avbojt, utfall("avsluta", "avbojt"))
        .Case(this.slut_avliden, utfall("avsluta", "avliden"))
        .Default(this.slut_planerat)
    )

    slut_planerat = Slut("Avslutat som planerat")
    slut_samtycke = Slut("Samtycket upphörde")
    slut_flytt = Slut("Den unge flyttade")
    slut_alder = Slut("Den unge blev för gammal för arbetsformen")
    slut_annan_vard = Slut("Vård eller påföljd tog vid")
    slut_avbojt = Slut("Den unge eller parterna ville inte fortsätta")
    slut_avliden = Slut("Den unge har avlidit")
