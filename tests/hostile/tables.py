"""Tables that are none, too large, or written to be misread; saved mappings and reliability tables that are none."""

from __future__ import annotations

import json
from functools import partial

from tests.hostile.case import ACCEPTED, cases

DEEP = 200_000
PLAIN = "case_id,outcome\n1,0\n2,1\n"
MAPPING = {"outcome": "o", "event": "1", "event_name": "e", "clinical": [], "features": {}}


def mapping(**changes: object) -> bytes:
    return json.dumps(MAPPING | changes).encode()


TABLES = {
    "plain": (PLAIN.encode(), ACCEPTED),
    "UTF-16": (PLAIN.encode("utf-16"), ACCEPTED),
    "GBK": ("编号,年龄\n甲,1\n".encode("gbk"), ACCEPTED),
    "byte order mark": (PLAIN.encode("utf-8-sig"), ACCEPTED),
    "lines of an old Mac": (PLAIN.replace("\n", "\r").encode(), ACCEPTED),
    "formulas as text": (b"case_id,x\n=1+1,@SUM(A1)\n", ACCEPTED),
    "nothing": (b"", "this file is empty"),
    "marks alone": (b"\xff\xfe\xff\xfe", "this file is empty"),
    "blank lines": (b"\n \n\t\n", "this file is empty"),
    "header alone": (b"a,b\n", "at least one case"),
    "delimiters alone": (b",,,\n,,,\n", "at least one case"),
    "NUL": (b"case_id,outcome\n1,\0\n", "this is neither"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0" + bytes(range(256)), "this is neither"),
    "half a UTF-16": (b"\xff\xfea\0,\0b\0\n", "this is neither"),
    "no encoding": (b"a,b\n\xff\xff,\x80\xff\n", "this is neither"),
    "open quote": (b'a,b\n1,"2\n3,4\n', "an open quote"),
    "a row longer than the header": (b"a,b\n1,2,3\n", "one has more"),
    "a name twice": (b"age,age\n1,2\n", "age stands there twice"),
    "a column without a name": (b"a,,c\n1,2,3\n", "column 2 has none"),
    "a title above": (b"Table 1,,,\na,b,c,d\n1,2,3,4\n", "must name the columns"),
    "a million rows": (lambda: b"a,b\n" + b"1,2\n" * 1_000_000, "leave rows or columns out"),
    "10,002 columns": (lambda: b",".join([b"a"] * 10_002) + b"\n", "leave rows or columns out"),
    "six million cells": (lambda: (b"1," * 5999 + b"1\n") * 1000, "leave rows or columns out"),
    "50 million delimiters": (lambda: b"," * (50 << 20), "leave rows or columns out"),
    "20 million delimiters in row 20": (lambda: b"a,b\n" * 20 + b"," * 20_000_000, "leave rows or columns out"),
    "more than 50 MB": (lambda: b"a,b\n" * (14 << 20), "may have 50 MB"),
    "a cell of 30 MB": (lambda: b"a,b\n1," + b"x" * (30 << 20) + b"\n", "a cell may hold 10,000"),
    "a quoted cell of 30 MB": (lambda: b'a,b\n1,"' + b"x\n" * 99_000 + b'"\n', "a cell may hold 10,000"),
    "a cell of 10,001 characters": (lambda: b"a,b\n1," + b"x" * 10_001 + b"\n", "one holds 10,001"),
    "one emoji and 20 MB": (lambda: "a,b\n😀,1\n".encode() + (b"1" * 99 + b",2\n") * 99_000, ACCEPTED),
}
MAPPINGS = {
    "whole": (mapping, ACCEPTED),
    "nothing": (b"", "the JSON file that this software saved"),
    "a list": (b"[]", "the JSON file that this software saved"),
    "deep": (b"[" * DEEP, "the JSON file that this software saved"),
    "deep inside": (lambda: b'{"clinical": ' + b'{"a":' * DEEP, "the JSON file that this software saved"),
    "NaN": (b'{"clinical": [], "features": {}, "share": NaN}', "the JSON file that this software saved"),
    "a number of 5,000 digits": (lambda: b'{"seed": 1' + b"0" * 5000 + b"}", "the JSON file that this software saved"),
    "a key too many": (partial(mapping, path="/etc/passwd"), "the JSON file that this software saved"),
    "a key too few": (b'{"clinical": [], "features": {}}', "the JSON file that this software saved"),
    "an outcome that is a list": (partial(mapping, outcome=["a"]), "the JSON file that this software saved"),
    "a share beyond all": (partial(mapping, share=7), "the JSON file that this software saved"),
    "features that are text": (partial(mapping, features="all"), "the JSON file that this software saved"),
    "one column twice": (partial(mapping, split="o"), "has two"),
    "20 MB": (lambda: b'{"a": "' + b"x" * (20 << 20) + b'"}', "the JSON file that this software saved"),
}
RELIABILITIES = {
    "nothing": (b"", "must be CSV text"),
    "bytes": (bytes(range(128, 256)), "must be CSV text"),
    "another table": (PLAIN.encode(), "must have columns and rows"),
    "more than 20 MB": (lambda: b"a,b\n" * (6 << 20), "may have 20 MB"),
}
CASES = cases("table", TABLES) + cases("mapping", MAPPINGS) + cases("reliability", RELIABILITIES)
