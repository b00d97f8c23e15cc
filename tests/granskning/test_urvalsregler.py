"""The rules of the drawing as tables: what explains, what stands out, what is alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID, uuid5

import pytest

from access.models import Skal
from audit.andamal import SUBSTANTIV
from audit.verb import Verb
from granskning.rules.forklaring import (
    AV_SKAL,
    Giltig,
    Omgivning,
    Orsak,
    Sokningar,
    Tillfalle,
    chains,
    explain,
)
from granskning.rules.likhet import Drag, address_of, surname_of, surnames
from granskning.rules.signaler import Lage, Signal, Vana, is_over, signals_of, weight_of
from granskning.rules.urval import (
    Forklaringsgrad,
    Minsta,
    Provad,
    Urna,
    Urvalsgrund,
    lot_of,
    month_after,
    regelverk_for,
    review_by,
    seed_of,
)

MANAD = date(2026, 10, 1)
REGLER = regelverk_for(MANAD)
ROT = UUID(int=1)
VEM, AKT, ANNAN_AKT, ENHET, ANNAN_ENHET = (uuid5(ROT, str(n)) for n in range(5))
TISDAG = datetime(2026, 10, 6, 8, tzinfo=UTC)
LANGE_SEDAN, STRAX = TISDAG - timedelta(days=90), timedelta(minutes=1)
DYGN = timedelta(days=1)


def opened(*tider: datetime, akt: UUID | None = AKT, uttag: int = 0) -> Tillfalle:
    tider = tider or (TISDAG,)
    return Tillfalle(VEM, akt, tider[0].date(), tider, uttag=uttag)


def live(skal: str, fran: datetime = LANGE_SEDAN, till: datetime | None = None) -> Giltig:
    return Giltig(skal, fran, till)


@pytest.mark.parametrize(
    ("omgivning", "orsak"),
    [
        (Omgivning(), Orsak.INGEN),
        (Omgivning([live("tilldelning")]), Orsak.TILLDELNING),
        (Omgivning([live("team")]), Orsak.TEAM),
        (Omgivning([live("registrering")]), Orsak.REGISTRERING),
        (Omgivning([live("skydd")]), Orsak.SKYDD),
        (Omgivning([live("uppdrag")]), Orsak.UPPDRAG),
        (Omgivning([live("jour")]), Orsak.JOUR),
        (Omgivning([live("franvaro")]), Orsak.FRANVARO),
        (Omgivning([live("delegation")]), Orsak.DELEGATION),
        (Omgivning([live("efterarbete")]), Orsak.EFTERARBETE),
        (Omgivning([live("utfall")]), Orsak.EFTERARBETE),
        (Omgivning([live("nodoppning")]), Orsak.NODOPPNING),
        (Omgivning([live("uppdrag"), live("tilldelning")]), Orsak.TILLDELNING),
        (Omgivning([live("tilldelning", till=TISDAG - 20 * DYGN)]), Orsak.INGEN),
        (Omgivning([live("tilldelning", till=TISDAG - 9 * DYGN)]), Orsak.OVERLAMNING),
        (Omgivning([live("tilldelning", fran=TISDAG + 3 * DYGN)]), Orsak.OVERLAMNING),
        (Omgivning([live("tilldelning", fran=TISDAG + 15 * DYGN)]), Orsak.INGEN),
        (Omgivning([live("team", till=TISDAG - DYGN)]), Orsak.INGEN),
        (Omgivning(moten=[TISDAG - 6 * DYGN]), Orsak.MOTE),
        (Omgivning(moten=[TISDAG + 6 * DYGN]), Orsak.MOTE),
        (Omgivning(moten=[TISDAG + 8 * DYGN]), Orsak.INGEN),
        (Omgivning(aviseringar=[TISDAG - 2 * DYGN]), Orsak.AVISERING),
        (Omgivning(aviseringar=[TISDAG + STRAX]), Orsak.INGEN),
        (Omgivning(sokkedja=True), Orsak.SOKKEDJA),
        (Omgivning([live("uppdrag")], sokkedja=True), Orsak.SOKKEDJA),
        (Omgivning([live("jour")], moten=[TISDAG]), Orsak.JOUR),
    ],
)
def test_what_explains(omgivning, orsak):
    assert explain(opened(), omgivning, REGLER) is orsak


def test_the_part_of_the_day_with_less_of_an_explanation_counts():
    ended = Omgivning([live("jour", till=TISDAG + timedelta(hours=1)), live("uppdrag")])
    assert explain(opened(TISDAG), ended, REGLER) is Orsak.JOUR
    assert explain(opened(TISDAG, TISDAG + timedelta(hours=2)), ended, REGLER) is Orsak.UPPDRAG


def test_a_search_rests_on_the_unit():
    assert explain(opened(akt=None), Omgivning(), REGLER).grad is Forklaringsgrad.ENHETEN


def test_every_reason_of_a_grant_has_a_grade():
    assert {skal.value for skal in Skal} <= set(AV_SKAL)


@pytest.mark.parametrize(
    ("egen", "sok", "kedjad"),
    [
        (TISDAG, TISDAG + 5 * STRAX, True),
        (TISDAG, TISDAG + 16 * STRAX, False),
        (TISDAG + 6 * STRAX, TISDAG + 5 * STRAX, False),
        (TISDAG - 40 * STRAX, TISDAG - 30 * STRAX, False),
    ],
    ids=["one after another", "too late a search", "search came first", "too late an opening"],
)
def test_a_search_leads_on_from_an_own_case(egen, sok, kedjad):
    dagen = [
        (opened(egen, akt=ANNAN_AKT), True),
        (opened(TISDAG + 8 * STRAX), False),
    ]
    assert chains(dagen, [sok], REGLER) == ({AKT} if kedjad else set())


def test_searches_that_led_nowhere_are_counted():
    sokningar = Sokningar(
        sokta=[TISDAG, TISDAG + 30 * STRAX, TISDAG + 60 * STRAX],
        oppnade=[TISDAG + 9 * STRAX, TISDAG + 71 * STRAX],
    )
    assert sokningar.without_opening(REGLER) == 2


def at(text: str) -> Tillfalle:
    """A moment of Stockholm's summer time in October 2026."""
    return opened(datetime.fromisoformat(f"2026-10-{text}:00+02:00"))


