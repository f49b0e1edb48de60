"""What the tests let a child do."""

import os
import signal
import sys
import time

from core.errors import EmptyMask


def turn_round(content, times):
    return {"length": len(content)}, content[::-1] * times


def refuse(content):
    raise EmptyMask("nothing is here")


def crash(content):
    os.kill(os.getpid(), signal.SIGSEGV)


def fill(content):
    return {}, bytes(1 << 30)


def wait(content):
    time.sleep(30)


def write(content):
    return {}, bytes(2 << 20)


def chatter(content):
    sys.stdout.write("look here\n")
    os.write(1, b"and here\n")
    return {}, b""
