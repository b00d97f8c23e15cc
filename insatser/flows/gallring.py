"""Gallringens flöde: from the proposal of the rules to the certificate, or to why not."""

from __future__ import annotations

from viewflow import this

from arenden import policy
from arenden.models import Gallringsforslag
from insatser.flows.harlett import HarlettFlode
from insatser.flows.noder import Borjan, Gangsteg, Slut, Utfallsval, utfall
from insatser.rules.ansvar import Ansvar

LAGRUM = "SoL 16 kap.; SFS 2025:468 13 kap."
Status = Gallringsforslag.Status


class GallringV1(HarlettFlode):
    """Gallring

    Det som ska bort prövas av två personer, förstörs så att ingen kopia går att läsa, och intygas.
    """

    kod = "gallring"
    version = 1
    lagrum = LAGRUM
    steg_av = {
        Status.FORESLAGEN: "prova",
        Status.GODKAND: "besluta",
        Status.BESLUTAD: "verkstall",
        Status.VERKSTALLD: "gallrad",
        Status.AVSTADD: "avstadd",
        Status.INAKTUELL: "inaktuell",
    }

    borjan = Borjan(this.never).Next(this.prova)

    prova = Gangsteg(
        "Pröva förslaget",
        may=policy.may_approve_gallring,
        vem=Ansvar.REGISTRATORN,
        lagrum=LAGRUM,
        varfor="Reglerna föreslår vad som får gallras. En person ser efter att det stämmer: att"
        " inget ska bevaras, är begärt eller prövas någon annanstans.",
        utfall={"godkand": "Godkänns", "avstadd": "Avstå", "inaktuell": "Gäller inte längre"},
    ).Next(this.vad_sade_provningen)
    vad_sade_provningen = (
        Utfallsval()
        .Case(this.besluta, utfall("prova", "godkand"))
        .Case(this.avstadd, utfall("prova", "avstadd"))
        .Default(this.inaktuell)
    )

    besluta = Gangsteg(
        "Besluta om gallringen",
        may=policy.may_decide_gallring,
        vem=Ansvar.ENHETSCHEFEN,
        lagrum=LAGRUM,
        varfor="Någon annan än den som prövade beslutar. Till dess kan godkännandet tas tillbaka.",
        utfall={
            "beslutad": "Beslutas",
            "tillbaka": "Godkännandet tas tillbaka",
            "avstadd": "Avstå",
            "inaktuell": "Gäller inte längre",
        },
        annan_an="prova",
    ).Next(this.vad_beslutades)
    vad_beslutades = (
        Utfallsval()
        .Case(this.verkstall, utfall("besluta", "beslutad"))
        .Case(this.prova, utfall("besluta", "tillbaka"))
        .Case(this.avstadd, utfall("besluta", "avstadd"))
        .Default(this.inaktuell)
    )

    verkstall = Gangsteg(
        "Förstör och intyga",
        may=policy.may_handle_gallring,
        vem=Ansvar.NAMNDEN,
        lagrum=LAGRUM,
        varfor="Systemet förstör nyckeln och raderna, och skriver ett intyg. Har något ändrats"
        " sedan beslutet stannar gallringen.",
        utfall={"verkstalld": "Förstört", "inaktuell": "Gäller inte längre"},
    ).Next(this.blev_det_gjort)
    blev_det_gjort = (
        Utfallsval().Case(this.gallrad, utfall("verkstall", "verkstalld")).Default(this.inaktuell)
    )

    gallrad = Slut("Gallrad, med intyg")
    avstadd = Slut("Ska vara kvar")
    inaktuell = Slut("Gällde inte längre")
