"""The course of a clock: what rests, more time and another anchor do to its last day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arenden.rules.frister import STOCKHOLM, all_fristslag, deadline, fristslag
from arenden.rules.fristforlopp import (
    Flytt,
    Forlopp,
    Mertid,
    Vila,
    all_vilogrunder,
    explain,
    vilogrunder,
)

BORJAN = date(2026, 9, 1)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


def vila(fran, till=None):
    return Vila(at(fran), till and at(till), "den unge är utomlands", "Stadens mål")


def mertid(beslutad, till):
    return Mertid(at(beslutad), date.fromisoformat(till), "särskilda skäl", "SoL 20:3")


def forlopp(slag, ankare="2026-09-01 09:00", **falt):
    return Forlopp(fristslag(slag, BORJAN), at(ankare), **falt)


@pytest.mark.parametrize(
    ("slag", "handelser", "mal", "lagdag"),
    [
        ("utredning", {}, "2027-01-01", "2027-01-04"),
        # whole calendar days of rest are added, none for a rest within a day
        ("utredning", {"vilor": (vila("2026-09-10 09:00", "2026-09-17 15:00"),)},
         "2027-01-08", "2027-01-08"),
        ("forhandsbedomning", {"vilor": (vila("2026-09-03 09:00", "2026-09-03 16:00"),)},
         "2026-09-15", "2026-09-15"),
        ("forhandsbedomning", {"vilor": (vila("2026-09-03 23:59", "2026-09-04 00:00"),)},
         "2026-09-16", "2026-09-16"),
        # the day after a rest is moved by law as any other
        ("forhandsbedomning", {"vilor": (vila("2026-09-03 09:00", "2026-09-07 08:00"),)},
         "2026-09-19", "2026-09-21"),
        ("forhandsbedomning", {"vilor": (vila("2026-09-02 09:00", "2026-09-03 09:00"),
                                         vila("2026-09-05 09:00", "2026-09-08 09:00"))},
         "2026-09-19", "2026-09-21"),
        # across the change of clocks a day is a day
        ("utredning", {"vilor": (vila("2026-10-24 23:00", "2026-10-25 23:00"),)},
         "2027-01-02", "2027-01-04"),
        # a decided day stands as decided, also on a Saturday
        ("utredning", {"mertid": (mertid("2026-12-01 09:00", "2027-05-01"),)},
         "2027-05-01", "2027-05-01"),
        ("utredning", {"mertid": (mertid("2026-12-01 09:00", "2027-02-01"),
                                  mertid("2027-01-20 09:00", "2027-03-06"))},
         "2027-03-06", "2027-03-06"),
        # more time never takes time away
        ("utredning", {"mertid": (mertid("2026-09-02 09:00", "2026-10-01"),)},
         "2027-01-01", "2027-01-04"),
        # rest before and after a decision
        ("utredning", {"vilor": (vila("2026-09-10 09:00", "2026-09-20 09:00"),),
                       "mertid": (mertid("2026-12-01 09:00", "2027-02-06"),)},
         "2027-02-06", "2027-02-06"),
        ("utredning", {"vilor": (vila("2027-01-10 09:00", "2027-01-20 09:00"),),
                       "mertid": (mertid("2026-12-01 09:00", "2027-02-06"),)},
         "2027-02-16", "2027-02-16"),
        # a day that somebody set is moved by rest and not by law
        ("uppfoljning", {"satt": date(2026, 12, 20),
                         "vilor": (vila("2026-12-01 09:00", "2026-12-05 09:00"),)},
         "2026-12-24", "2026-12-24"),
        # a rest that lies before a corrected anchor counts as far as it lies after it
        ("utredning", {"vilor": (vila("2026-08-20 09:00", "2026-08-25 09:00"),)},
         "2027-01-01", "2027-01-04"),
        ("utredning", {"vilor": (vila("2026-08-30 09:00", "2026-09-04 09:00"),)},
         "2027-01-04", "2027-01-04"),
    ],
)  # fmt: skip
def test_the_last_day_follows_from_the_ledger(slag, handelser, mal, lagdag):
    lage = forlopp(slag, **handelser).utrakning()
    assert (f"{lage.mal}", f"{lage.lagdag}") == (mal, lagdag)


@pytest.mark.parametrize(
    ("vilor", "senast"),
    [
        ((), "2026-09-03 09:00"),
        ((vila("2026-09-01 12:00", "2026-09-01 13:30"),), "2026-09-03 10:30"),
        ((vila("2026-09-01 12:00", "2026-09-01 13:30"),
          vila("2026-09-02 12:00", "2026-09-02 13:30")), "2026-09-03 12:00"),
    ],
)  # fmt: skip
def test_hours_rest_by_the_minute(vilor, senast):
    assert forlopp("ssit_forsta_kontakt", vilor=vilor).utrakning().senast == at(senast)


def test_hours_rest_over_the_night_when_the_clocks_are_moved():
    lage = forlopp(
        "ssit_forsta_kontakt",
        "2026-10-24 12:00",
        vilor=(vila("2026-10-24 20:00", "2026-10-25 08:00"),),
    ).utrakning()
    # 13 hours of rest by the sun, and 48 to run
    assert lage.senast == at("2026-10-27 00:00")


def test_a_resting_clock_has_no_day():
    vilar = forlopp("ssit_forsta_kontakt", vilor=(vila("2026-09-01 12:00"),))
    assert vilar.vilar
    assert vilar.utrakning() is None
    assert vilar.consumed(at("2027-09-01 12:00")) == timedelta(hours=3)


def test_the_sentence_names_every_decision_by_its_day():
    text = explain(
        forlopp(
            "utredning",
            flyttar=(Flytt(at("2026-09-05 10:00"), at("2026-08-31 09:00")),),
            mertid=(
                mertid("2026-12-10 09:00", "2027-02-15"),
                mertid("2027-02-01 09:00", "2027-03-20"),
            ),
            vilor=(vila("2026-12-20 09:00", "2026-12-27 09:00"),),
        )
    )
    assert text == (
        "Den 5 sep 2026 rättades tiden, från 31 aug 2026 kl. 09:00 till 1 sep 2026 kl. 09:00. "
        "Räknas från 1 sep 2026 kl. 09:00, då utredningen inleddes. "
        "Fyra månader senare är fredag 1 jan 2027 (SoL 20:3). "
        "Den 10 dec 2026 beslutades om mer tid, till måndag 15 feb 2027"
        " (särskilda skäl, SoL 20:3). "
        "Den vilade från den 20 dec 2026 till den 27 dec 2026 (den unge är utomlands, Stadens"
        " mål): 7 dagar läggs till, och sista dagen är måndag 22 feb 2027. "
        "Den 1 feb 2027 beslutades om mer tid, till lördag 20 mars 2027"
        " (särskilda skäl, SoL 20:3)."
    )


def test_the_sentence_of_a_resting_clock_says_what_is_left():
    text = explain(forlopp("utredning", vilor=(vila("2026-12-20 09:00"),)))
    assert text.endswith(
        "Den vilar sedan den 20 dec 2026 (den unge är utomlands, Stadens mål) och har ingen sista"
        " dag så länge. När den går igen är 12 dagar kvar."
    )
    timmar = explain(forlopp("ssit_forsta_kontakt", vilor=(vila("2026-09-02 08:30"),)))
    assert timmar.endswith("När den går igen är 24 tim 30 min kvar.")


def test_the_sentence_ends_with_the_laws_day_where_it_differs():
    text = explain(
        forlopp("forhandsbedomning", vilor=(vila("2026-09-03 09:00", "2026-09-07 08:00"),))
    )
    assert text.endswith(
        "sista dagen är lördag 19 sep 2026. Den dagen är ledig, så lagens gräns är måndag 21 sep"
        " 2026 (lag 1930:173). Sikta ändå på den första dagen."
    )


@st.composite
def rests(draw):
    """Up to four rests, one after the other, in the two months after the anchor."""
    start, minuter = datetime(2026, 9, 20, tzinfo=UTC), st.integers(1, 20_000)
    vilor = []
    for _ in range(draw(st.integers(0, 4))):
        fran = start + timedelta(minutes=draw(minuter))
        start = fran + timedelta(minutes=draw(minuter))
        vilor.append(Vila(fran, start, "skäl", "lagrum"))
    return tuple(vilor)


@given(rests())
def test_when_it_runs_out_exactly_the_budget_is_consumed(vilor):
    klocka = Forlopp(
        fristslag("ssit_forsta_kontakt", BORJAN), datetime(2026, 9, 20, tzinfo=UTC), vilor=vilor
    )
    lage = klocka.utrakning()
    sista = max([lage.senast, *(v.till for v in vilor)])
    over = sista - lage.senast
    assert klocka.consumed(sista) == timedelta(hours=48) + over


@given(rests())
def test_days_of_rest_are_added_one_by_one(vilor):
    slag, ankare = fristslag("utredning", BORJAN), datetime(2026, 9, 20, tzinfo=UTC)
    dagar = sum(
        (v.till.astimezone(STOCKHOLM).date() - v.fran.astimezone(STOCKHOLM).date()).days
        for v in vilor
    )
    utan = deadline(slag, ankare).mal
    assert (Forlopp(slag, ankare, vilor=vilor).utrakning().mal - utan).days == dagar


def test_what_the_law_gives_no_rest_never_rests():
    lag = {"skyddsbedomning", "forhandsbedomning", "utredning", "lvu_ansokan", "avgorande_begart"}
    assert not any(vilogrunder(slag, date(2026, 11, 21)) for slag in lag)
    assert [rad.lagrum for rad in vilogrunder("registerutdrag", date(2026, 11, 21))] == [
        "GDPR art. 12.6"
    ]


@pytest.mark.parametrize("grund", all_vilogrunder(), ids=lambda rad: rad.grund)
def test_a_ground_of_the_citys_own_rests_only_the_citys_goals(grund):
    slag = {rad.slag: rad for rad in all_fristslag()}
    assert set(grund.slag) <= set(slag)
    if grund.lagrum == "Stadens mål":
        assert not any(slag[namn].is_lag for namn in grund.slag)
