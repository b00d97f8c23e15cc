"""docs/asvs.md says which test proves which demand; here it is seen that the tests exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROW = re.compile(r"^\| (?P<id>\d[^|]*) \| (?P<krav>[^|]+) \| (?P<prov>[^|]+) \|$")
TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
OPEN = "**Missing:**"


def rows() -> list[re.Match[str]]:
    lines = (ROOT / "docs" / "asvs.md").read_text().splitlines()
    return [found for line in lines if (found := ROW.match(line))]


def proofs_of(row: re.Match[str]) -> list[tuple[str, str]]:
    return TEST.findall(row["prov"])


def test_every_row_names_a_test_or_says_what_is_missing():
    assert len(rows()) >= 70
    assert [row["id"] for row in rows() if not proofs_of(row) and OPEN not in row["prov"]] == []


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_the_proofs_of_a_row_exist(row):
    for path, name in proofs_of(row):
        tree = ast.parse((ROOT / path).read_text())
        found = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        assert not name or name in found, f"{path}::{name}"
