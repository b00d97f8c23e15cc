"""What becomes of the cases: every step of the route, every outcome, every kind of team."""

from __future__ import annotations

from dataclasses import dataclass, replace

from arenden.models import Steg

OROS, LUL = "orosanmalan", "underrattelse_lul"
ANSOKAN, SKOLSOCIALT, TREFAS = "ansokan", "skolsocialt_team", "trefas"


@dataclass(frozen=True)
class Ode:
    """One case's way.

    `stannar`: the step it stands in now, with `vilar` days behind it there; None for a closed one,
    which ended as `slut` says, `vilar` days ago. `rundor`: how many follow-ups, the last of which
    is still to come in a case that stands there. `extra`: what happens on the way. `egenhet`: what
    is unusual about the person.
    """

    slag: str
    stannar: Steg | None = None
    vilar: float = 1
    slut: str = ""
    resultat: str = ""
    team: str = ""
    rundor: int = 1
    extra: frozenset[str] = frozenset()
    alder: tuple[int, int] = (11, 17)
    tema: str = ""
    egenhet: str = ""


def _extra(*ord_: str) -> frozenset[str]:
    return frozenset(ord_)


ODEN = (
    Ode(OROS, Steg.SKYDDSBEDOMNING, 0.15),
    Ode(OROS, Steg.UPPFOLJNING, 57, team="sig", rundor=2, alder=(14, 17), tema="kvallar",
        extra=_extra("ny_bedomning")),
    Ode(OROS, slut="planerat", resultat="uppnatt", vilar=390, rundor=2),
    Ode(OROS, Steg.FORHANDSBEDOMNING, 12.5, extra=_extra("utkast")),
    Ode(OROS, Steg.UTREDNING, 118, extra=_extra("bilagd", "handling", "jav"), egenhet="langt_namn"),
    Ode(ANSOKAN, Steg.BESLUT, 2, extra=_extra("aterremiss")),
    Ode(OROS, slut="inte_inledd", vilar=45),
    Ode(SKOLSOCIALT, Steg.UPPFOLJNING, 32, team="sst", tema="skola", alder=(10, 15)),
    Ode(OROS, Steg.UTREDNING, 131, egenhet="skyddad_folkbokforing"),
    Ode(OROS, slut="utan_insats", vilar=120),
    Ode(LUL, Steg.FORHANDSBEDOMNING, 6, alder=(15, 17), tema="brak"),
    Ode(OROS, Steg.PLAN, 6, egenhet="sekretessmarkering"),
    Ode(TREFAS, Steg.UPPFOLJNING, 25, team="trefas", rundor=2, alder=(18, 20), tema="kvallar"),
    Ode(OROS, Steg.UPPFOLJNING, 50, team="sspf", tema="skola", alder=(10, 15)),
    Ode(ANSOKAN, Steg.UPPFOLJNING, 35, team="avhopp", rundor=2, alder=(18, 20), tema="kvallar"),
    Ode(OROS, Steg.UPPFOLJNING, 10, team="ssit", rundor=1, alder=(13, 16), tema="natet"),
    Ode(OROS, Steg.SKYDDSBEDOMNING, 1.7, egenhet="okand"),
    Ode(OROS, Steg.UPPFOLJNING, 66, rundor=3, egenhet="syskon", alder=(12, 15)),
    Ode(TREFAS, Steg.FORHANDSBEDOMNING, 9, alder=(17, 20), tema="kvallar"),
    Ode(OROS, slut="samtycke", resultat="delvis", vilar=150, team="sspf",
        extra=_extra("aterkallat")),
    Ode(OROS, Steg.BESLUTSFORSLAG, 3),
    Ode(OROS, Steg.INSATS, 4, egenhet="hoger_till_vanster"),
    Ode(ANSOKAN, slut="avslag", vilar=80),
    Ode(OROS, Steg.UTREDNING, 2.2, extra=_extra("ej_tilldelad"), egenhet="tvilling"),
    Ode(OROS, Steg.UPPFOLJNING, 30, rundor=2, tema="utsatt"),
    Ode(OROS, Steg.TEAM, 4, team="ssit", alder=(14, 17), tema="natet"),
    Ode(OROS, Steg.AVSLUT, 3, rundor=2, extra=_extra("utkast_avslut")),
    Ode(ANSOKAN, Steg.UTREDNING, 60, egenhet="samordningsnummer", alder=(13, 17)),
    Ode(OROS, slut="flytt", resultat="delvis", vilar=176, rundor=2),
    Ode(LUL, Steg.UPPFOLJNING, 40, team="sig", rundor=3, alder=(16, 17), tema="brak",
        extra=_extra("lagforing", "andra")),
    Ode(OROS, Steg.FORHANDSBEDOMNING, 16.5),
    Ode(OROS, Steg.UTREDNING, 25, extra=_extra("utkast_utredning", "handling")),
    Ode(OROS, slut="planerat", resultat="delvis", vilar=240, team="ssit", rundor=3,
        alder=(14, 17)),
    Ode(SKOLSOCIALT, Steg.PLAN, 3, tema="skola", alder=(10, 14), team="sst"),
    Ode(OROS, Steg.UTREDNING, 150, extra=_extra("forlangd"), egenhet="markup"),
    Ode(OROS, slut="annan_vard", resultat="ej", vilar=90, extra=_extra("akut")),
    Ode(OROS, Steg.SKYDDSBEDOMNING, 0.8, tema="hemma"),
    Ode(OROS, Steg.UPPFOLJNING, 15, rundor=2, extra=_extra("andra"), tema="droger"),
    Ode(OROS, slut="alder", resultat="delvis", vilar=30, alder=(19, 20), rundor=2),
    Ode(OROS, Steg.BESLUT, 6),
    Ode(SKOLSOCIALT, slut="planerat", resultat="uppnatt", vilar=35, team="sst", rundor=2,
        tema="skola", alder=(11, 15)),
    Ode(OROS, slut="avliden", resultat="ej_bedomt", vilar=440),
    Ode(OROS, Steg.FORHANDSBEDOMNING, 3, extra=_extra("anonym")),
    Ode(OROS, slut="planerat", resultat="ej", vilar=490),
    Ode(OROS, Steg.UTREDNING, 90, extra=_extra("aterkommer")),
    Ode(LUL, slut="utan_insats", vilar=170, alder=(15, 17), tema="kvallar"),
)  # fmt: skip
"""The rich ones; the first dozen are as different from each other as can be, and with the next
four there is a team of each kind."""

