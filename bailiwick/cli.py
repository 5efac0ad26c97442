"""`bailiwick <command>`: every command under one name, with errors a person can read.

A wrong call or a refused one ends with one line and exit code 2; a command that ran and found something wrong
(`doctor`, `check`) chooses its own code.
"""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Sequence
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> None:
    """The console script."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bailiwick.settings")
    try:
        dispatch(words)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read us has gone (`| head`); what is still buffered goes nowhere, quietly.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)


def dispatch(words: list[str]) -> None:
    """Choose between help, version and a command."""
    if words[:1] == ["--version"]:
        from bailiwick import __version__

        sys.stdout.write(f"{__version__}\n")
    elif not words or words[0] in {"help", "-h", "--help"}:
        overview() if len(words) < 2 else run([words[1], "--help"])
    else:
        run(words)


def run(words: list[str]) -> None:
    """Run one command; what goes wrong by the caller's doing or the set-up's is said in one line."""
    _set_up()
    from django.core.exceptions import PermissionDenied, ValidationError
    from django.core.management.base import CommandError, SystemCheckError
    from django.db import DatabaseError

    if "--traceback" in words:
        _execute(words)
        return
    try:
        _execute(words)
    except SystemCheckError as error:
        sys.exit(str(error))
    except CommandError as error:
        fail(str(error), error.returncode if error.returncode > 1 else 2)
    except ValidationError as error:
        fail("; ".join(error.messages))
    except PermissionDenied as error:
        fail(str(error) or "you may not do that")
    except DatabaseError as error:
        fail(f"the database: {error} (`bailiwick doctor` says more)")


def _set_up() -> None:
    """Load the settings and the rooms; a setting that cannot be read is the caller's to mend."""
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except (ImproperlyConfigured, ValueError, OSError) as error:
        fail(f"settings: {error}")


def _execute(words: list[str]) -> None:
    """What Django's own `execute_from_command_line` does, except that errors come to us."""
    from django.core.management import get_commands, load_command_class
    from django.core.management.base import BaseCommand
    from django.db import connections

    from bailiwick.lib.priority import give_way

    commands = get_commands()
    # Files cannot have dashes in their names; commands read better with them.
    name = words[0] if words[0] in commands else words[0].replace("-", "_")
    if name not in commands:
        close = difflib.get_close_matches(words[0], [each.replace("_", "-") for each in commands], n=1)
        fail(
            f"there is no command {words[0]!r}"
            + (f"; did you mean {close[0]!r}?" if close else "; `bailiwick help` lists them")
        )
    app = commands[name]
    command = app if isinstance(app, BaseCommand) else load_command_class(app, name)
    options = vars(command.create_parser("bailiwick", words[0]).parse_args(words[1:]))
    # The system checks load every room; `check`, `doctor` and `migrate` run them, `show` and `who` shall be quick.
    options["skip_checks"] = options.get("skip_checks", False) or str(app).startswith("bailiwick")
    _look_for_desk(name, command, ours=str(app).startswith("bailiwick"))
    if getattr(command, "gives_way", False):
        give_way()
    try:
        command.execute(*options.pop("args", ()), **options)
    finally:
        connections.close_all()


def _look_for_desk(name: str, command: object, *, ours: bool) -> None:
    """In the wrong folder there is none: then nothing is made there, but by the commands that begin one."""
    from bailiwick.management.place import begin, no_desk

    if name == "migrate":
        begin()
    elif ours and getattr(command, "needs_desk", True) and (missing := no_desk()):
        fail(missing)


def overview() -> None:
    """Our commands with the first line of their help, then the names of Django's."""
    _set_up()
    from django.core.management import get_commands, load_command_class

    lines, theirs = ["Usage: bailiwick <command> [options]     bailiwick help <command>", ""], []
    for name, app in sorted(get_commands().items()):
        if str(app).startswith("bailiwick"):
            lines.append(f"  {name.replace('_', '-'):<14} {load_command_class(str(app), name).help.splitlines()[0]}")
        else:
            theirs.append(name)
    lines += ["", "Of Django and allauth: " + ", ".join(theirs)]
    sys.stdout.write("\n".join(lines) + "\n")


def fail(message: str, code: int = 2) -> NoReturn:
    """End with one line for a person."""
    one_line = " ".join(message.removeprefix("Error: ").split())
    sys.stderr.write(f"bailiwick: {one_line}\n")
    sys.exit(code)
