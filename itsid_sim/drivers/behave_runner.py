"""Lets behave find our hooks inside the package instead of an environment.py at the root."""

from pathlib import Path

from behave.runner import Runner as BehaveRunner


class Runner(BehaveRunner):
    """behave's runner with the hooks of this package."""

    def load_hooks(self, filename: str | None = None) -> None:
        """Load our hooks whatever file behave would look for."""
        super().load_hooks(str(Path(__file__).with_name("behave_hooks.py")))
