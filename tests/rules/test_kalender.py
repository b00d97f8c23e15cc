"""Days of a page, the order of times, and the calendar file read by another program's parser."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import vobject

from insatser.rules.ical import etag, to_ical
from insatser.rules.kalender import Post, Slag, Vy, by_day, period_of

TISDAG = date(2026, 11, 24)
NU = datetime(2026, 11, 22, 9, tzinfo=UTC)


def post(nar, **andrat):
    falt = {
        "id": UUID(int=1),
        "slag": Slag.MOTE,
        "vad": "Trefas",
        "arendenummer": "JAR-2026-00042",
        "vem": "Åsa",
        "url": "/arenden/1/",
    }
    return Post(nar=nar, **(falt | andrat))


@pytest.mark.parametrize(
    ("vy", "fran", "till", "forra", "nasta"),
    [
        (Vy.DAG, TISDAG, TISDAG, date(2026, 11, 23), date(2026, 11, 25)),
        (Vy.VECKA, date(2026, 11, 23), date(2026, 11, 29), date(2026, 11, 16), date(2026, 11, 30)),
        (Vy.LISTA, TISDAG, date(2026, 12, 21), date(2026, 10, 27), date(2026, 12, 22)),
    ],
)
def test_a_page_covers_whole_days_and_the_next_goes_on_where_it_ends(vy, fran, till, forra, nasta):
    period = period_of(vy, TISDAG)
    assert (period.fran, period.till, period.forra, period.nasta) == (fran, till, forra, nasta)
    assert len(period.days()) == (till - fran).days + 1


def test_a_day_begins_with_what_has_no_hour_then_follows_the_clock():
    sen, tidig = (
        post(datetime(2026, 11, 24, timme, tzinfo=UTC), id=uuid4(), minuter=30) for timme in (14, 8)
    )
    hela = post(TISDAG, slag=Slag.FRIST)
    utanfor = post(date(2026, 12, 1))
    assert by_day([sen, utanfor, tidig, hela], [TISDAG]) == [(TISDAG, [hela, tidig, sen])]
    assert (hela.klockan, tidig.klockan) == ("", "09:00–09:30")


def test_a_time_just_before_midnight_in_utc_belongs_to_the_next_day_here():
    assert post(datetime(2026, 11, 24, 23, 30, tzinfo=UTC)).dag == date(2026, 11, 25)


def read(poster):
    return vobject.readOne(to_ical(poster, salt="salt", stampel=NU).decode())


def test_another_parser_reads_number_and_kind_and_nothing_else():
    mote = post(datetime(2026, 11, 24, 12, tzinfo=UTC), minuter=90)
    frist = post(date(2026, 12, 1), id=UUID(int=2), slag=Slag.FRIST)
    tider = {str(tid.summary.value): tid for tid in read([mote, frist]).vevent_list}
    assert set(tider) == {"JAR-2026-00042 Teammöte", "JAR-2026-00042 Frist"}
    tid = tider["JAR-2026-00042 Teammöte"]
    assert tid.dtstart.value.utcoffset() == timedelta(hours=1)
    assert tid.dtend.value - tid.dtstart.value == timedelta(minutes=90)
    assert tider["JAR-2026-00042 Frist"].dtstart.value == date(2026, 12, 1)
    for en in tider.values():
        assert getattr(en, "class").value == "PRIVATE"
        namn = {barn.name for barn in en.getChildren()}
        assert namn <= {"SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "CLASS", "TRANSP"}


def test_summer_time_is_explained_in_the_file():
    sommar = post(datetime(2027, 7, 1, 12, tzinfo=UTC))
    fil = to_ical([sommar], salt="salt", stampel=NU)
    assert b"BEGIN:VTIMEZONE" in fil
    (tid,) = vobject.readOne(fil.decode()).vevent_list
    assert tid.dtstart.value.utcoffset() == timedelta(hours=2)


def test_a_protected_person_is_never_in_the_file():
    assert not hasattr(read([post(TISDAG, skyddad=True)]), "vevent_list")


def test_no_row_is_named_and_two_links_have_nothing_in_common():
    en = post(TISDAG)
    assert str(en.id).encode() not in to_ical([en], salt="a", stampel=NU)
    assert (
        read([en]).vevent.uid.value
        != vobject.readOne(to_ical([en], salt="b", stampel=NU).decode()).vevent.uid.value
    )


def test_the_etag_changes_with_the_times_and_with_nothing_else():
    en, annan = post(TISDAG), post(TISDAG, id=UUID(int=2))
    assert etag([en, annan], salt="s") == etag([annan, en], salt="s")
    assert etag([en], salt="s") == etag([post(TISDAG, vad="Annat", vem="Björn")], salt="s")
    assert len({etag(rader, salt="s") for rader in ([], [en], [annan], [en, annan])}) == 4
    assert etag([en], salt="s") != etag([post(date(2026, 11, 25))], salt="s")
