"""The law of sharing, in every cell: who to whom, on which day, at which age.

The tables are written by hand out of the statutes, and know nothing of the file that they try.
"""

from datetime import date, timedelta
from itertools import product

import pytest

from arenden.rules.alder import age_on
from arenden.rules.referens import in_force
from samverkansteam.rules.lagrum import (
    Laget,
    all_lagrum,
    hinder_for_lagrum,
    offered,
    refused,
    unmet,
)

IDAG = date(2026, 11, 22)
TILL = [
    "socialtjanst", "socialtjanst_annan_kommun", "kommunal_skola", "fristaende_skola", "polis",
    "aklagare", "kriminalvard", "region", "arbetsmarknad", "annan_namnd", "ideburen", "fritid",
]  # fmt: skip
MATRIS = {
    "socialtjanst": ["C T V N P15", "C V M A P15", "C N R P15", "C N R",
                     "C P18 P15 P20 PB P18b P18c K I", "L PB I C", "C S P15 N", "C V N",
                     "C N P15", "C N P15", "C", "C"],
    "kommunal_skola": ["A U C G N", "A U C G", "E C", "C", "D7 C G P15 PB", "D7 G", "C G S",
                       "C G", "C G", "C G", "C", "C"],
    "fristaende_skola": ["A U C", "A U C", "C", "", "D7 C", "D7", "C", "C", "C", "C", "C", "C"],
    "polis": ["A PL L U G C P15", "A PL L U G C P15", "G P15 C", "C N", "", "RB", "G P15",
              "G P15", "C G", "C G", "C", "C"],
    "kriminalvard": ["A U C G P15 RS S", "A U C G P15 RS S", "C G", "C", "D5 P15 G", "RB", "",
                     "C G", "C G", "C G", "C", "C"],
    "region": ["A U V H C", "A U V H C", "C", "C", "P18b P18c P20a PB K", "PB RB", "C", "RH",
               "C", "C", "C", "C"],
    "arbetsmarknad": ["C A U G", "C A U G", "C G", "C", "D6 P15 G", "D6", "C G", "C", "", "C G",
                      "C", "C"],
    "annan_namnd": ["C A U G", "C A U G", "C G", "C", "D6 P15 G", "D6", "C G", "C", "C G", "C G",
                    "C", "C"],
    "aklagare": [""] * 12,
    "ideburen": [""] * 12,
    "fritid": [""] * 12,
}  # fmt: skip
CELLER = [
    (fran, till, set(koder.split()))
    for fran, rad in MATRIS.items()
    for till, koder in zip(TILL, rad, strict=True)
]
ALLA = set(" ".join(" ".join(rad) for rad in MATRIS.values()).split())
GIVARE = {kod: {fran for fran, _, koder in CELLER if kod in koder} for kod in ALLA}

SEDAN = {
    **dict.fromkeys(["P18", "K", "D5", "D6", "D7"], date(2025, 4, 1)),
    **dict.fromkeys(["T", "M", "I"], date(2025, 7, 1)),
    "P15": date(2025, 12, 1),
    "R": date(2026, 1, 15),
}
"""The first day of what has not always been the law."""
DAGAR = [
    date(2025, 3, 31), date(2025, 4, 1), date(2025, 6, 30), date(2025, 7, 1),
    date(2025, 11, 30), date(2025, 12, 1), IDAG,
]  # fmt: skip
EN_DAG = timedelta(days=1)


def born(alder: int, dag: date) -> date:
    return dag.replace(year=dag.year - alder)


FODDA = {
    "11 år": lambda dag: born(11, dag),
    "14 år": lambda dag: born(14, dag),
    "17 år": lambda dag: born(17, dag),
    "20 år": lambda dag: born(20, dag),
    "dagen före 21": lambda dag: born(21, dag) + EN_DAG,
    "fyller 21": lambda dag: born(21, dag),
    "okänd": lambda _dag: None,
}
UNDER_21 = {"11 år", "14 år", "17 år", "20 år", "dagen före 21"}

NAMN = dict(
    zip(
        TILL,
        ["socialtjänsten", "socialtjänsten i en annan kommun", "en kommunal skola",
         "en fristående skola", "Polisen", "åklagare eller domstol", "Kriminalvården", "Regionen",
         "arbetsmarknadsnämnden", "en annan nämnd utan socialtjänst", "en idéburen organisation",
         "fritidsverksamhet"],
        strict=True,
    )
)  # fmt: skip
UNDANTAG = {
    "G": " Gäller aldrig från socialtjänsten eller hälso- och sjukvården.",
    "D6": " Gäller inte uppgifter från socialtjänst eller hälso- och sjukvård (8 §).",
    "D7": " Gäller inte elevhälsans medicinska insats.",
    "P18": " Gäller inte misstanke om ett brott som redan har begåtts.",
    "T": " Gäller inte sekretess enligt OSL 26:3.",
    "P15": " Gäller aldrig till en fristående skola, en förening eller någon annan som inte är en"
    " myndighet. Gäller inte uppgifter i hälso- och sjukvård.",
}


