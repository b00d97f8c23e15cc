"""Three answers to who reaches which row, on random towns: the wall, `visible_to`, and plain sets.

The plain sets are written here a second time on purpose: the other two come out of one rule, so a
clause that is lost there is lost in both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from uuid6 import uuid7

from access.middleware import row_level_security
from access.models import Jav, Niva, Omfattning, Skal, Tilltrade
from access.regel import protected_models, within
from arenden.actions.skydd import put_adress
from arenden.models import Personakt, Utkast
from arenden.models.skydd import fack_of
from samverkansteam.models import Bidrag, Deltagare, Part, Team, Teamarende
from tests.builders import make_anvandare
from tests.policy.varld import make_varld
from tests.samverkansteam.builders import make_extern, make_organisation

pytestmark = pytest.mark.django_db

EXAMPLES = 15
INHOUSE, EXTERNAL = 3, 2
AKTER, ENHETER, TEAM = 6, 3, 2
DAG = timedelta(days=1)
PERIODS = {
    "past": (-9 * DAG, -DAG),
    "open": (-9 * DAG, None),
    "ends": (-9 * DAG, DAG),
    "future": (DAG, None),
    "later": (DAG, 9 * DAG),
}
LIVE = {"open", "ends"}

people = st.integers(0, INHOUSE + EXTERNAL - 1)
periods = st.sampled_from(list(PERIODS))
targets = st.one_of(
    st.tuples(st.just(Omfattning.AKT), st.integers(0, AKTER - 1)),
    st.tuples(st.just(Omfattning.ENHET), st.integers(0, ENHETER - 1)),
    st.tuples(st.just(Omfattning.TEAM), st.integers(0, TEAM - 1)),
    st.tuples(st.just(Omfattning.FACK), st.integers(0, AKTER - 1)),
)


@dataclass(frozen=True)
class Town:
    """What is drawn: by number, so that a failing town shrinks to a small one."""

    grants: list[tuple[int, tuple[Omfattning, int], str, Niva]]
    jav: dict[tuple[int, int], str]
    skyddade: set[int]
    enhet_of: list[int]
    stangda_konton: set[int]
    deltagare: dict[tuple[int, int], tuple[int, bool]]
    avslutade_team: set[int]


towns = st.builds(
    Town,
    grants=st.lists(
        st.tuples(people, targets, periods, st.sampled_from(list(Niva))), min_size=10, max_size=24
    ),
    jav=st.dictionaries(st.tuples(people, st.integers(0, AKTER - 1)), periods, max_size=6),
    skyddade=st.sets(st.integers(0, AKTER - 1)),
    enhet_of=st.lists(st.integers(0, ENHETER - 1), min_size=AKTER, max_size=AKTER),
    stangda_konton=st.sets(people, max_size=1),
    deltagare=st.dictionaries(
        st.tuples(people, st.integers(0, TEAM - 1)),
        st.tuples(st.integers(0, 2), st.booleans()),
        max_size=8,
    ),
    avslutade_team=st.sets(st.integers(0, TEAM - 1), max_size=1),
)


EVERY_CLAUSE = Town(
    grants=[
        (0, (Omfattning.AKT, 0), "open", Niva.ARBETA),  # under jäv
        (0, (Omfattning.ENHET, 0), "open", Niva.BESLUTA),  # akt 0 under jäv, akt 1 protected
        (0, (Omfattning.FACK, 5), "open", Niva.LASA),  # the address, but not the akt
        (0, (Omfattning.AKT, 3), "past", Niva.LASA),
        (0, (Omfattning.AKT, 4), "future", Niva.LASA),
        (1, (Omfattning.AKT, 1), "ends", Niva.LASA),  # protected, by name
        (1, (Omfattning.FACK, 1), "open", Niva.LASA),
        (1, (Omfattning.AKT, 2), "open", Niva.LASA),  # jäv that has ended
        (1, (Omfattning.ENHET, 2), "open", Niva.LASA),
        (1, (Omfattning.TEAM, 0), "open", Niva.ARBETA),
        (2, (Omfattning.AKT, 5), "open", Niva.BESLUTA),  # a closed account
        (3, (Omfattning.TEAM, 0), "open", Niva.LASA),
        (4, (Omfattning.TEAM, 1), "open", Niva.LASA),
    ],
    jav={(0, 0): "open", (1, 2): "past", (1, 4): "ends", (0, 5): "later"},
    skyddade={1, 2},
    enhet_of=[0, 0, 1, 1, 2, 2],
    stangda_konton={2},
    deltagare={(1, 0): (0, False), (3, 0): (1, False), (4, 1): (0, True)},
    avslutade_team=set(),
)
"""A town where every clause of the rule decides over some row: luck may pass one by."""


@dataclass
class Grund:
    """What every town stands on: rows of every kind, made once through the real actions."""

    anvandare: list[Any]
    akter: list[Any]
    enheter: list[Any]
    team: list[Any]
    parter: list[list[Any]] = field(default_factory=list)


def make_grund() -> Grund:
    varldar = [make_varld("Järva"), make_varld("Farsta")]
    arenden = [arende for varld in varldar for arende in reversed(varld.arenden[-3:])]
    anvandare = [make_anvandare() for _ in range(INHOUSE)]
    organisation = make_organisation()
    anvandare += [make_extern(organisation), make_extern()]
    team = list(Team.objects.order_by("id"))
    Tilltrade.objects.all().delete()
    grund = Grund(
        anvandare,
        [arende.akt_id for arende in arenden],
        [varldar[0].stad.enhet.pk, varldar[0].stad.mottagning.pk, varldar[1].stad.enhet.pk],
        [ett.pk for ett in team],
    )
    for ett in team:
        Part.objects.create(team=ett, namnd=ett.namnd, organisation=organisation)
        grund.parter.append(list(ett.part_set.order_by("id").values_list("pk", flat=True))[:3])
    for arende in arenden:
        put_adress(arende.akt, adress="A", telefon="", skola="", actor=anvandare[0])
    for person in anvandare:
        for arende in arenden:
            Utkast.objects.create(
                anvandare=person, akt_id=arende.akt_id, arende=arende, formular="person",
                objekt_id=arende.pk, innehall={},
            )  # fmt: skip
    return grund


def build(grund: Grund, town: Town) -> None:
    nu = timezone.now()

    def period(namn: str) -> dict[str, Any]:
        fran, till = PERIODS[namn]
        return {"fran": nu + fran, "till": None if till is None else nu + till}

    mal = {
        Omfattning.AKT: grund.akter,
        Omfattning.ENHET: grund.enheter,
        Omfattning.TEAM: grund.team,
        Omfattning.FACK: [fack_of(akt) for akt in grund.akter],
    }
    for vem, (slag, vad), nar, niva in town.grants:
        Tilltrade.objects.create(
            anvandare=grund.anvandare[vem], omfattning=slag, omfattning_id=mal[slag][vad],
            niva=niva, skal=Skal.TILLDELNING, kalla=uuid7(), given_av=grund.anvandare[vem],
            **period(nar),
        )  # fmt: skip
    for (vem, akt), nar in town.jav.items():
        Jav.objects.create(
            anvandare=grund.anvandare[vem], akt_id=grund.akter[akt], slag=Jav.Slag.ANMALD,
            anmald_av=grund.anvandare[0], **period(nar),
        )  # fmt: skip
    for nummer, akt in enumerate(grund.akter):
        skydd = "sekretessmarkering" if nummer in town.skyddade else "ingen"
        Personakt.objects.filter(pk=akt).update(
            enhet=grund.enheter[town.enhet_of[nummer]], skyddsniva=skydd
        )
    for vem in town.stangda_konton:
        type(grund.anvandare[vem]).objects.filter(pk=grund.anvandare[vem].pk).update(
            is_active=False
        )
    for (vem, team), (part, har_slutat) in town.deltagare.items():
        rum = Team.objects.get(pk=grund.team[team])
        Deltagare.objects.create(
            team=rum, namnd_id=rum.namnd_id, anvandare=grund.anvandare[vem],
            part_id=grund.parter[team][part % len(grund.parter[team])],
            fran=nu.date() - DAG, till=nu.date() if har_slutat else None,
        )  # fmt: skip
    Team.objects.filter(pk__in=[grund.team[n] for n in town.avslutade_team]).update(
        avslutad=timezone.localdate(nu)
    )


class Plain:
    """The rule once more, in sets, for one person of one town."""

    def __init__(self, grund: Grund, town: Town, vem: int) -> None:
        self.user = grund.anvandare[vem]
        levande = [
            (slag, vad)
            for person, (slag, vad), nar, _ in town.grants
            if person == vem and nar in LIVE and vem not in town.stangda_konton
        ]
        self.javiga = {
            grund.akter[akt] for (person, akt), nar in town.jav.items()
            if person == vem and nar in LIVE
        }  # fmt: skip
        nadda = {
            akt
            for nummer, akt in enumerate(grund.akter)
            if (Omfattning.AKT, nummer) in levande
            or (
                (Omfattning.ENHET, town.enhet_of[nummer]) in levande and nummer not in town.skyddade
            )
        }
        ovriga = Personakt.objects.exclude(pk__in=grund.akter).values_list("pk", "enhet_id")
        enheter = {grund.enheter[vad] for slag, vad in levande if slag == Omfattning.ENHET}
        nadda |= {akt for akt, enhet in ovriga if enhet in enheter}
        self.akter = nadda - self.javiga
        self.team = {grund.team[vad] for slag, vad in levande if slag == Omfattning.TEAM}
        self.fack = {fack_of(grund.akter[vad]) for slag, vad in levande if slag == Omfattning.FACK}
        self.is_extern = self.user.organisation_id is not None
        medlem = Deltagare.objects.filter(anvandare=self.user, till=None, team__avslutad=None)
        self.parter = set(medlem.values_list("part_id", flat=True))
        self.deltagare = set(
            Deltagare.objects.filter(part_id__in=self.parter).values_list("pk", flat=True)
        )
        bidrag = Bidrag.objects.filter(team_id__in=self.team).values("pk", "part_id", "delat")
        self.bidrag = {rad["pk"] for rad in bidrag if self.is_of_party_or_shared(rad)}
        self.javiga_i_team = set(
            Teamarende.objects.filter(akt_id__in=self.javiga).values_list("pk", flat=True)
        )

    def reaches(self, model: type[models.Model], rad: dict[str, Any]) -> bool:
        namn = model.__name__.removeprefix("Historical").lower()
        if namn == "jav" and rad["anvandare_id"] == self.user.pk:
            return True
        if namn == "personakt":
            owner_is_reached = rad["id"] in self.akter
        elif getattr(getattr(model, "instance_type", model), "radskydd", "").startswith("team"):
            owner_is_reached = rad["id" if namn == "team" else "team_id"] in self.team
        else:
            owner_is_reached = rad["akt_id"] in self.akter
        return owner_is_reached and self.narrower(namn, rad)

    def is_receiver(self, rad: dict[str, Any]) -> bool:
        return rad["mottagare_id"] in self.parter

    def is_readable(self, rad: dict[str, Any]) -> bool:
        return rad["lases_till"] is None or rad["lases_till"] >= timezone.localdate()

    def is_of_party_or_shared(self, rad: dict[str, Any]) -> bool:
        return rad["part_id"] in self.parter or (not self.is_extern and rad["delat"] is not None)

    def narrower(self, namn: str, rad: dict[str, Any]) -> bool:
        """What some models ask beyond their akt or team."""
        asked: dict[str, Callable[[], bool]] = {
            "skyddadadress": lambda: rad["fack_id"] in self.fack,
            "utkast": lambda: rad["anvandare_id"] == self.user.pk,
            "delgivningskopia": lambda: (
                (not self.is_extern or (self.is_receiver(rad) and self.is_readable(rad)))
                and rad["akt_id"] not in self.javiga
            ),
            "kvittens": lambda: (
                (not self.is_extern or self.is_receiver(rad)) and rad["akt_id"] not in self.javiga
            ),
            "medverkansbegaran": lambda: (
                not self.is_extern or rad["organisation_id"] == self.user.organisation_id
            ),
            "moteslager": lambda: not self.is_extern,
            "effektsignal": lambda: not self.is_extern,
            "motespunkt": lambda: (
                not self.is_extern and rad["teamarende_id"] not in self.javiga_i_team
            ),
            "motesrad": lambda: (
                (not self.is_extern or rad["sagt_av_id"] in self.deltagare)
                and rad["teamarende_id"] not in self.javiga_i_team
            ),
            "bidrag": lambda: self.is_of_party_or_shared(rad),
            "bidragsfil": lambda: rad["bidrag_id"] in self.bidrag,
            "atagande": lambda: not self.is_extern or rad["ansvarig_id"] in self.deltagare,
            "gruppatgard": lambda: not self.is_extern or rad["loggad_av_id"] == self.user.pk,
            "markering": lambda: (
                not self.is_extern and rad["teamarende_id"] not in self.javiga_i_team
            ),
        }
        return asked[namn]() if namn in asked else True


ASKED = (
    "akt_id",
    "team_id",
    "anvandare_id",
    "mottagare_id",
    "ansvarig_id",
    "loggad_av_id",
    "teamarende_id",
    "fack_id",
    "part_id",
    "delat",
    "lases_till",
    "bidrag_id",
    "organisation_id",
    "sagt_av_id",
)


def every_row() -> dict[type[models.Model], list[dict[str, Any]]]:
    """Each protected model's rows with what the plain rule asks, read as the worker."""
    rows = {}
    for model in protected_models():
        har = {f.attname for f in model._meta.concrete_fields}
        if linked := model._meta.auto_created:
            akt_id = models.F(f"{linked._meta.model_name}__akt_id")
            rows[model] = list(model._base_manager.values("pk", akt_id=akt_id))
        else:
            rows[model] = list(model._base_manager.values("pk", *{"id", *ASKED} & har))
    return rows


