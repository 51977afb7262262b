"""The clipboard: the order of its ways, and that what it says is true."""

import base64
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.citing import Programs
from workbench.citations import ROUTES, Clipboard
from workbench.citations.programs import Ran
from workbench.citations.routes import osc52
from workbench.model import WorkbenchError

DESKTOP = {"DISPLAY": ":0", "TERM": "xterm-256color", "HOME": "/home/ana"}
SSH = DESKTOP | {"SSH_CONNECTION": "10.0.0.1 5 10.0.0.2 22"}
TMUX = {"TMUX": "/tmp/tmux-1000/default,7,0", "TERM": "tmux-256color"}
VERIFIED = "Verified in the clipboard."
SENT = "Sent to the terminal, which does not confirm."


class Tmux(Programs):
    """A tmux with one buffer, and a desktop that takes or refuses everything."""

    def __init__(self, *, keeps: bool = True, old: bool = False, session: str = "") -> None:
        super().__init__(tmux=self.tmux, desktop=lambda command, given: Ran(0))
        self.buffer = b""
        self.keeps, self.old, self.session = keeps, old, session

    def tmux(self, command: Sequence[str], given: bytes) -> Ran:
        if command[1] == "load-buffer":
            if self.old and "-w" in command:
                return Ran(1)
            self.buffer = given if self.keeps else b"something else"
            return Ran(0)
        return Ran(0, self.session.encode() if command[1] == "show-environment" else self.buffer)


def clipboard(
    tmp_path: Path,
    environment: Mapping[str, str],
    programs: Programs | None = None,
    *,
    sent: list[str] | None = None,
    allowed: tuple[str, ...] = ROUTES,
    platform: str = "linux",
) -> Clipboard:
    return Clipboard(
        environment,
        tmp_path,
        allowed,
        send_to_terminal=None if sent is None else sent.append,
        run=programs or Programs(),
        platform=platform,
    )


def desktop(code: int | None = 0) -> Programs:
    return Programs(desktop=lambda command, given: Ran(code))


