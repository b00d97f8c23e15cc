import logging
import os
import signal
import threading
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser

from encryption.agent.server import Agent, protect_memory
from encryption.budget import Budget
from encryption.nyckeltjanst import InternTjanst
from encryption.root import root_provider


class Command(BaseCommand):
    help = "Kör nyckelagenten: den enda process som når rotnyckeln."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--socket", required=True, type=Path, help="var agenten lyssnar")
        parser.add_argument(
            "--uid",
            type=int,
            action="append",
            help="användare vars processer får fråga; kan upprepas (utan: agentens egen)",
        )
        parser.add_argument(
            "--utan-grans",
            type=int,
            action="append",
            default=[],
            metavar="UID",
            help="användare som får fråga utan gräns: arbetaren, som byter nycklar",
        )
        parser.add_argument(
            "--per-anvandare", type=int, default=300, help="akter per användare och timme (300)"
        )
        parser.add_argument(
            "--sammanlagt", type=int, default=5000, help="akter per timme för alla (5000)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        protect_memory()
        root = root_provider()
        try:
            generations = root.generations()
        except (ImproperlyConfigured, KeyError) as error:
            raise CommandError(f"Rotnyckeln går inte att läsa: {error}") from error
        counted = InternTjanst(
            root, Budget(per_user=options["per_anvandare"], total=options["sammanlagt"])
        )
        tjanster = dict.fromkeys(options["uid"] or [os.geteuid()], counted)
        tjanster |= dict.fromkeys(options["utan_grans"], InternTjanst(root, Budget()))
        try:
            agent = Agent(options["socket"], tjanster)
        except OSError as error:
            raise CommandError(
                f"Agenten kan inte lyssna på {options['socket']}: {error}"
            ) from error
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: threading.Thread(target=agent.shutdown).start())
        logging.getLogger("nyckelagent").info(
            "listening at %s for uids %s, generations %s",
            options["socket"],
            sorted(tjanster),
            generations,
        )
        with agent:
            agent.serve_forever(poll_interval=0.1)