def pks(query_of: Any) -> dict[str, set[str]]:
    """Primary keys by table, in one statement."""
    sql = " UNION ALL ".join(
        f"SELECT '{model._meta.db_table}', q.{model._meta.pk.column}::text"  # type: ignore[union-attr]
        f" FROM ({query_of(model)}) q"
        for model in protected_models()
    )
    found: dict[str, set[str]] = {model._meta.db_table: set() for model in protected_models()}
    with connection.cursor() as cursor:
        cursor.execute(sql)
        for table, pk in cursor.fetchall():
            found[table].add(pk)
    return found


def all_rows(model: type[models.Model]) -> str:
    return f"SELECT * FROM {model._meta.db_table}"


def test_the_wall_visible_to_and_plain_sets_agree_on_random_towns():
    grund = make_grund()
    seen: set[str] = set()

    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(towns)
    @example(EVERY_CLAUSE)
    def compare(town: Town) -> None:
        with transaction.atomic():
            build(grund, town)
            rows = every_row()
            for vem, user in enumerate(grund.anvandare):
                plain = Plain(grund, town, vem)
                expected = {
                    model._meta.db_table: {
                        str(rad["pk"]) for rad in rader if plain.reaches(model, rad)
                    }
                    for model, rader in rows.items()
                }
                listed = pks(lambda m: within(m._base_manager.all(), user).query)  # noqa: B023
                with row_level_security(user.pk):
                    walled = pks(all_rows)
                for table, rader in expected.items():
                    assert listed[table] == rader, f"visible_to, {table}"
                    assert walled[table] == rader, f"the wall, {table}"
                seen.update(table for table, rader in expected.items() if rader)
            transaction.set_rollback(True)

    compare()
    assert {"arenden_personakt", "insatser_insats_mal", "samverkansteam_delgivningskopia",
            "samverkansteam_atagande", "samverkansteam_gruppatgard", "arenden_utkast",
            "access_jav", "arenden_skyddadadress"} <= seen  # fmt: skip


def test_every_list_is_the_rule_itself():
    user = make_anvandare()
    own = [m for m in protected_models() if hasattr(m._default_manager.all(), "visible_to")]
    assert {"Personakt", "Arende", "Delgivningskopia", "Markering"} <= {m.__name__ for m in own}
    for model in own:
        rader = model._default_manager.all()
        assert str(rader.visible_to(user).query) == str(within(rader, user).query), model


@pytest.mark.parametrize("value", [None, "", str(uuid7())], ids=["ingen", "tomt", "okand"])
def test_without_anybody_real_the_web_sees_no_row_of_any_kind(value):
    make_varld("Järva")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', 'insatser_app', true)")
        if value is not None:
            cursor.execute("SELECT set_config('app.anvandare', %s, true)", [value])
    assert set(map(len, pks(all_rows).values())) == {0}
