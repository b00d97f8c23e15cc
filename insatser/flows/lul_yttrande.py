"""Yttrande enligt LUL: what the prosecutor or the court asks of the nämnd about a young suspect."""

from __future__ import annotations

from viewflow import this

from arenden import fard
from arenden.models import Arende
from insatser import policy
from insatser.actions import yttrande
from insatser.flows.arbetsgang import Arbetsgangsflode
from insatser.flows.noder import Borjan, Gangsteg, Slut, Utfallsval, utfall
from insatser.rules.ansvar import Ansvar
from insatser.rules.falt import Falt

FRIST = "yttrande_lul"


def register_yttrande() -> None:
    fard.register_mottagare(Arende.Slag.UNDERRATTELSE_LUL, yttrande.start_on_request)


class LulYttrandeV1(Arbetsgangsflode):
    """Yttrande till åklagaren

    Åklagaren eller rätten begär ett yttrande om en ung misstänkt, till en dag som de bestämmer.
    """

    kod = "lul_yttrande"
    version = 1
    lagrum = "LUL 11–12 §§"
    en_i_taget = False
    may_start = staticmethod(policy.may_handle_afterwards)

    borjan = Borjan(this.link).Next(this.begart)

    begart = Gangsteg(
        "Läs begäran",
        may=policy.may_handle_afterwards,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="LUL 11 §",
        varfor="Vem frågar, om vad och till när? Vårdnadshavaren ska veta att frågan har kommit."
        " Den som får begära yttrande har också rätt till upplysningar utan att vänta på det.",
        falt=(
            Falt("fran_vem", "Vem har begärt yttrandet?", "rad"),
            Falt(
                "fragor",
                "Vad ska det också svara på?",
                "flerval",
                kravs=False,
                val=(
                    ("utveckling", "Personlig utveckling och levnadsförhållanden"),
                    ("ungdomstjanst", "Om ungdomstjänst är lämpligt"),
                ),
            ),
            Falt("vardnadshavare", "Vet vårdnadshavaren om det?", "ja_nej"),
        ),
        frist=FRIST,
        frist_fran="ankare",
        fran=("aklagare",),
    ).Next(this.underlag)

    underlag = Gangsteg(
        "Samla underlaget",
        may=policy.may_handle_afterwards,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="LUL 11–12 §§",
        varfor="Gå igenom akten och tala med den unge och vårdnadshavaren. Räcker inte tiden: fråga"
        " den som begärt yttrandet om mer tid, eller lämna det muntligt. Bara de kan ge mer tid.",
        falt=(Falt("underlag", "Vad bygger yttrandet på, och vad sade åklagaren om tiden?"),),
        utfall={
            "klart": "Underlaget är klart",
            "mer_tid": "Åklagaren har gett mer tid",
            "aterkallad": "Begäran är återkallad",
        },
        frist=FRIST,
        frist_fran="ankare",
        fran=("aklagare",),
    ).Next(this.hur_gick_det)
    hur_gick_det = (
        Utfallsval()
        .Case(this.ny_dag, utfall("underlag", "mer_tid"))
        .Case(this.slut_aterkallad, utfall("underlag", "aterkallad"))
        .Default(this.utkast)
    )

    ny_dag = Gangsteg(
        "Skriv den nya dagen",
        may=policy.may_handle_afterwards,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="LUL 12 §",
        varfor="Den som har begärt yttrandet bestämmer dagen och kan ändra den. Skriv vem som gav"
        " mer tid och när, så att det går att visa.",
        falt=(
            Falt("vem", "Vem gav mer tid?", "rad"),
            Falt("nar", "När sade de det?", "datum"),
            Falt("ny_dag", "Till vilken dag?", "datum"),
        ),
        verkan=yttrande.set_new_day,
        frist=FRIST,
        frist_fran="ankare",
        fran=("aklagare",),
    ).Next(this.underlag)

    utkast = Gangsteg(
        "Skriv yttrandet",
        may=policy.may_handle_afterwards,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="LUL 11 §",
        varfor="Lagen säger vad yttrandet ska innehålla. Planerade åtgärder står i ett"
        " ungdomskontrakt (SoL) eller en vårdplan (LVU), med slag, omfattning och längd.",
        falt=(
            Falt("tidigare", "Vilka åtgärder har nämnden vidtagit tidigare?"),
            Falt(
                "behov",
                "Behöver den unge åtgärder som motverkar risken att utvecklas ogynnsamt?",
            ),
            Falt(
                "fullgjort",
                "Hur har tidigare ungdomsvård eller ungdomstjänst fullgjorts?",
                hjalp="Skriv «ingen tidigare» om det inte finns någon.",
            ),
            Falt("planerat", "Vilka åtgärder planeras: vad, hur mycket och hur länge?"),
            Falt(
                "dokument",
                "Var står de?",
                "val",
                val=(
                    ("ungdomskontrakt", "Ungdomskontrakt (SoL)"),
                    ("vardplan", "Vårdplan (LVU)"),
                    ("inga", "Inga åtgärder planeras"),
                ),
            ),
            Falt(
                "utveckling",
                "Personlig utveckling och levnadsförhållanden",
                hjalp="Bara om det har begärts.",
                kravs=False,
            ),
            Falt(
                "ungdomstjanst",
                "Är ungdomstjänst lämpligt?",
                hjalp="Bara om det har begärts.",
                kravs=False,
            ),
            Falt("egna_ord", "Vad säger den unge själv?", kravs=False),
        ),
        frist=FRIST,
        frist_fran="ankare",
    ).Next(this.godkann)

    godkann = Gangsteg(
        "Godkänn yttrandet",
        may=policy.may_decide_afterwards,
        vem=Ansvar.GRUPPLEDAREN,
        lagrum="LUL 11 §; SoL 30 kap.",
        varfor="Yttrandet lämnas av nämnden. Någon annan än den som skrev läser och godkänner.",
        falt=(Falt("kommentar", "Kommentar", kravs=False),),
        utfall={"godkant": "Yttrandet godkänns", "tillbaka": "Det behöver skrivas om"},
        annan_an="utkast",
        frist=FRIST,
        frist_fran="ankare",
    ).Next(this.ar_det_godkant)
    ar_det_godkant = (
        Utfallsval().Case(this.utkast, utfall("godkann", "tillbaka")).Default(this.lamnat)
    )

    lamnat = Gangsteg(
        "Lämna yttrandet",
        may=policy.may_handle_afterwards,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="LUL 11–12 §§",
        varfor="Skicka yttrandet, eller lämna det muntligt och skriv vem som tog emot. Först då är"
        " fristen uppfylld.",
        falt=(
            Falt("nar", "När lämnades det?", "datum"),
            Falt(
                "satt",
                "Hur?",
                "val",
                val=(("skriftligt", "Skriftligt"), ("muntligt", "Muntligt")),
            ),
            Falt("till_vem", "Till vem?", "rad"),
        ),
        frist=FRIST,
        frist_fran="ankare",
        till=("aklagare",),
    ).Next(this.slut_lamnat)

    slut_lamnat = Slut("Yttrandet är lämnat")
    slut_aterkallad = Slut("Begäran är återkallad")
