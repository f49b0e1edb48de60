"""An error nobody foresaw, in a real server: the page gives an id, the log has it, neither has what the error said."""

import re
import subprocess
import sys

import pytest

from tests.browser.server import ROOT, free_port, wait_until_healthy

pytestmark = pytest.mark.browser

SCRIPT = """
import streamlit as st
from core.failures import set_up_log
from pages.shared.failures import show_failure

set_up_log()
app = st.App(__file__, on_script_error=show_failure)
if __name__ == "__main__":
    {}["Zhang San"]
"""


@pytest.fixture
def broken(tmp_path):
    """A server whose page fails with the name of a patient; its address, and the file of what it says."""
    port, log, script = free_port(), tmp_path / "log.txt", tmp_path / "broken.py"
    script.write_text(SCRIPT)
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"]
    with log.open("w") as said, subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=said) as server:
        try:
            wait_until_healthy(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}", log
        finally:
            server.terminate()


def test_the_page_gives_an_id_that_the_log_has_and_no_name(broken, chromium):
    address, log = broken
    page = chromium.new_page()
    page.goto(address)
    shown = page.wait_for_selector("[data-testid=stAlert]", timeout=30_000).inner_text()

    assert re.search(r"number ([0-9a-f]{8})", shown)[1] in log.read_text()
    assert "Zhang" not in shown + log.read_text()
