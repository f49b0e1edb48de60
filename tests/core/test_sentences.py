"""What core raises is said in every language: nothing is missing, nothing is dead, and no foreign text is read."""

import inspect
import re
import time
from string import Formatter

import pytest

from core import errors
from core.errors import HepasrError
from core.language import translate
from core.sentences import DEPTH, Template, read_sentences, translate_sentence
from tests.core.raised import find_pieces, find_raised, find_said, find_strings

LISTED = {english: told for table in read_sentences("zh").values() for english, told in table.items()}

ERRORS = {name for name, kind in vars(errors).items() if inspect.isclass(kind) and issubclass(kind, HepasrError)}

TOLD_ELSEWHERE = {
    "core/features/door.py: ImageContent(check.detail)",  # a phrase, `checked.…`
    "core/failures.py: Unforeseen(*_name(error))",  # `SAID`, below
    "core/jobs/job.py: JobFailed(self.why)",  # another error's own sentence
    "core/jobs/kept.py: Cancelled(CANCELLED)",  # the constant of core/jobs/job.py
    "core/store/database.py: StoreError(sentence)",  # `TOLD`, below
    "pages/signature/learning.py: JobFailed(status.message)",  # what a job ended with
    "pages/signature/reviewer.py: JobFailed(status.message)",
    "pages/superres/exclusion.py: JobFailed(status.message)",
}

SAID = {
    "core/errors.py": "__init__",
    "core/pipeline.py": "compare_settings",
    "core/confined/archive.py": "_count _unpacked _names _kinds _places",
    "core/features/engine/support.py": "_obstacles _wrong_settings",
    "core/features/extract.py": "extract_features",
    "core/foreign.py": "parse_json _bounded _refuse_constant",
    "core/imaging/geometry.py": "_describe_turn",
    "core/imaging/guard.py": "ALIENS _describe_alien",
    "core/imaging/header.py": "OTHERS",
    "core/imaging/resample.py": "resample_mask",
    "core/imaging/voxels.py": "_choose",
    "core/jobs/job.py": "CANCELLED why",
    "core/jobs/kept.py": "keep_result",
    "core/jobs/rows.py": "LOST",
    "core/prediction/applicability.py": "_term_reason _spacing_reasons _feature_reason",
    "core/store/database.py": "TOLD",
    "core/store/jobs.py": "give_up",
    "core/superres/infer.py": "_predict_somewhere",
}
"""Where core says something that is not raised there: notes, reasons, ends of jobs, and parts of sentences."""

FIXED = (
    *("acquisition", "perceptual share", "bias correction", "on", "off", "finest", "middle", "coarsest"),
    *("native", "interpolated", "super-resolved", "training", "validation", "this file", "nothing"),
    *("risk", "threshold", "score", "outcome", "patient", "reader", "ascites", "encephalopathy", "rad-score"),
    *("target response", "non-target response", "albumin, g/L", "bilirubin, µmol/L", "the largest diameter, cm"),
    *("the number of nodules", "image type", "feature class", "queued", "running", "failed", "cancelled", "diameter"),
)
"""Values that make a template of their own, where Chinese says them otherwise."""

PANDAS = {"Expected {} fields in line {}, saw {}", "EOF inside string starting at row {}"}
"""What a library says in an error that core passes on."""

SAME_IN_BOTH = """
A AUC Analyze B C CSV Child-Pugh DATABASE_URL DICOM FILE GBK GIF HDF5 HEPASR_DATA HepaSR INR ITK JPEG JSON L LASSO
LoG MB MetaImage NIfTI NRRD NaN P PDF PNG PostgreSQL R RGB RGBA SQLite TIFF TOML UTF-16 UTF-8 YAML ZIP binWidth binary
case case_id cm data deflate diameter_cm event expired extra files g gz hdr host img install label m mL mha mm models
mol name new_lesion nii no non_target nrrd original_glcm_Contrast p pip postgresql psycopg pyradiomics qform s
safetensors second_mask tar tcp trained_spacing training user validation xls xlsx yes
"""
"""Names, units, file types, and words of files and commands, which stay as they are."""


