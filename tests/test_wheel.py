"""The wheel, installed in an environment without our checkout, works by itself."""

from __future__ import annotations

import os
import shutil
import site
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.source import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the files of this checkout, in a folder of its own."""
    target = tmp_path_factory.mktemp("dist")
    source = tmp_path_factory.mktemp("source")
    shutil.copytree(ROOT / "bailiwick", source / "bailiwick", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target), str(source))
    (built,) = target.glob("*.whl")
    return built


def run(*words: str, env: dict[str, str] | None = None, cwd: Path | None = None) -> str:
    """What the program says; a failure shows everything it said."""
    done = subprocess.run(words, env=env, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_holds_the_product_and_nothing_of_its_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "bailiwick/lib/server-logging.json" in names
    assert "bailiwick/web/static/web/vendor/htmx.min.js" in names
    assert any(name.startswith("bailiwick/example/") for name in names)
    assert any(name.startswith("bailiwick/web/jinja2/") for name in names)
    assert not [name for name in names if "/tests/" in name or "__pycache__" in name or name.startswith("tests/")]
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_installed_wheel_passes_its_own_demo(wheel: Path, tmp_path: Path) -> None:
    """The locked dependencies come from this environment, so that the test needs no network; the product does not."""
    python = empty_environment(tmp_path / "env")
    run(python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", str(wheel))
    (packages,) = (tmp_path / "env").glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text("\n".join(site.getsitepackages()))
    assert "OK" in demo(python, tmp_path)


@pytest.mark.proof
def test_the_wheel_and_its_locked_dependencies_from_the_registry_pass_the_demo(wheel: Path, tmp_path: Path) -> None:
    python = empty_environment(tmp_path / "env")
    run(python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(ROOT / "requirements" / "run.txt"))
    run(python, "-m", "pip", "install", "--quiet", "--no-deps", str(wheel))
    assert "OK" in demo(python, tmp_path)


def empty_environment(folder: Path) -> str:
    """A Python with pip and nothing else."""
    venv.create(folder, with_pip=True)
    return str(folder / "bin" / "python")


def demo(python: str, folder: Path) -> str:
    """`bailiwick demo`, far away from the checkout."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("BAILIWICK_", "DJANGO_"))}
    where = run(python, "-c", "import bailiwick; print(bailiwick.__file__)", env=env, cwd=folder)
    assert Path(where.strip()).is_relative_to(folder), "it is the installed one"
    return run(str(Path(python).parent / "bailiwick"), "demo", env=env, cwd=folder)
