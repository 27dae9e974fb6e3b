"""Carries out plans through ctypes: main.py PLANS JOURNAL [CALLS].

PLANS is a JSON file of plans in which everything is spelled out (src/program/spell-out.ts), JOURNAL a file that
exists and takes one line of JSON before and after each call. With CALLS it also says what ctypes does with each
declared type, cold and after so many calls. Standard library only, Python 3.8 or newer. On systems other than
Windows, HANDLE_WIDTH_EXPORTS names a shared library that stands for the DLLs.
"""
import json
import os
import platform
import sys

from exports import POINTER_BYTES, Libraries, architecture
from interpret import interpret
from journal import Journal
from measure import DECLARED, measure, widened


def main(plans_path, journal_path, calls=None):
    with open(plans_path, encoding='utf-8') as file:
        plans = json.load(file)
    journal = Journal(journal_path)
    environment = {'python': platform.python_version(), 'platform': sys.platform, 'arch': architecture()}
    journal.write('hello', environment=environment,
                  calibration={declared: hex(widened(declared)) for declared in DECLARED})
    libraries = Libraries()
    if calls is not None:
        for measured in measure(libraries, int(calls)):
            journal.write('ffi', measured=measured)
    fills_with_sign = widened('int32_t') >> 8 * POINTER_BYTES - 1 != 0
    for plan in plans:
        interpret(libraries, plan, fills_with_sign, journal)
    journal.write('bye')
    # Handles that a plan lost, or I/O it left pending, must not keep the process.
    os._exit(0)


if __name__ == '__main__':
    main(*sys.argv[1:])