@pytest.fixture(scope="module")
def raised(sources) -> tuple[set[str], set[str]]:
    """The templates of all errors, and what could not be read."""
    return find_raised(sources, ERRORS)


def test_every_sentence_that_is_raised_is_listed(raised) -> None:
    assert raised[0] - set(LISTED) == set()


def test_every_error_can_be_read_from_the_source(raised) -> None:
    assert raised[1] == TOLD_ELSEWHERE


def test_what_core_fills_into_its_errors_is_listed(sources) -> None:
    assert {piece for piece in find_pieces(sources, ERRORS) if not listed(piece)} == {"space units"}


@pytest.mark.parametrize("path", SAID)
def test_what_core_says_elsewhere_is_listed(sources, path) -> None:
    said = [find_said(sources[path], name) for name in SAID[path].split()]

    assert all(said)
    assert [text for texts in said for text in texts if not listed(text)] == []


def test_no_listed_sentence_is_dead(sources) -> None:
    told, strings = "\n".join(LISTED), find_strings(sources) | PANDAS
    said = [text for text in strings if re.search("[a-z]{4}|have it", text)]
    said = "|".join(as_pattern(text) for text in said if all(part in told for part in text.split("{}")))
    alive = re.compile(f"(?:{said})(?:(?:; |, | and |)(?:{said}))*")

    assert [english for english in LISTED if english not in strings and not alive.fullmatch(english)] == []


def test_a_fixed_value_is_a_word_of_the_source(sources) -> None:
    strings = find_strings(sources)

    assert [word for word in FIXED if not strings & {word, f"{word}_cm"}] == []


def test_a_sentence_that_only_looks_like_one_of_core_is_dead() -> None:
    alive = re.compile(as_pattern("every {} must be a number"))

    assert alive.fullmatch("every risk must be a number")
    assert not alive.fullmatch("every apple must be a number")


def test_a_sentence_that_is_built_in_pieces_is_read_whole() -> None:
    text = 'HINT = "open {} again"\ndef f(said):\n    raise Bad(f"{said!r} must be {HINT}, " + ("a" if said else "b"))'

    found = find_raised({"core/bad.py": text}, {"Bad"})

    assert found == ({"{} must be {}, a", "{} must be {}, b"}, set())
    assert find_pieces({"core/bad.py": text.replace("open {}", "open it")}, {"Bad"}) == {"open it again"}


def test_what_callers_hand_over_is_read() -> None:
    text = 'def f(said):\n    raise Bad(said)\nf("one must hold")\nf(said=f"two {x}")\ndef g():\n    raise Bad(unknown)'

    assert find_raised({"core/bad.py": text}, {"Bad"}) == (
        {"one must hold", "two {}"},
        {"core/bad.py: Bad(unknown)"},
    )


@pytest.mark.parametrize("english", LISTED)
def test_every_value_has_its_place_in_the_translation(english) -> None:
    told = [name for _, name, _, _ in Formatter().parse(LISTED[english]) if name is not None]

    assert all(name in ("", None) for _, name, _, _ in Formatter().parse(english))
    assert sorted(told, key=int) == [str(number) for number in range(gaps(english))]


@pytest.mark.parametrize("english", LISTED)
def test_every_listed_sentence_is_recognised_as_itself(english) -> None:
    values = [f"<{number}>" for number in range(gaps(english))]

    assert translate_sentence(english.format(*values), "zh") == LISTED[english].replace(":译}", "}").format(*values)


@pytest.mark.parametrize("english", LISTED)
def test_a_translation_has_no_english_in_it(english) -> None:
    text = "".join(text for text, _, _, _ in Formatter().parse(LISTED[english]))

    assert set(re.findall(r"[A-Za-z][A-Za-z0-9_-]*", text)) - set(SAME_IN_BOTH.split()) == set()


def test_translations_end_without_a_stop() -> None:
    assert [told for told in LISTED.values() if told.endswith(("。", ".", "！"))] == []


