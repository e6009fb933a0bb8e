"""Where the features, steps and fixtures lie: in a checkout beside the package, or inside it."""

from pathlib import Path

PACKAGE = Path(__file__).parents[1]
PACKAGED = PACKAGE / "packaged"
ROOT = PACKAGED if PACKAGED.is_dir() else PACKAGE.parent
FEATURES = ROOT / "features"
