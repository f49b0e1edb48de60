"""An error nobody foresaw becomes one sentence; what was written wrongly keeps its own."""

import pytest
from streamlit.testing.v1 import AppTest


def failing():
    import streamlit as st

    from core.errors import EmptyMask
    from pages.shared.failures import show_failure

    error = EmptyMask("the mask is empty: draw it") if st.query_params["kind"] == "known" else KeyError("Zhang San")
    st.session_state["silent"] = show_failure(error)


@pytest.fixture
def fail():
    def run(kind):
        test = AppTest.from_function(failing)
        test.query_params["kind"] = kind
        return test.run()

    return run


def test_the_sentence_gives_an_id_and_nothing_of_the_error(fail):
    page = fail("unknown")

    assert page.session_state["silent"] is True
    assert "Zhang" not in page.error[0].value
    assert "which stands in its log" in page.error[0].value


def test_an_error_with_a_sentence_of_its_own_shows_that_one(fail):
    assert fail("known").error[0].value.endswith("The mask is empty\\: draw it.")
