"""What must be built before anything can be served: front end, translations, collected files."""

import sys
from pathlib import Path

import polib
from rich.console import Console

from comanda.config.launch.node import find_node
from comanda.config.launch.steps import Progress, Steps, fingerprint

ROOMS = ("src/comanda", "tenants", "shared_apps", "tenant_apps")


def manage(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "src/manage.py", *arguments)


def make_steps(root: Path, console: Console) -> Steps:
    return Steps(console=console, root=root, stamps=root / "build" / "stamps")


def build_front(steps: Steps) -> None:
    """npm packages as the lock file has them, then our own build into `build/front`."""
    root = steps.root
    manifest = [root / "package.json", root / "package-lock.json", root / ".npmrc"]

    def install(progress: Progress) -> str:
        node = find_node(root)
        progress.program(*node.npm, "ci", "--no-audit", "--no-fund", "--loglevel=error", environment=node.environment)
        return f"node {node.version}"

    def build(progress: Progress) -> None:
        node = find_node(root)
        progress.program(*node.npm, "run", "build", "--silent", environment=node.environment)

    installed = (root / "node_modules" / ".package-lock.json").exists()  # written last: an emptied folder is none
    steps.run("Front-end packages", install, inputs=fingerprint(root, files=manifest), outputs=installed)
    # Templates and views are read too: the sprite holds the icons they name.
    sources: dict[str, tuple[str, ...]] = {"src/comanda/front": ()}
    sources |= dict.fromkeys(ROOMS, (".html", ".py", ".js"))
    inputs = fingerprint(root, files=manifest, folders=sources)
    steps.run("Front end", build, inputs=inputs, outputs=(root / "build" / "front").is_dir())


def compile_translations(steps: Steps) -> None:
    catalogs = sorted((steps.root / "src" / "comanda" / "locale").glob("*/LC_MESSAGES/*.po"))

    def compile_all(_: Progress) -> None:
        for catalog in catalogs:
            polib.pofile(str(catalog)).save_as_mofile(str(catalog.with_suffix(".mo")))

    made = all(catalog.with_suffix(".mo").exists() for catalog in catalogs)
    steps.run("Translations", compile_all, inputs=fingerprint(steps.root, files=catalogs), outputs=made)


def collect_files(steps: Steps) -> None:
    """Every static file under its content's name, compressed beside it."""
    root = steps.root
    packages = root / "requirements" / "base.txt"
    folders: dict[str, tuple[str, ...]] = {"src/comanda/static": (), "build/front": ()}
    folders |= dict.fromkeys(ROOMS, (".css", ".js", ".svg", ".png", ".woff2"))  # apps bring static files of their own
    inputs = fingerprint(root, files=[packages], folders=folders)

    def collect(progress: Progress) -> None:
        progress.program(*manage("collectstatic", "--noinput", "--clear", "--verbosity=0"))

    steps.run("Static files", collect, inputs=inputs, outputs=(root / "build" / "static" / "staticfiles.json").exists())


def prepare(steps: Steps) -> None:
    build_front(steps)
    compile_translations(steps)
    collect_files(steps)
