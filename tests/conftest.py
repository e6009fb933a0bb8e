"""What every test shares: how hard Hypothesis tries. `--hypothesis-profile=long` tries harder."""

from hypothesis import settings

# The same examples in every run, so that a red test is about the change and never about luck.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("long", deadline=None, max_examples=5_000)
settings.load_profile("ci")
