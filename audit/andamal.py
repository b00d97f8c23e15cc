"""For what purpose something was done, as the law lets it be done.

The purpose follows from what was done: each noun of `Verb` has one here. SFS 2001:637 12 § counts
up what the socialtjänst may process personal data for; SFS 2001:454 10 § is the controller's duty
to set conditions for access and to check it.
"""

from enum import StrEnum
from typing import Self

from audit.verb import Verb


class Andamal(StrEnum):
    """A purpose. The value is stored for ever; the label may be reworded."""

    label: str
    lagrum: str

    def __new__(cls, value: str, label: str, lagrum: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.lagrum = lagrum
        return member

    HANDLAGGNING = "handlaggning", "Handläggning och genomförande av insatser", "SFS 2001:637 12 §"
    OROSANMALAN = "orosanmalan", "Mottagande och bedömning av orosanmälan", "SFS 2001:637 12 § 11"
    UPPFOLJNING = "uppfoljning", "Uppföljning, utvärdering och statistik", "SFS 2001:637 12 § 10"
    GALLRING = "gallring", "Bevarande och gallring", "SoL 16 kap."
    BEHORIGHET = "behorighet", "Behörighet och tilldelning", "SFS 2001:454 10 §"
    KONTROLL = "kontroll", "Kontroll av åtkomst", "SFS 2001:454 10 §"
    INSYN = "insyn", "Den registrerades rätt till insyn", "GDPR art. 15"
    DRIFT = "drift", "Drift och säkerhet", "GDPR art. 32"


SUBSTANTIV: dict[Andamal, frozenset[str]] = {
    Andamal.HANDLAGGNING: frozenset(
        {
            *("akt", "arende", "frist", "utkast", "forstasida", "oversikt", "uppgift", "search"),
            *("utredning", "barnsamtal", "beslut", "journal", "handling", "sammanfattning"),
            *("underrattelse", "kommunicering", "placering", "utaninsats", "sammanforing"),
            *("yttrande", "overlamning", "uppgiftsbegaran", "lattlast"),
            *("namndfraga", "skydd", "fack", "bedomning", "strategiskt_brott", "avisering"),
            *("kronologi", "textmall", "kalender"),
            *("belagg", "egensyn", "scenario", "partsbidrag", "medlasning"),
            "externbedomning",
            *("team", "mote", "atgard", "samtycke", "atagande", "franvaro", "markering"),
            *("medverkan", "skolgang", "teamtyp", "lagrum"),
            "bidrag",
            *(
                "delgivning",
                "plan",
                "insats",
                "katalog",
                "arbetsgang",
                "tillfalle",
                "orosmarkering",
                "malskala",
                "malavstamning",
                "indikatorvarde",
                "uppfoljning",
                "avslut",
                "eftervard",
                "nodoppning",
                "utlamnande",
                "overflyttning",
            ),
        }
    ),
    Andamal.OROSANMALAN: frozenset(
        {
            *("inflode", "anmalan", "import", "aterkoppling"),
            *("skyddsbedomning", "forhandsbedomning"),
        }
    ),
    Andamal.UPPFOLJNING: frozenset(
        {
            "statistik",
            "instrument",
            "vinjett",
            "kalibrering",
            "utfall",
            "effektsignal",
        }
    ),
    Andamal.GALLRING: frozenset({"gallring"}),
    Andamal.BEHORIGHET: frozenset(
        {
            *("anvandare", "uppdrag", "tilltrade", "behorighet", "bemanning", "ersattare"),
            *("jourpass", "delegation", "jav", "namnskydd"),
        }
    ),
    Andamal.KONTROLL: frozenset(
        {
            "logg",
            "loggranskning",
            "granskningsfraga",
            "avvikelse",
            "access",
            "kundese",
            "sag",
            "urval",
            "personaluppgift",
        }
    ),
    Andamal.INSYN: frozenset({"mylog", "utdrag"}),
    Andamal.DRIFT: frozenset(
        {
            *("session", "faktor", "aterstallning", "keys", "index", "sokregister"),
            *("lackage", "halsa", "jobb", "kommando", "larm", "prov"),
        }
    ),
}
"""The nouns done for each purpose; every noun of `Verb` stands once."""

AVVIKER: dict[Verb, Andamal] = {
    Verb.NODOPPNING_EXAMINE: Andamal.KONTROLL,
    Verb.NODOPPNING_REVIEW: Andamal.KONTROLL,
    Verb.NODOPPNING_REMIND: Andamal.KONTROLL,
}
"""Verbs done for another purpose than the rest of their noun."""

_AV_SUBSTANTIV = {noun: andamal for andamal, nouns in SUBSTANTIV.items() for noun in nouns}


def noun_of(verb: Verb) -> str:
    return verb.value.partition(".")[0]


def andamal_for(verb: Verb) -> Andamal:
    """The purpose of what the verb says. Raises KeyError for a noun that has none."""
    return AVVIKER.get(verb) or _AV_SUBSTANTIV[noun_of(verb)]


_SVARAR = {
    Verb.NAMNDFRAGA_READ,
    Verb.NAMNDFRAGA_ANSWER,
    Verb.OVERFLYTTNING_READ,
    Verb.OVERFLYTTNING_ANSWER,
}
_GENOM_UPPDRAG = {
    verb.value
    for verb in Verb
    if verb in _SVARAR or andamal_for(verb) in {Andamal.KONTROLL, Andamal.GALLRING}
}


def is_by_duty(verb: str) -> bool:
    """Whether a duty as such opens what the stored verb says, so that it takes no grant.

    Checking others' access, destroying what has had its time, and answering another nämnd.
    """
    return verb in _GENOM_UPPDRAG
