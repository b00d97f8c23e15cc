"""A small instrument, and short ways to fill it in."""

from itertools import count

from django.utils import timezone

from riskbedomning.actions import (
    Svarsuppgift,
    add_belagg,
    add_egensyn,
    add_partsbidrag,
    add_scenario,
    give_medlasning,
    save_samlad,
    save_svar,
)
from riskbedomning.actions.fardig import oro_of
from riskbedomning.actions.medlasning import seen
from riskbedomning.models import Faktor, Instrument, Instrumentversion

_nummer = count(1)


def make_instrumentversion(*, par=1):
    """A published instrument with `par` risk and protective factors on each level."""
    n = next(_nummer)
    instrument = Instrument.objects.create(kod=f"prov-{n}", namn=f"Provstöd {n}")
    version = Instrumentversion.objects.create(
        instrument=instrument,
        nummer=1,
        alder_fran=0,
        alder_till=20,
        fingeravtryck=n.to_bytes(32, "big"),
    )
    plats = count(1)
    for niva in Faktor.Niva:
        for i in range(par):
            for slag in Faktor.Slag:
                Faktor.objects.create(
                    instrumentversion=version,
                    kod=f"{niva}-{slag}-{i}",
                    niva=niva,
                    slag=slag,
                    rubrik=f"{slag.label} {i} ({niva.label.lower()})",
                    vagledning="Fråga om omfattning, situationer och följder.",
                    bbic="Utbildning",
                    kalla="Egen formulering",
                    ordning=next(plats),
                )
    version.status = Instrumentversion.Status.PUBLICERAD
    version.publicerad = timezone.now()
    version.save()
    return version


SVAR = {
    "svar": "finns",
    "belagg": "Samtal med skolan.",
    "kalla": "Samtal 2026-11-02",
    "relevans_nu": "ja",
    "kritisk": "nej",
}


def answer_all(bedomning, *, actor, **ersatt):
    uppgifter = [
        Svarsuppgift(faktor, 0, SVAR | ersatt)
        for faktor in bedomning.instrumentversion.faktorer.all()
    ]
    assert save_svar(bedomning=bedomning, uppgifter=uppgifter, actor=actor) == []
    if uppgifter[0].varden["svar"] in ("finns", "delvis"):
        for uppgift in uppgifter:
            support(bedomning, uppgift.faktor, actor=actor)


def support(bedomning, faktor, *, actor, nyckel="", **ersatt):
    """A piece of evidence for one factor, in somebody's words."""
    falt = {
        "sagt_av": "" if nyckel else "Skolans kurator",
        "dag": timezone.localdate(),
        "text": "Hon kommer till skolan tre dagar av fem.",
    }
    return add_belagg(
        bedomning=bedomning, faktor=faktor, nyckel=nyckel, actor=actor, **(falt | ersatt)
    )


def read_along(bedomning, lasare, **falt):
    """A second reading of the assessment as it is saved now."""
    return give_medlasning(
        bedomning=bedomning,
        sett=seen(bedomning, oro_of(bedomning)),
        actor=lasare,
        **({"utfall": "lika", "kommentar": ""} | falt),
    )


SAMLAD = {
    "kallor": "Samtal med barnet, skolan och föräldrarna i november 2026.",
    "barnets_syn": "Jag vill vara i skolan men inte på rasterna.",
    "barnets_syn_saknas": "",
    "vardnadshavares_syn": "Vi vill ha hjälp med kvällarna.",
    "scenario": "Utan stöd ökar frånvaron; med stöd kan skolan bli tryggare.",
    "samlad": "visst_stod",
    "motiv": "Det som skyddar är starkt, men kvällarna är utan vuxna.",
    "ny_bedomning": "2027-05-21",
}

SCENARIO = {
    "vad": "Hen slutar gå till skolan.",
    "situation": "Efter ett lov.",
    "snart": "veckor",
    "hindrar": "En vuxen möter på morgonen.",
    "tecken": "Två dagar i rad utan besked.",
}
EGNA_ORD = {
    "vem": "barnet",
    "namn": "",
    "niva": "social",
    "faktor": None,
    "satt": "samtal",
    "text": "Det är bäst på träningen.",
}
BIDRAG = {
    "part": "Polisen",
    "partslag": "polis",
    "lamnad_av": "Områdespolisen",
    "satt": "mote",
    "niva": "",
    "faktor": None,
    "text": "Vi känner inte till något nytt.",
    "sekretess": "OSL 35:1",
}


def around(bedomning, lasare):
    """One of each thing that can stand around an assessment, by its name in an address."""
    actor, idag = bedomning.bedomare, timezone.localdate()
    for faktor in bedomning.instrumentversion.faktorer.all()[:2]:
        support(bedomning, faktor, actor=actor)
    add_egensyn(bedomning=bedomning, dag=idag, actor=actor, **EGNA_ORD)
    add_partsbidrag(bedomning=bedomning, dag=idag, actor=actor, **BIDRAG)
    scenario = add_scenario(bedomning=bedomning, actor=actor, **SCENARIO)
    row = save_samlad(bedomning=bedomning, version=bedomning.version, actor=actor, **SAMLAD)
    medlasning = read_along(row, lasare, utfall="annorlunda", kommentar="Skolan väger tyngre.")
    return {"scenario": scenario.pk, "medlasning": medlasning.pk}