def test_english_stays_as_it_is() -> None:
    sentence = "an arm is one of a, b, but c was asked for: choose one of them"

    assert translate_sentence(sentence, "en") == sentence


def test_a_sentence_nobody_lists_stays_as_it_is() -> None:
    assert translate_sentence("something else came", "zh") == "something else came"


def test_values_are_filled_in_where_chinese_has_them() -> None:
    sentence = "both outcomes must occur, but 0 of 40 cases have the event: choose other cases"

    assert translate_sentence(sentence, "zh") == "两种结局都须出现，但 40 例中有 0 例发生事件：请选择其他病例"


def test_words_of_core_in_a_value_are_translated() -> None:
    sentence = "a file must be read within 60 s, but this one was not: export it again, or leave parts of it out"

    assert translate_sentence(sentence, "zh") == (
        "文件须能在 60 秒内读完，但此文件未能读完：请重新导出，或删去一部分内容"
    )


@pytest.mark.parametrize("key", ["mask_volume_few", "mask_depth_flat", "gray_levels_flat", "gray_levels_endless"])
def test_a_failed_check_that_is_raised_is_its_phrase(key) -> None:
    values = {"least": 64, "count": 3, "extent": "2×3×4", "low": 1, "high": 9, "width": 25, "most": 7, "spanned": 8}

    english, chinese = (translate(f"checked.{key}", language, **values) for language in ("en", "zh"))

    assert translate_sentence(english, "zh") == chinese


def test_a_foreign_value_is_never_translated() -> None:
    sentence = "every image has one table of features, but plain text has two: say which image each is of"

    assert "但 plain text 有两张" in translate_sentence(sentence, "zh")


def test_signs_of_templates_in_a_value_stay() -> None:
    sentence = "the column {0}{1:译} must be in the table, but it is not: choose another column"

    assert "表格须含列 {0}{1:译}，" in translate_sentence(sentence, "zh")


def test_the_sentence_with_the_most_words_wins() -> None:
    risk = "every risk must be a number, but text came: check the column that was chosen"

    assert translate_sentence(risk, "zh").startswith("每个风险须为数值")
    assert translate_sentence(risk.replace("risk", "x"), "zh").startswith("每个 x 须为数值")


@pytest.mark.parametrize("value", ["", ", but ", "a\nb", "必须", "x" * 100])
def test_whatever_a_value_holds_its_sentence_is_recognised(value) -> None:
    assert Template(("the column ", ", but ", " came"), ()).match(f"the column {value}, but b came") is not None


@pytest.mark.parametrize("came", ["a but b", "xa but b", "a but", "a butb", "a b", ""])
def test_another_sentence_is_not_recognised(came) -> None:
    assert Template(("a ", " but b"), ()).match(came) is None


def test_a_part_may_not_serve_twice() -> None:
    assert Template(("ab", "ba"), ()).match("aba") is None
    assert Template(("ab", "ba"), ()).match("abba") == ("",)


@pytest.mark.parametrize("piece", ["x", " came: correct it", "{} must be ", ", but ", "this prediction is not kept, "])
def test_a_huge_sentence_takes_no_time(piece) -> None:
    sentence = f"a must be b, but {piece * 200_000} came: correct it"
    begun = time.perf_counter()

    translate_sentence(sentence, "zh")

    assert time.perf_counter() - begun < 5


def test_sentences_inside_sentences_come_to_an_end() -> None:
    lost = "this prediction is not kept, and a restart loses it: "

    assert translate_sentence(lost * 3000, "zh").count("本次预测未能保存") == DEPTH


def listed(piece: str) -> bool:
    return any(piece in english for english in LISTED)


def gaps(english: str) -> int:
    return sum(name is not None for _, name, _, _ in Formatter().parse(english))


def as_pattern(text: str) -> str:
    """A template with a gap or a fixed value in each gap; a text that is none, as it stands."""
    return re.escape(text).replace(r"\{\}", rf"(?:\{{\}}|{'|'.join(map(re.escape, FIXED))})")
