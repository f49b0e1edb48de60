from pathlib import Path

import pytest

from core.errors import UnreadableFile
from core.features.params import DEFAULT_PARAMS, read_params


def test_the_digest_changes_with_the_file(tmp_path: Path) -> None:
    changed = tmp_path / "params.yaml"
    changed.write_bytes(DEFAULT_PARAMS.read_bytes().replace(b"binWidth: 5", b"binWidth: 6"))

    assert read_params(changed).digest != read_params().digest
    assert read_params(changed).settings["binWidth"] == 6


@pytest.mark.parametrize("text", ["setting: {}", "- a", "{", ""])
def test_a_file_that_is_no_parameter_file_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "p.yaml").write_text(text)

    with pytest.raises(UnreadableFile, match=r"p\.yaml must"):
        read_params(tmp_path / "p.yaml")


def test_code_in_a_parameter_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text("setting: !!python/object/apply:os.getcwd []")

    with pytest.raises(UnreadableFile):
        read_params(tmp_path / "p.yaml")
