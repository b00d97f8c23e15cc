"""Avslutet: what was reached, the child's word on it, and what is offered afterwards."""

from __future__ import annotations

from viewflow import this

from insatser import policy
from insatser.flows.arbetsgang import Arbetsgangsflode
from insatser.flows.noder import Borjan, Gangsteg, Slut, Utfallsval, utfall
from insatser.krav import genomforande as kravs
from insatser.rules.ansvar import Ansvar
from insatser.rules.falt import Falt


class AvslutV1(Arbetsgangsflode):
    """Avslut

    Ärendet sammanfattas med barnet och avslutas så att alla vet vad som gäller sedan.
    """

    kod = "avslut"
    version = 1
    lagrum = "SoL 5:2, 14:3"

    borjan = Borjan(this.link).Next(this.sammanstall)

    sammanstall = Gangsteg(
        "Sammanställ vad som har gjorts",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 14:3",
        varfor="Läs igenom planen, insatserna och uppföljningarna. Vad ledde arbetet till?",
        falt=(
            Falt("anledning", "Varför avslutas ärendet?"),
            Falt("resultat", "Vad har förändrats för barnet?"),
            Falt("kvar", "Vad är kvar, och vem tar det?", kravs=False),
        ),
    ).Next(this.hor_barnet)

    hor_barnet = Gangsteg(
        "Hör barnet om avslutet",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 3:4, 14:6",
        varfor="Barnet får veta att ärendet avslutas och säga vad det tycker.",
        falt=(
            Falt("egna_ord", "Vad säger barnet, med egna ord?"),
            Falt("vardnadshavarna", "Vad säger vårdnadshavarna?", kravs=False),
        ),
        utfall={"avsluta": "Avsluta", "fortsatt": "Vänta: barnet behöver mer"},
    ).Next(this.ska_det_avslutas)
    ska_det_avslutas = (
        Utfallsval().Case(this.aterkoppla, utfall("hor_barnet", "avsluta")).Default(this.fortsatter)
    )
    fortsatter = Slut("Ärendet fortsätter")

    aterkoppla = Gangsteg(
        "Berätta för parterna att arbetet slutar",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="OSL 8:1, 10:1, 26:1",
        varfor="Den som har haft ett åtagande får veta att det upphör, och inte mer än så.",
        falt=(Falt("vilka", "Vilka har fått veta?"),),
        till=("polis", "kommunal_skola", "fristaende_skola", "region", "fritid"),
        far_hoppas=True,
    ).Next(this.erbjud)

    erbjud = Gangsteg(
        "Berätta vart familjen kan vända sig",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 5:2, 14:2",
        varfor="Barnet och familjen vet vart de vänder sig. Om de vill hör någon av sig efter ett"
        " halvår och efter ett år; utan deras ja görs det inte, för då finns inget ärende.",
        falt=(
            Falt("vart", "Vart vänder sig familjen?"),
            Falt("samtal", "Vilka dagar är ni överens om?", "rad", kravs=False),
        ),
        utfall={"ja": "De vill att vi hör av oss", "nej": "De vill inte"},
    ).Next(this.avsluta)

    avsluta = Gangsteg(
        "Avsluta ärendet",
        may=policy.may_handle_afterwards,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 14:3",
        varfor="Avslutet förs in på ärendets sida Avslut. Då stannar klockorna och tillträdena"
        " upphör efter en månad.",
        krav=(kravs.avslut_infort,),
    ).Next(this.klart)

    klart = Slut("Ärendet är avslutat")