NORMALT = Lage(opened(), enhet_id=ENHET, enheter=frozenset({ENHET}))
MANGA = Lage(opened(), enheter=frozenset(), akter_den_dagen=30)


@pytest.mark.parametrize(
    ("lage", "signaler"),
    [
        (NORMALT, set()),
        (replace(NORMALT, is_kollega=True), {Signal.KOLLEGA}),
        (replace(NORMALT, is_narstaende=True), {Signal.NARSTAENDE}),
        (replace(NORMALT, samma_adress=True), {Signal.SAMMA_ADRESS}),
        (replace(NORMALT, samma_efternamn=True), {Signal.SAMMA_EFTERNAMN}),
        (
            replace(NORMALT, samma_efternamn=True, is_vanligt=True),
            {Signal.VANLIGT_EFTERNAMN},
        ),
        (replace(NORMALT, is_nodoppnad=True), {Signal.NODOPPNING}),
        (replace(NORMALT, hade_uppdrag=False), {Signal.EFTER_UPPDRAGET}),
        (replace(NORMALT, eget_slutade=TISDAG - DYGN), {Signal.EFTER_UPPDRAGET}),
        (replace(NORMALT, eget_slutade=TISDAG - DYGN, orsak=Orsak.EFTERARBETE), set()),
        (replace(NORMALT, eget_slutade=TISDAG + DYGN), set()),
        (replace(NORMALT, enhet_id=ANNAN_ENHET), {Signal.UTANFOR_ENHETEN}),
        (replace(NORMALT, enhet_id=ANNAN_ENHET, orsak=Orsak.TILLDELNING), set()),
        (replace(NORMALT, enhet_id=None), set()),
        (replace(NORMALT, avslutat=date(2026, 9, 5)), {Signal.AVSLUTAT_ARENDE}),
        (replace(NORMALT, avslutat=date(2026, 9, 6)), set()),
        (replace(NORMALT, is_skyddad=True), {Signal.SKYDDADE_UPPGIFTER}),
        (replace(NORMALT, sokningar_utan_oppning=3), {Signal.SOKNING_UTAN_OPPNING}),
        (replace(NORMALT, sokningar_utan_oppning=2), set()),
        (replace(NORMALT, tillfalle=opened(uttag=1)), {Signal.UTTAG}),
        (replace(MANGA, vana=Vana(5, 20)), {Signal.VOLYM}),
        (replace(MANGA, vana=Vana(11, 20)), set()),
        (replace(MANGA, vana=Vana(5, 9)), set()),
        (replace(MANGA, vana=None), set()),
        (replace(MANGA, akter_den_dagen=14, vana=Vana(1, 20)), set()),
        (replace(NORMALT, tillfalle=at("06T06:00")), set()),
        (replace(NORMALT, tillfalle=at("06T05:59")), {Signal.UTANFOR_ARBETSTID}),
        (replace(NORMALT, tillfalle=at("06T19:59")), set()),
        (replace(NORMALT, tillfalle=at("06T20:00")), {Signal.UTANFOR_ARBETSTID}),
        (replace(NORMALT, tillfalle=at("10T10:00")), {Signal.UTANFOR_ARBETSTID}),
        (replace(NORMALT, tillfalle=at("31T10:00")), {Signal.UTANFOR_ARBETSTID}),
        (
            replace(
                NORMALT,
                tillfalle=at("10T10:00"),
                jourpass=((at("10T08:00").fran, at("10T16:00").fran),),
            ),
            set(),
        ),
        (
            replace(
                NORMALT,
                tillfalle=at("10T10:00"),
                jourpass=((at("10T11:00").fran, at("10T16:00").fran),),
            ),
            {Signal.UTANFOR_ARBETSTID},
        ),
    ],
)
def test_what_stands_out(lage, signaler):
    assert set(signals_of(lage, REGLER)) == signaler


