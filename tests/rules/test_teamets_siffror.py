"""The agenda out of what is open, the effect of a team, its rhythm, and its time in a calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from samverkansteam.rules.dagordning import OppetAtagande, Slutar, order_slutar, propose_dagordning
from samverkansteam.rules.effekt import MINST_ELEVER, Elev, signal_of
from samverkansteam.rules.ical import mote_to_ical
from samverkansteam.rules.oversikt import Teamlage, expected_moten, in_hours

IDAG = date(2026, 11, 22)


def test_the_agenda_names_open_promises_by_party_and_number_alone():
    oppna = [OppetAtagande("Skolan", IDAG), OppetAtagande("Polisen", date(2026, 11, 1))] * 2
    assert propose_dagordning(["Elevens egna ord"], oppna, dag=IDAG) == [
        "Elevens egna ord",
        "Åtaganden som inte är klara: Polisen (2), Skolan (2). 2 är försenade.",
    ]


def test_with_nothing_open_the_agenda_is_the_template():
    assert propose_dagordning(["Närvaron"], [], dag=IDAG) == ["Närvaron"]


def test_what_ends_first_stands_first():
    sen, tidig = Slutar("Person 1", "Samtycke", date(2026, 12, 9)), Slutar("Person 2", "Mark", IDAG)
    assert order_slutar([sen, tidig]) == [tidig, sen]


def test_four_pupils_give_no_signal_and_five_do():
    elev = Elev([600, 600], [300])
    assert signal_of([elev] * (MINST_ELEVER - 1)) is None
    signal = signal_of([elev] * MINST_ELEVER)
    assert (signal.elever, signal.fore, signal.efter) == (5, 600, 300)


def test_a_pupil_with_weeks_on_one_side_only_is_not_counted():
    hel, halv = Elev([600], [300]), Elev([600], [])
    assert signal_of([hel] * 4 + [halv] * 3) is None


def test_the_signal_is_rounded_to_half_hours():
    assert signal_of([Elev([614], [316])] * 5).fore == 600
    assert signal_of([Elev([616], [316])] * 5).fore == 630
    assert (in_hours(630), in_hours(600)) == ("10,5", "10")


def lage(**override) -> Teamlage:
    noll = dict.fromkeys(("hallna", "planerade", "installda", "ataganden", "klara", "forsenade"), 0)
    falt = {"startad": date(2026, 1, 1), "avslutad": None, "dagar": 28}
    return Teamlage(**(falt | noll | override))


def test_the_rhythm_asks_for_a_meeting_each_time_its_days_have_gone():
    assert expected_moten(lage(), date(2026, 6, 1), date(2026, 7, 26)) == 2
    assert expected_moten(lage(startad=date(2026, 7, 1)), date(2026, 6, 1), date(2026, 7, 26)) == 0
    slut = lage(avslutad=date(2026, 6, 28))
    assert expected_moten(slut, date(2026, 6, 1), date(2026, 12, 1)) == 1


def test_the_calendar_file_says_that_there_is_a_meeting_and_when_and_nothing_else():
    nar = datetime(2026, 12, 1, 13, 0, tzinfo=ZoneInfo("Europe/Stockholm"))
    mote_id = UUID("01890000-0000-7000-8000-000000000001")
    fil = mote_to_ical(
        mote_id, nar, minuter=90, is_installt=False, stampel=datetime(2026, 11, 22, tzinfo=UTC)
    ).decode()
    assert "SUMMARY:Samverkansmöte" in fil
    assert "DTSTART;TZID=Europe/Stockholm:20261201T130000" in fil
    assert "DTEND;TZID=Europe/Stockholm:20261201T143000" in fil
    assert str(mote_id) not in fil
    assert not {"LOCATION", "ATTENDEE", "ORGANIZER", "DESCRIPTION"} & {
        rad.split(":")[0].split(";")[0] for rad in fil.splitlines()
    }


def test_a_meeting_called_off_says_so_under_the_same_id():
    nar = datetime(2026, 12, 1, 13, 0, tzinfo=ZoneInfo("Europe/Stockholm"))
    mote_id, stampel = UUID(int=7), datetime(2026, 11, 22, tzinfo=UTC)
    filer = [
        mote_to_ical(mote_id, nar, minuter=60, is_installt=ja, stampel=stampel).decode()
        for ja in (False, True)
    ]
    uid = [next(r for r in fil.splitlines() if r.startswith("UID")) for fil in filer]
    assert uid[0] == uid[1]
    assert "STATUS:CANCELLED" in filer[1]
