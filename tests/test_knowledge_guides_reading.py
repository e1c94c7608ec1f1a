"""What saves pasting in guides/: `_all.yml` for a whole document, `for` for the regions of one section."""

from __future__ import annotations

from pathlib import Path

from knowledge.guides_reading import read_guides
from knowledge.model import Guide
from knowledge.reading import Problems

SECTION = "source: {document: guide, section: 一}\n"


def read(root: Path, **files: str) -> tuple[dict[tuple[str, str], Guide], dict[tuple[str, str], Guide], list[str]]:
    """(own, joint, problems) of a folder «city» with these files."""
    folder = root / "city"
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    problems = Problems()
    found = read_guides(root, problems, {})
    return found[0], found[1], list(problems)


def test_defaults_fill_what_a_guide_does_not_write(tmp_path: Path) -> None:
    everywhere = "defaults: {fee: 不收费, absent: [places]}\n"
    own, _, problems = read(tmp_path, _all=everywhere, one=SECTION, two=SECTION + "fee: 五元\n")
    assert not problems
    assert (own["one", "city"].fee, own["two", "city"].fee) == ("不收费", "五元")
    assert own["two", "city"].absent == ("places",)


def test_what_holds_for_all_items_is_added_but_not_to_none(tmp_path: Path) -> None:
    everywhere = "also: {materials: [{name: 授权委托书}]}\n"
    own, _, problems = read(
        tmp_path, _all=everywhere, one=SECTION + "materials: [{name: 身份证}]\n", none=SECTION + "materials: []\n"
    )
    assert not problems
    assert [item.name for item in own["one", "city"].materials] == ["身份证", "授权委托书"]
    assert own["none", "city"].materials == ()


def test_a_list_that_is_none_is_named_and_nothing_breaks(tmp_path: Path) -> None:
    _, _, problems = read(tmp_path, _all="also: {notes: [下同]}\n", one=SECTION + "notes:\n")
    assert any("one.yml: notes" in problem for problem in problems)


def test_one_section_for_two_regions(tmp_path: Path) -> None:
    shared = SECTION + "fee: 不收费\nfor:\n  east: {code: '1'}\n  west: {code: '2', fee: 五元}\n"
    own, joint, problems = read(tmp_path, one=shared)
    assert not own and not problems
    assert (joint["one", "east"].code, joint["one", "east"].fee) == ("1", "不收费")
    assert (joint["one", "west"].code, joint["one", "west"].fee) == ("2", "五元")


def test_a_wrong_key_for_all_is_named(tmp_path: Path) -> None:
    _, _, problems = read(tmp_path, _all="default: {fee: 不收费}\n", one=SECTION)
    assert any("_all.yml" in problem and "default" in problem for problem in problems)