def test_signals_come_heaviest_first_and_weigh_together():
    lage = replace(NORMALT, samma_adress=True, is_skyddad=True, tillfalle=opened(uttag=2))
    signaler = signals_of(lage, REGLER)
    assert signaler == [Signal.SAMMA_ADRESS, Signal.SKYDDADE_UPPGIFTER, Signal.UTTAG]
    assert weight_of(signaler, REGLER) == 8


@pytest.mark.parametrize(
    ("grad", "vikt", "over"),
    [
        ("INGEN", 1, True),
        ("INGEN", 0, False),
        ("ENHETEN", 1, False),
        ("ENHETEN", 2, True),
        ("SAMMANHANG", 2, False),
        ("SAMMANHANG", 3, True),
        ("ARENDET", 4, False),
        ("ARENDET", 5, True),
    ],
)
def test_the_better_explained_the_more_a_signal_must_weigh(grad, vikt, over):
    assert is_over(vikt, Forklaringsgrad[grad], REGLER) is over


def test_every_signal_has_a_weight_and_every_grade_a_bar():
    assert set(REGLER.vikt) == {signal.value for signal in Signal}
    assert set(REGLER.ribba) == {grad.name for grad in Forklaringsgrad}


def test_no_sentence_speaks_of_the_child():
    for signal in Signal:
        assert not {"barn", "pojke", "flicka", "ung", "klient"} & set(
            signal.mening.lower().replace(",", "").replace(".", "").split()
        )
        assert signal.mening.endswith(".")


def test_the_verbs_and_nouns_of_the_rules_exist():
    verb = {verb.value for verb in Verb}
    assert REGLER.listor | REGLER.uttag <= verb
    assert REGLER.utan_substantiv <= {noun for nouns in SUBSTANTIV.values() for noun in nouns}


@pytest.mark.parametrize(
    ("en", "annan", "lika"),
    [
        ("Åkesson", "Akesson", True),
        ("Lind-Berg", "Berg", True),
        ("Lind Berg", "Lindberg", False),
        ("von Essen", "Essen", True),
        ("von Essen", "von Platen", False),
        ("Müller", "MULLER", True),
        ("Svensson", "Svensen", False),
        ("", "", False),
    ],
)
def test_surnames_are_compared_as_people_write_them(en, annan, lika):
    funna = Drag(surnames([en])).common_names(Drag(surnames([annan])))
    assert bool(funna) is lika


def test_the_surname_is_what_follows_the_first_name():
    assert surname_of("Maria von Essen Lind") == "von Essen Lind"
    assert surname_of("Cher") == ""


@pytest.mark.parametrize(
    ("en", "annan", "lika"),
    [
        ("Provgatan 12 A, 123 45 Farsta", "provgatan 12a, 12345 FARSTA", True),
        ("Provgatan 12", "Provgatan 12, 123 45 Farsta", True),
        ("Provgatan 12, 123 45 Farsta", "Provgatan 12, 543 21 Tensta", False),
        ("Provgatan 12", "Provgatan 1", False),
        ("Provgatan 12 A", "Provgatan 12 B", False),
        ("c/o Exempel, Åsvägen 3 lgh 1101", "Asvagen 3", True),
        ("Lgh 1101, Åsvägen 3", "Åsvägen 3", True),
        ("Norra Provgatan 5", "Provgatan 5", False),
        ("Box 12, 123 45 Farsta", "Box 12, 123 45 Farsta", False),
        ("", "", False),
    ],
)
def test_addresses_are_compared_by_street_and_number(en, annan, lika):
    assert Drag(adresser=address_of(en)).has_same_address(Drag(adresser=address_of(annan))) is lika


