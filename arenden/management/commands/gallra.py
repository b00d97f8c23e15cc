from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from arenden.actions.gallring.forslag import propose_gallringar
from arenden.actions.gallring.verkstall import execute_gallring
from arenden.models import Gallringsforslag
from audit.korning import LoggatKommando


class Command(LoggatKommando):
    help = "Prövar gallringsreglerna och lägger förslag; med --verkstall gallras det beslutade."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--verkstall", action="store_true", help="gallra det som två personer har beslutat"
        )

    def handle(self, *, verkstall: bool, **options: Any) -> None:
        if verkstall:
            self._execute()
        else:
            forslag = propose_gallringar(idag=timezone.localdate(), tell=self._show)
            self.stdout.write(f"{len(forslag)} nya förslag. Två personer prövar vart och ett.")

    def _execute(self) -> None:
        beslutade = Gallringsforslag.objects.filter(status=Gallringsforslag.Status.BESLUTAD)
        pks = list(beslutade.values_list("pk", flat=True))
        for klara, pk in enumerate(pks, start=1):
            protokoll = execute_gallring(forslag_id=pk)
            utfall = f"{protokoll.rader} rader gallrade" if protokoll else "gäller inte längre"
            self.stdout.write(f"{klara} av {len(pks)}: {pk}: {utfall}")

    def _show(self, klara: int, alla: int) -> None:
        """A line of progress that stays on its line."""
        if self.stdout.isatty():
            self.stdout.write(f"\r{klara} av {alla} akter prövade", ending="")
            self.stdout.flush()
