"""Print pages of the reference, or write them all: `python -m scripts.steps_reference --help`."""

import click

from scripts.steps_reference.pages import FOLDER, PAGES, printed


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(list(PAGES)))
@click.option("--write", is_flag=True, help="Write every page into docs/reference/.")
def main(names: tuple[str, ...], *, write: bool) -> None:
    """Print the pages named, or else the sentences of the features."""
    if write:
        for name in PAGES:
            (FOLDER / f"{name}.md").write_text(printed(name), encoding="utf-8")
        return
    for name in names or ("steps",):
        click.echo(printed(name), nl=False)


main()
