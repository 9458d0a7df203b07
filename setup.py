"""Metadata is in setup.cfg; here only what it cannot say: folders beside the package travel inside it."""

import runpy
import subprocess
from pathlib import Path

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).resolve().parent
DATA = ("templates", "static", "questionnaires")


class BuildWithAssets(build_py):
    """Fetch the page assets before the list of files is taken, so that a wheel carries them."""

    def run(self):
        if not self.editable_mode:
            self.fetch_assets()
            self.__dict__.pop("data_files", None)
        super().run()

    def fetch_assets(self):
        """Without npm or its registry the pages work all the same, unstyled."""
        fetch = runpy.run_path(str(HERE / "tools" / "fetch_assets.py"))["fetch"]
        try:
            fetch(HERE / "static" / "vendor")
        except (subprocess.CalledProcessError, OSError, ImportError) as error:
            self.warn(f"the page assets could not be fetched ({error}); pages will be unstyled")


setup(
    cmdclass={"build_py": BuildWithAssets},
    packages=find_packages(include=["govscore", "govscore.*"]) + [f"govscore._data.{name}" for name in DATA],
    package_dir={f"govscore._data.{name}": name for name in DATA},
    package_data={f"govscore._data.{name}": ["**/*"] for name in DATA}
    | {
        "govscore.storage.migrations": ["*.mako", "versions/*.py"],
        "govscore.reporting": ["*.typ"],
        "govscore.demo": ["register/*"],
    },
)
