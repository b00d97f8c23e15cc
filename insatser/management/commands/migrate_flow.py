from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import CommandError, CommandParser
from uuid6 import uuid7

from audit.korning import LoggatKommando
from insatser.flows.flytt import Fall, OgiltigPlan, cases, examine, model_of, move, read_plan

PER_OMGANG = 100
"""Cases in one transaction: what fails takes no more than these with it."""


class Command(LoggatKommando):
    help = "Flyttar pågående ärenden eller arbetsgångar till en annan version av sitt flöde."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("plan", type=Path, help="fil med planen, se docs/drift.md")
        parser.add_argument("--dry-run", action="store_true", help="visa bara vad som skulle hända")
        parser.add_argument("--tillbaka", type=UUID, metavar="OMGÅNG", help="flytta tillbaka")

    def handle(self, *, plan: Path, dry_run: bool, tillbaka: UUID | None, **options: Any) -> None:
        try:
            planen = read_plan(plan.read_text("utf-8"))
        except (OSError, OgiltigPlan) as fel:
            raise CommandError(str(fel)) from fel
        planen = planen.back() if tillbaka else planen
        omgang = tillbaka or uuid7()
        pks = cases(planen, tillbaka)
        flyttade = 0
        for borjar in range(0, len(pks), PER_OMGANG):
            nagra = pks[borjar : borjar + PER_OMGANG]
            if dry_run:
                rader = model_of(planen)._default_manager.filter(pk__in=nagra)
                fall = list(examine(planen, rader.select_related("arende")))
            else:
                fall = move(planen, nagra, omgang=omgang, tillbaka=tillbaka is not None)
            for ett in fall:
                self._tell(ett)
            flyttade += sum(not ett.hinder for ett in fall)
        skulle = "skulle flyttas" if dry_run else "flyttades"
        self.stdout.write(f"{flyttade} av {len(pks)} {skulle}.")
        if not dry_run and flyttade and not tillbaka:
            self.stdout.write(f"Omgång {omgang}: flytta tillbaka med --tillbaka {omgang}")

    def _tell(self, fall: Fall) -> None:
        namn = fall.rad.arende.arendenummer
        star = ", ".join(fall.fore)
        if fall.hinder:
            self.stdout.write(f"{namn}: står kvar i {star}. {' '.join(fall.hinder)}")
        else:
            self.stdout.write(f"{namn}: {star} → {', '.join(fall.efter)}")