def expected_reasons(kod, *, fran, till, cellen, dag, vem, underlag):
    """Every reason that a human would give, in the order they are told; none: it is offered."""
    skal = []
    if dag < SEDAN.get(kod, date.min):
        skal.append(f"Gäller först från och med {SEDAN[kod]}.")
    if kod not in cellen:
        if fran not in GIVARE[kod]:
            skal.append(f"Gäller inte från {NAMN[fran]}.{UNDANTAG.get(kod, '')}")
        elif kod == "P15" and till in {"fristaende_skola", "ideburen", "fritid"}:
            skal.append("Mottagaren är ingen myndighet.")
        else:
            skal.append(f"Gäller inte till {NAMN[till]}.")
    if kod == "C" and not underlag:
        skal.append("Det finns inget samtycke som gäller i dag.")
    if kod == "U" and not underlag:
        skal.append("Gäller bara när en utredning är inledd, inte under förhandsbedömningen.")
    if kod == "P18" and vem == "okänd":
        skal.append("Gäller bara under 21 år, och åldern är okänd.")
    elif kod == "P18" and vem not in UNDER_21:
        skal.append("Gäller bara den som är under 21 år.")
    return skal


@pytest.mark.parametrize(
    ("fran", "till", "cellen"), CELLER, ids=[f"{fran}-{till}" for fran, till, _ in CELLER]
)
def test_every_cell_on_every_day_at_every_age(fran, till, cellen):
    for dag, (vem, fodd), underlag in product(DAGAR, FODDA.items(), (True, False)):
        fodelsedag = fodd(dag)
        laget = Laget(
            fran=fran,
            till=till,
            alder=age_on(fodelsedag, dag) if fodelsedag else None,
            has_samtycke=underlag,
            has_utredning=underlag,
        )
        fall = {"fran": fran, "till": till, "dag": dag, "vem": vem, "underlag": underlag}
        vantat = {kod: expected_reasons(kod, cellen=cellen, **fall) for kod in ALLA}
        erbjuds = {lagrum.kod for lagrum in offered(all_lagrum(), laget, dag)}
        nekas = {lagrum.kod: skal for lagrum, skal in refused(all_lagrum(), laget, dag)}
        assert erbjuds == {kod for kod, skal in vantat.items() if not skal}, fall
        assert nekas == {kod: skal for kod, skal in vantat.items() if skal}, fall


def make_laget(**override):
    falt = {"fran": "socialtjanst", "till": "polis", "alder": 15}
    return Laget(**falt | {"has_samtycke": True, "has_utredning": True} | override)


def koder(laget, dag=IDAG):
    return [lagrum.kod for lagrum in offered(all_lagrum(), laget, dag)]


def test_the_gentlest_ground_comes_first():
    assert koder(make_laget()) == ["C", "K", "I", "P18", "P15", "P20", "P18b", "P18c", "PB"]


@pytest.mark.parametrize("till", TILL)
@pytest.mark.parametrize("fran", ["socialtjanst", "region"])
def test_neither_the_socialtjanst_nor_health_care_has_the_general_clause(fran, till):
    for dag in DAGAR:
        assert not {"G", "D6"} & set(koder(make_laget(fran=fran, till=till), dag))


@pytest.mark.parametrize(
    ("andra", "bara_social"), [("socialtjanst", {"T", "V"}), ("annan_namnd", set())]
)
def test_only_another_namnd_with_socialtjanst_hears_what_its_kind_of_work_needs(andra, bara_social):
    """Between nämnder secrecy holds; SoL 15:8 and OSL 26:9 open it for those with socialtjänst."""
    laget = make_laget(till=andra, has_samtycke=False)
    assert set(koder(laget)) == {"N", "P15"} | bara_social


@pytest.mark.parametrize("andra", TILL)
def test_a_fristaende_school_never_gives_or_gets_by_10_15_a(andra):
    assert "P15" not in koder(make_laget(fran="fristaende_skola", till=andra))
    assert "P15" not in koder(make_laget(fran=andra, till="fristaende_skola"))


def test_the_law_of_the_day_is_used():
    skola = make_laget(fran="kommunal_skola", till="socialtjanst")

    def anmalan(dag):
        return next(rad.paragraf for rad in offered(all_lagrum(), skola, dag) if rad.kod == "A")

    assert anmalan(date(2025, 6, 30)) == "SoL (2001:453) 14:1; OSL 10:28"
    assert anmalan(date(2025, 7, 1)) == "SoL 19:1; OSL 10:28"


def test_what_has_ended_says_when():
    kod, sista = "A", date(2025, 6, 30)
    gamla = [rad for rad in all_lagrum() if rad.kod == kod and rad.giltig_till == sista]
    laget = make_laget(fran="kommunal_skola", till="socialtjanst")
    assert refused(gamla, laget, sista) == []
    assert refused(gamla, laget, sista + EN_DAG) == [(gamla[0], [f"Gällde till och med {sista}."])]


def test_all_reasons_are_told():
    p18 = next(lagrum for lagrum in all_lagrum() if lagrum.kod == "P18")
    assert len(hinder_for_lagrum(p18, make_laget(till="region", alder=22))) == 2


def test_an_unknown_party_is_offered_nothing():
    assert koder(make_laget(till="grannen")) == []


@pytest.mark.parametrize("lagrum", all_lagrum(), ids=lambda rad: f"{rad.kod}-{rad.giltig_fran}")
def test_each_ground_asks_its_conditions_and_says_what_to_log(lagrum):
    assert lagrum.villkor
    assert all(villkor.fraga.endswith("?") for villkor in lagrum.villkor)
    assert unmet(lagrum, {}) == [villkor.fraga for villkor in lagrum.villkor]
    assert unmet(lagrum, {villkor.kod: villkor.kraver for villkor in lagrum.villkor}) == []
    assert lagrum.text.endswith(".")
    assert lagrum.logg


def test_versions_of_a_ground_never_overlap():
    for lagrum in all_lagrum():
        gallande = in_force(all_lagrum(), lagrum.giltig_fran)
        assert [rad.kod for rad in gallande].count(lagrum.kod) == 1
