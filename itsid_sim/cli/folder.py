"""The folder that reports go into; it need not be there, but must be one that can be written."""

import os
from pathlib import Path

import click

FOLDER = click.Path(path_type=Path, file_okay=False)


def writable(_context: click.Context, _option: click.Parameter, folder: Path | None) -> Path | None:
    """The folder given, refused before a run that could not leave its report there."""
    if folder is None:
        return None
    there = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    if not there.is_dir():
        raise click.BadParameter(f"{folder}: {there} is a file; name a folder")
    if not os.access(there, os.W_OK | os.X_OK):
        raise click.BadParameter(f"{folder}: nothing may be written into {there}; name another")
    return folder