def test_what_is_compared_does_not_show_itself():
    drag = Drag(surnames(["Hemligsson"]), address_of("Hemligatan 3"), frozenset({b"x"}))
    assert "emlig" not in repr(drag)


@pytest.mark.parametrize(
    ("antal", "dras"), [(0, 0), (7, 7), (10, 10), (99, 10), (101, 11), (400, 40), (90_000, 40)]
)
def test_how_many_chance_draws(antal, dras):
    assert REGLER.size_of_chance(antal) == dras


def judged(n: int, grad: Forklaringsgrad, vikt: int = 0) -> Provad[int]:
    lott = lot_of(b"fro", aktor_id=VEM, akt_id=uuid5(AKT, str(n)), dag=MANAD)
    return Provad(n, n, lott, grad, vikt, vikt, is_over(vikt, grad, REGLER))


def fill(*provade: Provad[int]) -> Urna[int]:
    urna: Urna[int] = Urna(REGLER)
    for provad in provade:
        urna.put(provad)
    return urna


def test_the_order_in_which_accesses_come_changes_nothing():
    alla = [judged(n, Forklaringsgrad(n % 4), n % 6) for n in range(500)]
    blandade = Random(7).sample(alla, len(alla))
    assert fill(*alla).drawn() == fill(*blandade).drawn()
    assert len(fill(*alla).drawn()) == REGLER.rader_mest


def test_chance_does_not_ask_what_stands_out():
    lugna = [judged(n, Forklaringsgrad.ARENDET) for n in range(300)]
    varsta = [judged(n, Forklaringsgrad.INGEN, 9) for n in range(300)]
    assert [p.lott for p in fill(*lugna).chance()] == [p.lott for p in fill(*varsta).chance()]


def test_what_is_unexplained_goes_before_what_only_stands_out():
    urna = fill(
        *(judged(n, Forklaringsgrad.ARENDET, 9) for n in range(100)),
        *(judged(n, Forklaringsgrad.INGEN) for n in range(100, 130)),
    )
    grunder = [provad.grund for provad in urna.drawn()]
    assert grunder[:30] == [Urvalsgrund.OFORKLARAD] * 30
    assert urna.utpekade == 130
    assert urna.left_out() == 70


def test_rank_is_grade_then_weight_then_time():
    sen, tidig = judged(2, Forklaringsgrad.ENHETEN), judged(1, Forklaringsgrad.ENHETEN)
    tung = judged(3, Forklaringsgrad.ENHETEN, 4)
    egen = judged(0, Forklaringsgrad.ARENDET, 9)
    assert fill(egen, sen, tidig, tung).drawn() == [tung, tidig, sen, egen]


def test_the_smallest_are_kept_out_of_any_number():
    minsta = Minsta(5, key=lambda n: n)
    for n in Random(3).sample(range(5000), 5000):
        minsta.put(n)
    assert minsta.taken() == [0, 1, 2, 3, 4]
    assert len(minsta._kept) <= 2 * 5 + 101


def test_the_seed_depends_on_each_of_its_parts():
    delar = {"rot": b"r" * 32, "namnd_id": VEM, "enhet_id": ENHET, "manad": MANAD}
    andra = {
        "rot": b"s" * 32,
        "namnd_id": AKT,
        "enhet_id": None,
        "manad": date(2026, 9, 1),
    }
    fron = {seed_of(**delar), *(seed_of(**(delar | {namn: v})) for namn, v in andra.items())}
    assert len(fron) == 5


def test_the_seed_is_as_written_down():
    fro = seed_of(rot=bytes(range(32)), namnd_id=ROT, enhet_id=None, manad=MANAD)
    assert fro.hex() == "9d78b389e133e82ff8af232c8e437c3fd00b2cf5a21db932f53f37249f72577f"


def test_the_review_ends_fifteen_working_days_in():
    assert review_by(date(2026, 11, 2), 15) == date(2026, 11, 23)
    assert review_by(date(2026, 12, 1), 15) == date(2026, 12, 22)


def test_the_month_after():
    assert month_after(date(2026, 12, 31)) == date(2027, 1, 1)
    assert month_after(date(2026, 1, 1)) == date(2026, 2, 1)


def test_before_the_first_rules_there_are_none():
    with pytest.raises(LookupError):
        regelverk_for(date(2019, 12, 1))