@pytest.mark.parametrize(
    ("environment", "platform"),
    [
        (DESKTOP, "linux"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux"),
        ({}, "darwin"),
        ({"WSL_DISTRO_NAME": "Debian"}, "linux"),
    ],
)
def test_a_local_desktop_is_verified(
    tmp_path: Path, environment: Mapping[str, str], platform: str
) -> None:
    sent: list[str] = []
    copied = clipboard(tmp_path, environment, desktop(), sent=sent, platform=platform).copy("x")
    assert (copied.outcome, copied.message) == ("verified", VERIFIED)
    assert sent == []


@pytest.mark.parametrize("code", [1, None])
def test_a_desktop_that_fails_or_hangs_is_not_believed(tmp_path: Path, code: int | None) -> None:
    sent: list[str] = []
    copied = clipboard(tmp_path, DESKTOP, desktop(code), sent=sent).copy("“x”")
    assert (copied.outcome, copied.message) == ("sent", SENT)
    assert sent == [f"\x1b]52;c;{base64.b64encode('“x”'.encode()).decode()}\x07"]


@pytest.mark.parametrize("name", ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"])
@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_over_ssh_the_desktop_is_never_asked(tmp_path: Path, name: str, platform: str) -> None:
    programs = desktop()
    sent: list[str] = []
    remote = DESKTOP | {name: "somewhere"}
    copied = clipboard(tmp_path, remote, programs, sent=sent, platform=platform).copy("x")
    assert (copied.outcome, programs.ran, len(sent)) == ("sent", [], 1)


def test_tmux_is_verified_by_reading_its_buffer(tmp_path: Path) -> None:
    programs = Tmux()
    copied = clipboard(tmp_path, TMUX, programs, sent=[]).copy("a ¶\n")
    assert (copied.outcome, copied.message) == ("verified", "Verified in the tmux buffer.")
    assert programs.buffer == "a ¶\n".encode()
    assert ["tmux", "load-buffer", "-w", "-"] in programs.ran


def test_an_old_tmux_takes_the_buffer_without_sending_it_on(tmp_path: Path) -> None:
    programs = Tmux(old=True)
    assert clipboard(tmp_path, TMUX, programs).copy("x").outcome == "verified"
    assert programs.ran[-2:] == [["tmux", "load-buffer", "-"], ["tmux", "save-buffer", "-"]]


def test_a_buffer_that_holds_something_else_is_not_believed(tmp_path: Path) -> None:
    sent: list[str] = []
    copied = clipboard(tmp_path, TMUX, Tmux(keeps=False), sent=sent).copy("x")
    assert (copied.outcome, len(sent)) == ("sent", 1)


def test_tmux_on_a_desktop_reaches_both(tmp_path: Path) -> None:
    copied = clipboard(tmp_path, TMUX | DESKTOP, Tmux()).copy("x")
    assert copied.message == "Verified in the clipboard and the tmux buffer."


def test_tmux_tells_who_is_attached_now(tmp_path: Path) -> None:
    from_afar = Tmux(session="DISPLAY=:0\nSSH_CONNECTION=10.0.0.1 5 10.0.0.2 22\n")
    copied = clipboard(tmp_path, TMUX | DESKTOP, from_afar).copy("x")
    assert copied.message == "Verified in the tmux buffer."
    come_home = Tmux(session="DISPLAY=:1\n-SSH_CONNECTION\n-WAYLAND_DISPLAY\n")
    copied = clipboard(tmp_path, TMUX | SSH | {"SSH_TTY": "/dev/pts/1"}, come_home).copy("x")
    assert copied.message == "Verified in the clipboard and the tmux buffer."
    asked = next(
        environment
        for command, environment in zip(come_home.ran, come_home.environments, strict=True)
        if command[-1].endswith("desktop_child.py")
    )
    assert asked["DISPLAY"] == ":1"
    assert not {"SSH_CONNECTION", "SSH_TTY", "WAYLAND_DISPLAY"} & asked.keys()


def test_with_no_other_way_the_copy_is_a_file_that_is_named(tmp_path: Path) -> None:
    copied = clipboard(tmp_path, {"HOME": str(tmp_path)}).copy("text")
    assert (copied.outcome, copied.message) == (
        "saved",
        "Not copied. Saved to ~/copies/copy-1.txt.",
    )
    assert copied.path is not None
    assert copied.path.read_text() == "text"


@pytest.mark.parametrize(
    ("size", "outcome"), [(osc52.LARGEST, "sent"), (osc52.LARGEST + 1, "saved")]
)
def test_what_is_too_long_for_the_terminal_is_not_sent(
    tmp_path: Path, size: int, outcome: str
) -> None:
    sent: list[str] = []
    assert clipboard(tmp_path, SSH, sent=sent).copy("x" * size).outcome == outcome
    assert all(len(sequence) <= 100_000 for sequence in sent)


def test_screen_gets_small_pieces(tmp_path: Path) -> None:
    sent: list[str] = []
    text = "ä ¶ " * 500
    clipboard(tmp_path, {"STY": "1.pts-0", "TERM": "screen"}, sent=sent).copy(text)
    pieces = re.findall(r"\x1bP([^\x1b]*(?:\x1b\][^\x1b]*)?)\x1b\\", sent[0])
    assert max(map(len, pieces)) <= 256
    assert "".join(f"\x1bP{piece}\x1b\\" for piece in pieces) == sent[0]
    assert "".join(pieces) == osc52.sequence(text, {})


@pytest.mark.parametrize("term", ["", "dumb", "linux"])
def test_a_terminal_that_cannot_is_not_asked(tmp_path: Path, term: str) -> None:
    sent: list[str] = []
    assert clipboard(tmp_path, {"TERM": term}, sent=sent).copy("x").outcome == "saved"
    assert sent == []


def test_every_way_can_be_forbidden(tmp_path: Path) -> None:
    programs = Tmux()
    sent: list[str] = []
    both = TMUX | DESKTOP
    only_file = clipboard(tmp_path, both, programs, sent=sent, allowed=("file",)).copy("x")
    assert (only_file.outcome, programs.ran, sent) == ("saved", [], [])
    nothing = clipboard(tmp_path / "none", DESKTOP, desktop(), sent=sent, allowed=())
    with pytest.raises(WorkbenchError, match="Not copied, and not saved either: files are not"):
        nothing.copy("x")
    assert not (tmp_path / "none").exists()
    assert [copy.text for copy in nothing.recent()] == ["x"]


def test_where_tmux_is_forbidden_nothing_is_put_in_its_buffer_by_the_back_door(
    tmp_path: Path,
) -> None:
    sent: list[str] = []
    allowed = ("osc52", "file")
    copied = clipboard(tmp_path, TMUX, Tmux(), sent=sent, allowed=allowed).copy("x")
    assert (copied.outcome, sent) == ("saved", [])


def test_nothing_that_controls_reaches_a_clipboard(tmp_path: Path) -> None:
    programs = Tmux()
    clipboard(tmp_path, TMUX, programs).copy("a\x1b[2J\x07\u202eb\tc\n")
    assert programs.buffer.decode() == "a␛[2J␇\ufffdb\tc\n"


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_nothing_is_not_copied(tmp_path: Path, text: str) -> None:
    with pytest.raises(WorkbenchError, match="nothing to copy"):
        clipboard(tmp_path, DESKTOP).copy(text)


def test_a_terminal_that_breaks_is_not_an_answer(tmp_path: Path) -> None:
    def broken(sequence: str) -> None:
        raise OSError

    copied = Clipboard(SSH, tmp_path, send_to_terminal=broken, run=Programs()).copy("x")
    assert copied.outcome == "saved"


def test_only_what_is_verified_is_called_copied(tmp_path: Path) -> None:
    what = "20 words with their citation"
    verified = clipboard(tmp_path, DESKTOP, desktop()).copy("x")
    assert verified.told(what) == f"Copied {what}. {VERIFIED}"
    sent = clipboard(tmp_path, SSH, sent=[]).copy("x")
    assert sent.told(what) == SENT


def test_every_copy_is_kept(tmp_path: Path) -> None:
    desk = clipboard(tmp_path, DESKTOP, desktop())
    for text in ("one", "two"):
        desk.copy(text)
    assert {copy.text for copy in clipboard(tmp_path, {}).recent()} == {"one", "two"}


def test_the_ways_are_told_in_their_order(tmp_path: Path) -> None:
    here = TMUX | DESKTOP | {"HOME": str(tmp_path)}
    assert clipboard(tmp_path, here, Tmux(), sent=[]).describe() == (
        "copies go to the tmux buffer and the clipboard, else to the terminal (OSC 52), "
        "else to a file in ~/copies"
    )
    assert (
        clipboard(tmp_path, {}, allowed=()).describe() == "every way to the clipboard is forbidden"
    )
