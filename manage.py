#!/usr/bin/env python
"""Django's command line for this project: `python manage.py help`."""

import os
import sys

from django.core.management import execute_from_command_line

OWNER_COMMANDS = {"migrate", "radskydd", "dbshell"}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    if not OWNER_COMMANDS.intersection(sys.argv[1:2]):
        os.environ.setdefault("DATABASE_ROLE", "insatser_arbetare")
    execute_from_command_line(sys.argv)
