"""Uppföljningsrundan: invite, hear, weigh each goal, and say what happens now."""

from __future__ import annotations

from viewflow import this

from insatser import policy
from insatser.flows.arbetsgang import Arbetsgangsflode
from insatser.flows.noder import Borjan, Gangsteg, Slut, Utfallsval, utfall
from insatser.krav import genomforande as kravs
from insatser.rules.ansvar import Ansvar
from insatser.rules.falt import Falt


class UppfoljningsrundaV1(Arbetsgangsflode):
    """Uppföljningsrunda

    Planens mål följs upp med barnet, och alla får veta vad som händer sedan.
    """

    kod = "uppfoljningsrunda"
    version = 1
    lagrum = "SoL 5:2, 23:6"

    borjan = Borjan(this.link).Next(this.kalla)

    kalla = Gangsteg(
        "Kalla till uppföljningen",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 5:2",
        varfor="Barnet och vårdnadshavarna är med. Andra är med om det finns samtycke.",
        falt=(
            Falt("nar", "När ses ni?", "tid"),
            Falt("vilka", "Vilka är kallade?"),
        ),
    ).Next(this.underlag)

    underlag = Gangsteg(
        "Samla underlaget",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 14:3; OSL 10:1",
        varfor="Vad har hänt sedan sist i skolan, hemma och på fritiden? Är det dags för en ny"
        " riskbedömning görs den på fliken Bedömning. Ny oro kan behöva en ny skyddsbedömning.",
        falt=(
            Falt("skola", "Skola, arbete och fritid"),
            Falt("risk_och_skydd", "Vad har förändrats i risk och skydd?"),
            Falt("utforaren", "Vad säger utföraren?", kravs=False),
        ),
        fran=("kommunal_skola", "fristaende_skola", "region"),
    ).Next(this.samtal)

    samtal = Gangsteg(
        "Samtala med barnet och familjen",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 3:4",
        varfor="Barnets egna ord kommer först. Fråga vad som hjälper och vad som fattas.",
        falt=(
            Falt("egna_ord", "Vad säger barnet, med egna ord?"),
            Falt("vardnadshavarna", "Vad säger vårdnadshavarna?", kravs=False),
            Falt("betyg", "Hur nöjd är barnet, från 0 till 10?", "tal", kravs=False),
        ),
        utfall={"hallet": "Samtalet är hållet", "uteblev": "Ingen kom"},
    ).Next(this.blev_det_av)
    blev_det_av = Utfallsval().Case(this.bedom, utfall("samtal", "hallet")).Default(this.kalla)

    bedom = Gangsteg(
        "Bedöm målen",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 5:2",
        varfor="Varje mål bedöms för sig på ärendets sida Uppföljning. Där väljs också vad som"
        " händer nu.",
        falt=(Falt("slutsats", "Vad är slutsatsen?"),),
        utfall={"fortsatt": "Fortsätt", "andra": "Ändra planen", "avsluta": "Avsluta"},
        krav=(kravs.ny_runda,),
    ).Next(this.beratta)

    beratta = Gangsteg(
        "Berätta vad som händer nu",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 14:6",
        varfor="Barnet och vårdnadshavarna får veta vad ni kom fram till, så att de förstår.",
        falt=(Falt("hur", "Hur och när fick de veta?"),),
    ).Next(this.vad_hander_nu)
    vad_hander_nu = (
        Utfallsval()
        .Case(this.fortsatter, utfall("bedom", "fortsatt"))
        .Case(this.planen_andras, utfall("bedom", "andra"))
        .Default(this.avslutas)
    )

    fortsatter = Slut("Arbetet fortsätter")
    planen_andras = Slut("Planen ändras")
    avslutas = Slut("Arbetet avslutas")
