"""Settings that are written by hand: used where they are right, told where they are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.model import WorkbenchError
from workbench.store.options import OPTIONS
from workbench.store.settings import Settings


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / ".workbench").mkdir()
    return tmp_path / ".workbench"


@pytest.fixture
def user(tmp_path: Path) -> Path:
    return tmp_path / "config" / "config.toml"


def read(home: Path, user: Path, project_text: str = "", user_text: str = "") -> Settings:
    user.parent.mkdir(exist_ok=True)
    user.write_text(user_text)
    (home / "project.toml").write_text(project_text)
    return Settings(home, user)


def test_without_files_the_defaults_hold(home: Path, user: Path) -> None:
    found = Settings(home, user)
    assert (found.name, found.analyst, found.cache, found.engine) == ("", "", "", "auto")
    assert (found.citation_style, found.theme) == ("chicago-author-date", "dark")
    assert found.clipboard == {"osc52", "tmux", "desktop", "file"}
    assert found.keys == {}
    assert found.problems == []


def test_the_project_comes_before_the_user(home: Path, user: Path) -> None:
    found = read(
        home,
        user,
        'name = "Halvern"\ncitation_style = "markdown"',
        'analyst = "A. Analyst"\ncitation_style = "plain"\ntheme = "light"',
    )
    assert found.citation_style == "markdown"
    assert (found.name, found.analyst, found.theme) == ("Halvern", "A. Analyst", "light")
    assert found.problems == []


@pytest.mark.parametrize(
    ("project_text", "user_text"),
    [
        ("[clipboard]\nosc52 = false", "[clipboard]\nosc52 = true"),
        ("[clipboard]\nosc52 = true", "[clipboard]\nosc52 = false"),
    ],
)
def test_a_way_to_the_clipboard_that_either_file_forbids_is_forbidden(
    home: Path, user: Path, project_text: str, user_text: str
) -> None:
    found = read(home, user, project_text, user_text)
    assert found.clipboard == {"tmux", "desktop", "file"}


def test_keys_are_the_users_own(home: Path, user: Path) -> None:
    found = read(
        home,
        user,
        '[keys]\n"document.tag" = ["x"]',
        '[keys]\n"document.tag" = ["ctrl+t", "T"]\n"document.select" = "V"\n"a.b" = 3\n',
    )
    assert found.keys == {"document.tag": ("ctrl+t", "T"), "document.select": ("V",)}
    assert found.problems == [
        "config.toml: the keys of a.b must be a list of names.",
        "project.toml: there is no setting keys.document.tag here.",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('colour = "red"', "project.toml: there is no setting colour here."),
        ("name = 3", "project.toml: name must be one line of text."),
        ('name = "a\\nb"', "project.toml: name must be one line of text."),
        ('name = "\\u001b[2J"', "project.toml: name must be one line of text."),
        (
            'citation_style = "apa"',
            "project.toml: citation_style must be one of chicago-author-date, markdown, plain.",
        ),
        ("[clipboard]\ntmux = 1", "project.toml: clipboard.tmux must be true or false."),
        ('clipboard = "no"', "project.toml: there is no setting clipboard here."),
        ('theme = "light"', "project.toml: there is no setting theme here."),
        ('"\\u001b]0;x" = 1', "project.toml: there is no setting \\x1b]0;x here."),
        ("name = ", "project.toml is not used, for it is not valid"),
        ("a" + ".a" * 3000 + " = 1", "project.toml: there is no setting a.a.a"),
        ("name = " + "[" * 5000, "project.toml is not used, for it is not valid"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_and_not_used(
    home: Path, user: Path, text: str, problem: str
) -> None:
    found = read(home, user, text)
    assert len(found.problems) == 1
    assert found.problems[0].startswith(problem)
    assert found.problems[0].endswith(".")
    assert found.problems[0].isprintable()
    assert (found.name, found.theme) == ("", "dark")


def test_files_that_are_not_text_are_told(home: Path, user: Path) -> None:
    (home / "project.toml").write_bytes(b"name = '\xff'")
    user.mkdir(parents=True)
    found = Settings(home, user)
    assert [problem.split(":")[0] for problem in found.problems] == [
        "config.toml is not used",
        "project.toml is not used, for it is not valid",
    ]


def test_a_change_is_saved_where_it_belongs_and_keeps_comments(home: Path, user: Path) -> None:
    found = read(home, user, '# ours\nname = "Old"  # said in May\n', "[keys]\n# none yet\n")
    found.set("name", "New")
    found.set("clipboard.osc52", False)
    found.set("analyst", "Ann")
    found.set("theme", "light")
    assert (home / "project.toml").read_text() == (
        '# ours\nname = "New"  # said in May\n\n[clipboard]\nosc52 = false\n'
    )
    assert "# none yet" in user.read_text()
    again = Settings(home, user)
    assert (again.name, again.analyst, again.theme) == ("New", "Ann", "light")
    assert again.clipboard == found.clipboard == {"tmux", "desktop", "file"}
    assert again.problems == []


def test_the_first_change_makes_the_files(home: Path, user: Path) -> None:
    found = Settings(home, user)
    found.set("analyst", "Ann")
    found.set("name", "Ours")
    assert (found.name, found.analyst) == ("Ours", "Ann")
    assert user.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("key", "value"),
    [("colour", "red"), ("engine", "grep"), ("name", "a\nb"), ("clipboard.tmux", "yes")],
)
def test_a_change_that_cannot_be_is_refused(home: Path, user: Path, key: str, value: str) -> None:
    found = Settings(home, user)
    with pytest.raises(WorkbenchError, match=r"\.$"):
        found.set(key, value)
    assert not (home / "project.toml").exists()


@pytest.mark.parametrize("text", ["name = ", "clipboard = 3", "\ufffe = 1"])
def test_a_file_that_is_not_valid_is_never_overwritten(home: Path, user: Path, text: str) -> None:
    found = read(home, user, text)
    with pytest.raises(WorkbenchError):
        found.set("clipboard.osc52", False)
    assert (home / "project.toml").read_text() == text


def test_a_link_in_the_project_is_not_followed_but_the_users_own_is(
    home: Path, user: Path, tmp_path: Path
) -> None:
    (tmp_path / "outside.toml").write_text('name = "outside"')
    (home / "project.toml").symlink_to(tmp_path / "outside.toml")
    user.parent.mkdir()
    (tmp_path / "dotfiles.toml").write_text('analyst = "Ann"')
    user.symlink_to(tmp_path / "dotfiles.toml")
    found = Settings(home, user)
    assert (found.name, found.analyst) == ("", "Ann")
    with pytest.raises(WorkbenchError):
        found.set("name", "x")
    found.set("analyst", "Ben")
    assert user.is_symlink()
    assert (tmp_path / "dotfiles.toml").read_text() == 'analyst = "Ben"'
    assert (tmp_path / "outside.toml").read_text() == 'name = "outside"'


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_in_the_files_does_no_harm(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    home = tmp_path_factory.mktemp("home")
    content = text.encode(errors="surrogatepass")
    (home / "project.toml").write_bytes(content)
    (home / "config.toml").write_bytes(content)
    found = Settings(home, home / "config.toml")
    assert found.engine == "auto"
    assert all(problem.isprintable() for problem in found.problems)


def test_every_default_is_a_value_that_can_be_set() -> None:
    for option in OPTIONS.values():
        assert option.takes(option.default), option.key
