"""Rättelse: what is wrong is put right beside the first text, which can always be read."""

from __future__ import annotations

from viewflow import this

from insatser import policy
from insatser.actions import rattelse
from insatser.actions.rattelse import PERSONUPPGIFTER
from insatser.flows.arbetsgang import Arbetsgangsflode
from insatser.flows.noder import Borjan, Gangsteg, Slut, Utfallsval, utfall
from insatser.rules.ansvar import Ansvar
from insatser.rules.falt import Falt

FRAN = (
    ("den_enskilde", "Den som uppgiften handlar om"),
    ("vardnadshavare", "En vårdnadshavare"),
    ("egen", "Vi upptäckte det själva"),
    ("annan", "Någon annan"),
)
SLAG = (
    ("skrivfel", "Skrivfel, räknefel eller liknande i ett beslut (FL 36 §)"),
    ("personuppgift", "Uppgiften är fel (GDPR art. 16)"),
    ("uppfattning", "Den enskilde håller inte med om en bedömning (SoL 14:6)"),
)


class RattelseV1(Arbetsgangsflode):
    """Rättelse

    Ett skrivfel eller en felaktig uppgift rättas, eller den enskildes syn skrivs in bredvid. Den
    första texten finns alltid kvar.
    """

    kod = "rattelse"
    version = 1
    lagrum = "FL 36 §; GDPR art. 16; SoL 14:6"
    en_i_taget = False
    may_start = staticmethod(policy.may_handle_afterwards)

    borjan = Borjan(this.link).Next(this.begaran)

    begaran = Gangsteg(
        "Beskriv felet",
        may=policy.may_handle_afterwards,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="FL 36 §; GDPR art. 16; SoL 14:6",
        varfor="Den som uppgiften handlar om har rätt att få den rättad. Skriv exakt vad som står "
        "och vad som ska stå. Ett fel i sak i ett beslut rättas inte här: det omprövas.",
        falt=(
            Falt("fran_vem", "Vem säger att det är fel?", "val", val=FRAN),
            Falt("vad", "Var finns felet?", "val", ur="rattas"),
            Falt("slag", "Vad är det för fel?", "val", val=SLAG),
            Falt(
                "uppgift",
                "Vilken uppgift om personen?",
                "val",
                hjalp="Svara bara om felet finns bland uppgifterna om personen.",
                kravs=False,
                val=PERSONUPPGIFTER,
            ),
            Falt("star", "Vad står det?"),
            Falt("ska_sta", "Vad ska det stå, eller vad säger den enskilde?"),
        ),
        frist="rattelse_begard",
        frist_fran="ankare",
        verkan=rattelse.check_request,
    ).Next(this.hor)

    hor = Gangsteg(
        "Hör den som berörs",
        may=policy.may_handle_afterwards,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="FL 25 §",
        varfor="Den som beslutet eller uppgiften gäller får säga sitt innan något ändras, om det "
        "inte är uppenbart att det inte behövs.",
        falt=(Falt("vad_sades", "Vad kom fram, eller varför behövs det inte?"),),
        utfall={"hord": "Den som berörs är hörd", "behovs_inte": "Det behövs inte"},
        frist="rattelse_begard",
        frist_fran="ankare",
    ).Next(this.besluta)

    besluta = Gangsteg(
        "Besluta om rättelsen",
        may=policy.may_decide_afterwards,
        vem=Ansvar.GRUPPLEDAREN,
        lagrum="FL 36 §; GDPR art. 16; SoL 14:6",
        varfor="En felaktig uppgift rättas. En bedömning som den enskilde inte håller med om står "
        "kvar, med hans eller hennes syn bredvid. Någon annan än den som beskrev felet beslutar.",
        falt=(Falt("motivering", "Motivering"),),
        utfall={
            "rattas": "Det rättas",
            "noteras": "Texten står kvar, och den enskildes syn skrivs in",
            "avslas": "Det rättas inte",
        },
        annan_an="begaran",
        frist="rattelse_begard",
        frist_fran="ankare",
        verkan=rattelse.carry_out,
    ).Next(this.vad_blev_det)

    vad_blev_det = (
        Utfallsval().Case(this.forklara, utfall("besluta", "avslas")).Default(this.beratta)
    )

    forklara = Gangsteg(
        "Förklara varför det inte rättas",
        may=policy.may_handle_afterwards,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="FL 31–33 §§; GDPR art. 12.4",
        varfor="Den som bad om rättelsen får beslutet med skäl, och får veta hur det överklagas "
        "och att man kan klaga hos Integritetsskyddsmyndigheten.",
        falt=(
            Falt("nar", "När fick personen beslutet?", "datum"),
            Falt("hur", "Hur lämnades det?", "rad"),
        ),
    ).Next(this.avslagen)

    avslagen = Slut("Det rättades inte")

    beratta = Gangsteg(
        "Berätta vad som har gjorts",
        may=policy.may_handle_afterwards,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="FL 33 §; SoL 14:6",
        varfor="Den enskilde får veta vad som har rättats eller skrivits in, och kan läsa det.",
        falt=(
            Falt("nar", "När fick personen veta det?", "datum"),
            Falt("hur", "Hur fick personen veta det?", "rad"),
        ),
    ).Next(this.underratta_andra)

    underratta_andra = Gangsteg(
        "Berätta för dem som fått den felaktiga uppgiften",
        may=policy.may_handle_afterwards,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="GDPR art. 19",
        varfor="Den som har fått uppgiften av oss ska få veta att den var fel. Lämna bara det som "
        "rättats.",
        falt=(
            Falt(
                "mottagare",
                "Vilka har fått den?",
                "flerval",
                hjalp="Det som har lämnats ut om personen. Kryssa för dem som du har underrättat.",
                kravs=False,
                ur="delgivna",
            ),
            Falt("hur", "Hur gjorde ni, eller varför behövdes det inte?"),
        ),
    ).Next(this.hur_slutade_det)

    hur_slutade_det = (
        Utfallsval().Case(this.noterad, utfall("besluta", "noteras")).Default(this.rattad)
    )

    noterad = Slut("Den enskildes syn står bredvid")
    rattad = Slut("Det är rättat")
