"""behave's runner with our hooks, and our steps for features wherever they lie."""

from behave.configuration import Configuration
from behave.formatter.base import Formatter
from behave.model import Feature
from behave.runner import Runner as BehaveRunner

from itsid_sim.adapters.specification import ROOT
from itsid_sim.drivers.behave_hooks import Hooks


class Runner(BehaveRunner):
    """What `behave` uses in a checkout (pyproject.toml), and `itsid verify` everywhere."""

    def __init__(
        self, config: Configuration, hooks: Hooks | None = None, *formatters: Formatter
    ) -> None:
        """The formatters come beside those that the configuration names."""
        super().__init__(config)
        self._own_hooks = hooks
        self._own_formatters = formatters

    def setup_paths(self) -> None:
        """Our steps serve every feature, also one that lies outside the project."""
        self.base_dir = str(ROOT)
        self.config.base_dir = self.base_dir
        self.path_manager.add(self.base_dir)

    def run_model(self, features: list[Feature] | None = None) -> bool:
        """Run the features, with our own formatters too."""
        self.formatters += self._own_formatters
        return bool(super().run_model(features))

    def load_hooks(self, filename: str | None = None) -> None:
        """Our hooks, whatever file behave would look for."""
        hooks = self._own_hooks or Hooks.from_userdata(self.config.userdata)
        self.hooks.update(hooks.table())
