"""Foreign text stays text where Markdown is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.shared.escape import plain
from pages.shared.notices import as_sentence

FOREIGN = {
    "![](http://x/y)": r"!\[\](http\://x/y)",
    "[a](javascript:alert(1))": r"\[a\](javascript\:alert(1))",
    "<img src=x onerror=alert(1)>": r"\<img src=x onerror=alert(1)\>",
    "www.example.org": r"www\.example.org",
    "a@example.org": r"a\@example.org",
    ":red[x] $x^2$ `c` **b** ~~s~~": r"\:red\[x\] \$x^2\$ \`c\` \*\*b\*\* \~\~s\~\~",
    "# head": r"\# head",
    "- item": r"\- item",
    "12. item": r"12\. item",
    "1.5 mm": r"1\.5 mm",
    "a\nb\u202ecod.exe\x00": "a b cod.exe",
    "T1_vibe 2024-12-05.nii.gz": r"T1\_vibe 2024-12-05.nii.gz",
}


@pytest.mark.parametrize(("text", "escaped"), FOREIGN.items(), ids=FOREIGN)
def test_signs_of_markdown_are_escaped(text: str, escaped: str):
    assert plain(text) == escaped


@given(st.text())
def test_no_sign_stands_bare_and_no_line_ends(text: str):
    bare = plain(text).replace("\\\\", "").replace("\\[", "").replace("\\<", "").replace("\\`", "")

    assert not set(bare) & set("[<`\n\r")


def test_a_sentence_of_core_begins_large_and_ends_with_a_stop():
    assert as_sentence("but a_b came: rename it") == r"But a\_b came\: rename it."
