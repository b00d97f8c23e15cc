"""Insatsens arbetsgång: from who must say yes to how it ended, decided or without assessment."""

from __future__ import annotations

from viewflow import this

from insatser import policy
from insatser.actions.insatsgang import bind_insats, release_insats
from insatser.flows.arbetsgang import Arbetsgangsflode
from insatser.flows.noder import Borjan, Gangsteg, Slut, Utfallsval, utfall
from insatser.krav import genomforande as kravs
from insatser.rules.ansvar import Ansvar
from insatser.rules.falt import Falt

UTFORARE = ("region", "ideburen", "fritid", "arbetsmarknad")


class InsatsV1(Arbetsgangsflode):
    """Insats

    En insats ges, efter beslut eller utan behovsprövning, och följs tills den är avslutad.
    """

    kod = "insats"
    version = 1
    lagrum = "SoL 11:1, 11:5, 21:1–2"
    en_i_taget = False

    borjan = Borjan(this.link).Next(this.valj)

    valj = Gangsteg(
        "Välj insatsen",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 11:1, 11:5",
        varfor="En insats ges efter ett beslut, eller utan behovsprövning om nämnden har bestämt"
        " det. Placering, kontaktperson och kontaktfamilj kräver alltid beslut. Den som får en"
        " insats utan prövning får veta att det går att ansöka (SoL 11:6).",
        falt=(
            Falt("insats", "Vilken insats?", "val", ur="insatser"),
            Falt("rakning", "Vad ska den leda till, enligt planen?"),
        ),
        utfall={"beslutad": "Ges efter beslut", "utan": "Ges utan behovsprövning"},
        verkan=bind_insats,
        atertag=release_insats,
    ).Next(this.samtycke)

    samtycke = Gangsteg(
        "Fråga dem som bestämmer",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 21:1–2",
        varfor="Under 12 år samtycker vårdnadshavarna. Från 12 år kan en beslutad insats ges utan"
        " dem om barnet samtycker och det är lämpligt, från 15 år även en utan prövning. Från 18 år"
        " bestämmer den unge själv. En placering kräver alltid vårdnadshavarnas samtycke.",
        falt=(
            Falt("vem", "Vilka har svarat, och vad?"),
            Falt("barnet", "Vad säger barnet eller den unge?"),
            Falt(
                "lampligt",
                "Om vårdnadshavarna inte samtycker: varför är det lämpligt?",
                kravs=False,
            ),
        ),
        utfall={"ja": "De som ska har sagt ja", "nej": "Någon som ska säga ja har sagt nej"},
        krav=(kravs.insats_har_stod,),
        utan_krav=("nej",),
    ).Next(this.finns_samtycke)
    finns_samtycke = (
        Utfallsval().Case(this.bestall, utfall("samtycke", "ja")).Default(this.tackade_nej)
    )
    tackade_nej = Slut("Insatsen blev inte av: samtycke saknas")

    bestall = Gangsteg(
        "Beställ av utföraren",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 14:3; OSL 8:1, 26:1",
        varfor="Utföraren får det uppdrag som behövs och bara de uppgifter som behövs för det.",
        falt=(
            Falt("utforare", "Vem utför insatsen?", "rad"),
            Falt("uppdrag", "Vad är uppdraget?"),
            Falt("uppgifter", "Vilka uppgifter lämnades, och med vilket stöd?"),
        ),
        till=UTFORARE,
    ).Next(this.ta_emot)

    ta_emot = Gangsteg(
        "Utföraren svarar",
        may=policy.may_work,
        vem=Ansvar.UTFORAREN,
        lagrum="SoL 5:2",
        varfor="Utföraren säger om och när insatsen kan börja. Handläggaren för in svaret.",
        falt=(Falt("svar", "Vad svarade utföraren?"),),
        utfall={"ja": "Tar uppdraget", "nej": "Kan inte ta uppdraget"},
        frist="medverkan_svar",
        fran=UTFORARE,
    ).Next(this.tog_utforaren_uppdraget)
    tog_utforaren_uppdraget = (
        Utfallsval().Case(this.genomfor, utfall("ta_emot", "ja")).Default(this.bestall)
    )

    genomfor = Gangsteg(
        "Genomför insatsen",
        may=policy.may_work,
        vem=Ansvar.UTFORAREN,
        lagrum="SoL 14:3",
        varfor="Varje tillfälle antecknas på fliken Plan och insatser, också det som inte blev av.",
        falt=(Falt("lage", "Hur går det?"),),
        krav=(kravs.insats_pagar, kravs.tillfalle_loggat),
    ).Next(this.stam_av)

    stam_av = Gangsteg(
        "Stäm av med barnet",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 5:2, 14:6",
        varfor="Barnet säger själv om insatsen hjälper. Det avgör om ni fortsätter, ändrar eller"
        " slutar.",
        falt=(
            Falt("egna_ord", "Vad säger barnet själv?"),
            Falt("malet", "Har ni kommit närmare målet?"),
        ),
        utfall={"fortsatt": "Fortsätt", "andra": "Ändra uppdraget", "avsluta": "Avsluta"},
    ).Next(this.hur_gar_vi_vidare)
    hur_gar_vi_vidare = (
        Utfallsval()
        .Case(this.genomfor, utfall("stam_av", "fortsatt"))
        .Case(this.bestall, utfall("stam_av", "andra"))
        .Default(this.avsluta)
    )

    avsluta = Gangsteg(
        "Avsluta insatsen",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 5:2, 14:3",
        varfor="Skriv vad insatsen ledde till, så att staden lär sig vad som hjälper.",
        falt=(
            Falt("resultat", "Vad ledde insatsen till?"),
            Falt("besked", "Vad har barnet och familjen fått veta?"),
        ),
        utfall={
            "planerat": "Enligt planen",
            "avbruten": "Den enskilde ville sluta",
            "aterkallat": "Samtycket togs tillbaka",
            "flyttat": "Barnet har flyttat",
            "annat": "En annan insats tog vid",
        },
        krav=(kravs.insats_avslutad,),
        till=UTFORARE,
    ).Next(this.hur_slutade_den)
    hur_slutade_den = (
        Utfallsval()
        .Case(this.avbruten, utfall("avsluta", "avbruten"))
        .Case(this.aterkallat, utfall("avsluta", "aterkallat"))
        .Case(this.flyttat, utfall("avsluta", "flyttat"))
        .Case(this.annat, utfall("avsluta", "annat"))
        .Default(this.planerat)
    )

    planerat = Slut("Avslutad enligt planen")
    avbruten = Slut("Avbruten av den enskilde")
    aterkallat = Slut("Samtycket togs tillbaka")
    flyttat = Slut("Barnet flyttade")
    annat = Slut("En annan insats tog vid")