VANLIGA = (
    Ode(OROS, slut="inte_inledd", vilar=20),
    Ode(OROS, Steg.UTREDNING, 40),
    Ode(OROS, slut="inte_inledd", vilar=140),
    Ode(OROS, Steg.FORHANDSBEDOMNING, 8),
    Ode(OROS, slut="inte_inledd", vilar=260),
    Ode(OROS, slut="utan_insats", vilar=520),
    Ode(OROS, Steg.SKYDDSBEDOMNING, 0.4),
    Ode(OROS, slut="inte_inledd", vilar=410, extra=_extra("anonym")),
    Ode(LUL, Steg.FORHANDSBEDOMNING, 10.5, alder=(15, 17), tema="kvallar"),
    Ode(OROS, Steg.UPPFOLJNING, 33, rundor=2),
    Ode(OROS, slut="inte_inledd", vilar=520),
    Ode(OROS, Steg.UTREDNING, 12),
    Ode(OROS, slut="planerat", resultat="uppnatt", vilar=310),
    Ode(OROS, slut="inte_inledd", vilar=680, extra=_extra("akut")),
)
"""What most reports come to; a town with more akter than the rich ones fills up with these."""

FORR_AR = 6
FORR = (
    ("FAR", Ode(OROS, slut="inte_inledd", vilar=2170, alder=(19, 21), tema="skola")),
    ("SKH", Ode(OROS, slut="inte_inledd", vilar=1900, alder=(19, 21), tema="kvallar")),
)
"""Closed so long ago, FORR_AR years, that their akter are to be destroyed; each in its nämnd."""

ELEV = Ode(
    SKOLSOCIALT, Steg.UPPFOLJNING, 24, team="sst", tema="skola", alder=(11, 14),
    extra=_extra("elev"),
)  # fmt: skip
ELEVER = (ELEV, ELEV, ELEV, replace(ELEV, alder=(15, 15)))
"""The other pupils of the skolsocialt team, so that it has enough to say something of them all. The
last one is in årskurs 9."""
AR_OVER_21 = Ode(TREFAS, Steg.FORHANDSBEDOMNING, 9, team="trefas", alder=(22, 25), tema="kvallar")
"""One more person in Trefas, of an age where the law of the young no longer opens anything."""
