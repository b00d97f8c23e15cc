"""The steps that several team forms share, each made anew for the flow that it stands in."""

from __future__ import annotations

from typing import Any

from insatser import policy
from insatser.actions import teamgang
from insatser.flows.noder import Gangsteg, Partssteg
from insatser.krav import mote as motet
from insatser.krav import samtycke as samtycket
from insatser.krav import team as teamet
from insatser.rules.ansvar import Ansvar
from insatser.rules.falt import Falt

AVSLUTAS = {"avslutas": "Arbetet avslutas"}
"""An outcome of every step after the consent: it may be withdrawn at any time, and people move."""
UTAN_KRAV = tuple(AVSLUTAS)

EGNA_ORD = Falt(
    "egna_ord",
    "Vad säger den unge själv?",
    hjalp="Med egna ord. Skriv om hen inte vill säga något.",
)


def bedom_malgrupp(*, vem: Ansvar = Ansvar.HANDLAGGAREN) -> Gangsteg:
    return Gangsteg(
        "Bedöm målgruppen",
        may=policy.may_work,
        vem=vem,
        lagrum="SoL 14:3",
        varfor="Alla som får stöd i den här formen ska behöva just den. Skriv vad som talar för och"
        " emot. Innan samtycke finns delas inget som pekar ut den unge.",
        falt=(
            Falt("monster", "Vad har hänt, och hur ofta?"),
            Falt("motiv", "Vad vill den unge förändra?"),
            Falt("insatser", "Vilket stöd finns redan?"),
            Falt("skydd", "Vad fungerar och skyddar?"),
            Falt("barnets_basta", "Vad är bäst för den unge?"),
        ),
    )


def granska_malgrupp() -> Gangsteg:
    return Gangsteg(
        "Granska bedömningen av målgruppen",
        may=policy.may_decide,
        vem=Ansvar.GRUPPLEDAREN,
        lagrum="SoL 14:3",
        varfor="Två personer ser på saken innan ett team samlas kring en ung person. Den som"
        " bedömde granskar inte.",
        falt=(Falt("motivering", "Motivering"),),
        utfall={"ingar": "Ingår i målgruppen", "ingar_inte": "Ingår inte i målgruppen"},
        annan_an="bedom_malgrupp",
    )


def samla_team(*krav: Any, vem: Ansvar = Ansvar.HANDLAGGAREN) -> Gangsteg:
    return Gangsteg(
        "Samla teamet",
        may=policy.may_work,
        vem=vem,
        lagrum="OSL 8:1, 26:1",
        varfor="De som alltid är med i den här sortens team ska vara det, och teamet ska arbeta med"
        " ärendet. Den unge är bara en siffra i teamet tills ett samtycke eller ett annat lagrum"
        " öppnar för mer.",
        krav=(teamet.har_team, teamet.har_parter, *krav),
        verkan=teamgang.bind_team,
    )


def samtycke(
    varfor: str, *, lagrum: str, falt: tuple[Falt, ...] = (), utfall: dict[str, str] | None = None
) -> Gangsteg:
    """Ends with «ja» or «nej», or with what the form adds."""
    svar = {"ja": "Alla som ska har sagt ja", "nej": "Alla har inte sagt ja"} | (utfall or {})
    return Gangsteg(
        "Informera och fråga om samtycke",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum=lagrum,
        varfor=varfor,
        falt=(
            Falt("barnet", "Har den unge själv sagt ja?", "ja_nej"),
            Falt("vardnadshavare", "Hur många vårdnadshavare har sagt ja?", "tal"),
            Falt(
                "forstatt",
                "Hur vet du att de förstod?",
                hjalp="Vad du berättade, på vilket språk, och att samtycket kan tas tillbaka.",
            ),
            *falt,
        ),
        utfall=svar,
        krav=(samtycket.samtycken_galler,),
        utan_krav=tuple(kod for kod in svar if kod != teamgang.JA),
        verkan=teamgang.require_givare,
    )


def medverkan(*slag: str) -> Partssteg:
    """`slag`: the kinds of parties that may be asked."""
    return Partssteg(
        "Begäran om medverkan",
        may=policy.may_work,
        vem=Ansvar.PARTEN,
        lagrum="FL 8 §; OSL 10:1",
        varfor="Varje part svarar för sig om den är med, och med vad. En part som inte svarar"
        " hindrar inte de andra: skriv det när tiden har gått.",
        falt=(
            Falt(
                "svar",
                "Vad svarade parten?",
                "val",
                val=(("ja", "Ja, vi är med"), ("nej", "Nej"), ("inget", "Inget svar i tid")),
            ),
            Falt("bidrag", "Med vad, eller varför inte?", kravs=False),
            Falt(
                "kontakt", "Vem är kontaktpunkt?", "rad", hjalp="Funktion, inte namn.", kravs=False
            ),
        ),
        frist="medverkan_svar",
        till=slag,
        fran=slag,
    )


def atgardsplan(
    *, titel: str, varfor: str, slag: tuple[str, ...], krav: tuple[Any, ...] = ()
) -> Gangsteg:
    return Gangsteg(
        titel,
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 14:3; OSL 10:1",
        varfor=varfor,
        falt=(
            EGNA_ORD,
            Falt("polisen", "Vad gör parterna inte?", hjalp="Det som den unge ska veta i förväg."),
            Falt("kris", "Så gör vi vid kris"),
            Falt("undertecknad", "När skrev alla under?", "datum"),
        ),
        utfall={"klar": "Planen är klar"} | AVSLUTAS,
        krav=(samtycket.samtycken_galler, motet.har_ataganden, *krav),
        utan_krav=UTAN_KRAV,
        verkan=teamgang.set_next_mote,
        till=slag,
    )


def mote(
    *slag: str,
    krav: tuple[Any, ...] = (samtycket.samtycken_galler, motet.mote_hallet),
    frist: str = "teammote",
    vem: Ansvar = Ansvar.HANDLAGGAREN,
    lagrum: str = "OSL 10:1; SoL 14:3",
    varfor: str = "Anteckningarna har två lager: det som alla parter får se står i teamets rum, och"
    " bara det som är vårt eget skrivs i journalen. Det som sägs högt är också utlämnat.",
) -> Gangsteg:
    return Gangsteg(
        "Håll teamets möte",
        may=policy.may_work,
        vem=vem,
        lagrum=lagrum,
        varfor=varfor,
        falt=(Falt("eget", "Något som bara socialtjänsten ska ha?", kravs=False),),
        utfall={"hallet": "Mötet är hållet"} | AVSLUTAS,
        krav=krav,
        utan_krav=UTAN_KRAV,
        frist=frist,
        till=slag,
        fran=slag,
    )


def folj_upp(
    *falt: Falt, krav: tuple[Any, ...] = (), vem: Ansvar = Ansvar.HANDLAGGAREN
) -> Gangsteg:
    return Gangsteg(
        "Följ upp och bestäm fortsättningen",
        may=policy.may_work,
        vem=vem,
        lagrum="SoL 5:2, 14:3",
        varfor="Stödet ska göra skillnad. Se vad som är gjort, vad den unge säger och om arbetet"
        " ska fortsätta, ändras eller avslutas. Målen själva följs upp på ärendets flik Plan.",
        falt=(EGNA_ORD, Falt("gjort", "Vad är gjort sedan sist, och vad är inte gjort?"), *falt),
        utfall={"fortsatt": "Fortsätt", "andra": "Ändra planen"} | AVSLUTAS,
        krav=krav,
        utan_krav=UTAN_KRAV,
        verkan=teamgang.set_next_mote,
    )
