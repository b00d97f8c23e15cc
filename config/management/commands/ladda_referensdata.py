from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps

from audit.korning import LoggatKommando


class Command(LoggatKommando):
    """A package with reference data has `referensdata.load_referensdata() -> int`, idempotent."""

    help = "Läser in kodverk, instrument, lagrum och annat som följer med programmet."

    def handle(self, *args: Any, **options: Any) -> None:
        for package in apps.get_app_configs():
            if find_spec(f"{package.name}.referensdata"):
                rows = import_module(f"{package.name}.referensdata").load_referensdata()
                if options["verbosity"]:
                    self.stdout.write(f"{package.name}: {rows} rader.")
