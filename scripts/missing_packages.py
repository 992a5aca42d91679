"""Print the Debian packages that this machine lacks, for the Python that runs this file.

Runs before anything is installed, so it uses the standard library only. With `postgres` as argument it also looks
for what compiling psycopg2 takes.
"""

import ctypes
import importlib.util
import platform
import shutil
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path


def can_load(library: str) -> bool:
    for name in (f"lib{library}.so.0", f"lib{library}.0.dylib"):
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def too_old_for_harfbuzz_subset() -> bool:
    try:
        system = platform.freedesktop_os_release()
    except OSError:
        return False
    return (system["ID"], system.get("VERSION_ID")) == ("ubuntu", "22.04")


def has_font(*files: str) -> bool:
    """Whether one of these font files stands where fonts stand."""
    homes = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
    return any(next(home.rglob(file), None) for home in homes if home.is_dir() for file in files)


def missing_packages(*, postgres: bool) -> Iterator[str]:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    # Debian takes ensurepip out of Python; without it a virtual environment has no pip.
    if sys.prefix == sys.base_prefix and importlib.util.find_spec("ensurepip") is None:
        yield f"python{version}-venv"
    # The PDF renderer loads these when a report is made.
    if not can_load("pango-1.0"):
        yield "libpango-1.0-0"
    if not can_load("pangoft2-1.0"):
        yield "libpangoft2-1.0-0"
    # It does without this one, but warns, and says that it will not do so for ever.
    if not can_load("harfbuzz-subset") and not too_old_for_harfbuzz_subset():
        yield "libharfbuzz-subset0"
    # The report is laid out for Arial's widths; in a wider font the page that says it all would not be one page.
    if platform.system() == "Linux" and not has_font("LiberationSans-Regular.*", "[Aa]rial.ttf"):
        yield "fonts-liberation"
    if postgres:
        if shutil.which("cc") is None and shutil.which("gcc") is None:
            yield "gcc"
            yield "libc6-dev"
        if shutil.which("pg_config") is None:
            yield "libpq-dev"
        if not Path(sysconfig.get_path("include"), "Python.h").exists():
            yield f"python{version}-dev"


if __name__ == "__main__":
    sys.stdout.write(" ".join(missing_packages(postgres="postgres" in sys.argv[1:])) + "\n")
