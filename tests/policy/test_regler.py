"""Policy rules put their names on their answers, and the log repeats them."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from access.models import Roll
from access.policy import GRANTED, deny, regel, require
from audit import log
from audit.action import action
from audit.context import rules, work
from audit.models import Logghandelse
from audit.verb import Verb
from tests.attacks.test_kallkoden import ROOMS, ROOT, SOURCES
from tests.builders import make_anvandare


@regel
def may_enter():
    return GRANTED


@regel
def may_change():
    return may_enter()


@regel
def may_never():
    return deny("Det går inte.")


ENTER, CHANGE, NEVER = "tests.may_enter", "tests.may_change", "tests.may_never"


@action
def change(actor):
    require(may_change())
    log.record(actor=actor, verb=Verb.AKT_CHANGE)


@action
def enter_and_change(actor):
    require(may_enter())
    change(actor)
    log.record(actor=actor, verb=Verb.AKT_READ)


def named() -> list[tuple[str, list[str]]]:
    return [
        (entry.verb, json.loads(bytes(entry.kropp))["ovrigt"]["regel"])
        for entry in Logghandelse.objects.order_by("pk")
    ]


@pytest.fixture
def actor(db):
    return make_anvandare(Roll.SOCIALSEKRETERARE)


def test_the_rule_that_was_asked_is_the_one_named():
    assert (may_enter().regel, may_change().regel, may_never().regel) == (ENTER, CHANGE, NEVER)


def test_a_use_case_names_its_rules_and_forgets_them(actor):
    change(actor)
    enter_and_change(actor)
    change(actor)
    assert named() == [
        ("akt.change", [CHANGE]),
        ("akt.change", [ENTER, CHANGE]),
        ("akt.read", [ENTER]),
        ("akt.change", [CHANGE]),
    ]
    assert rules() == ()


def test_inside_a_request_the_entrance_comes_first_and_a_view_s_own_rule_holds(actor):
    with work("gate:akt.read"):
        change(actor)
        require(may_enter())
        change(actor)
        assert rules() == ("gate:akt.read", ENTER)
    assert [regler for _, regler in named()] == [
        ["gate:akt.read", CHANGE],
        ["gate:akt.read", ENTER, CHANGE],
    ]
    assert rules() == ()


def test_a_rule_asked_outside_any_work_is_not_remembered(actor):
    require(may_enter())
    assert rules() == ()


def test_a_failed_use_case_leaves_no_rule_behind(actor):
    @action
    def fail():
        require(may_enter())
        require(may_never())

    with work("gate:akt.read") as arbete:
        with pytest.raises(PermissionDenied):
            fail()
        assert rules() == ("gate:akt.read",)
        assert arbete.nekat_av == [NEVER]


def policies() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in SOURCES:
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("may_"):
                returned = ast.unparse(node.returns) if node.returns else ""
                if returned == "Decision":
                    yield path.relative_to(ROOT).as_posix(), node


def test_every_policy_rule_puts_its_name_on_its_answers():
    bare = [
        f"{path}: {node.name}"
        for path, node in policies()
        if [ast.unparse(one) for one in node.decorator_list][:1] != ["regel"]
    ]
    assert bare == [], "put @regel (access.policy) above each may_…"


def test_no_two_rules_have_one_name():
    names = [f"{path.partition('/')[0]}.{node.name}" for path, node in policies()]
    assert len(names) > 50
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_every_use_case_is_an_action():
    """So that its rules are its own; `transaction.atomic` around a part of one is another thing."""
    folders = [ROOT / room / "actions" for room in ROOMS]
    bare = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in SOURCES
        if any(folder in path.parents for folder in folders)
        for node in ast.parse(Path(path).read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
        and any(ast.unparse(one) == "transaction.atomic" for one in node.decorator_list)
    ]
    assert bare == [], "put @action (audit.action) in place of @transaction.atomic"
