"""What ctypes does with each declared type: what arrives in the callee, what comes back, whether the last error lives."""
import ctypes
import os

from exports import POINTER_BYTES, TYPES, architecture
from memory import unsigned

DECLARED = ('int32_t', 'uint32_t', 'int64_t', 'uint64_t', 'intptr_t', 'uintptr_t', 'void *')
VALUES = (
    ('handle', 0xD0), ('null', 0), ('minus-one', -1), ('uint32-ones', 0xFFFFFFFF), ('wide', 0x5AFE0001000000D0))
LEFTOVERS = 0x5EED0BAD5EED0BAD
WARM_LOOKS = 200
ROUNDS = 200
MARKED_ERROR = 4242


def widened(declared):
    """What becomes of -2, or of 0xFFFFFFFE, in a slot as wide as a pointer: seen through a callback."""
    seen = []
    callee = ctypes.CFUNCTYPE(None, ctypes.c_size_t)(seen.append)
    call = ctypes.cast(callee, ctypes.CFUNCTYPE(None, TYPES[declared]))
    call(-2 if declared.startswith('int') else 0xFFFFFFFE)
    return unsigned(8 * POINTER_BYTES, seen[0])


class Telltale:
    """ntdll's _snprintf writes what it finds in its registers and stack slots, whatever they were declared as."""

    def __init__(self, libraries, declared):
        # The first value is the 4th parameter; the 5th (x64) and the 9th (arm64) travel on the stack.
        self.count = 6 if architecture() == 'arm64' else 2
        types = [ctypes.c_size_t] * 3 + [TYPES[declared]] * self.count
        self.print = ctypes.CFUNCTYPE(ctypes.c_int32, *types)(('_snprintf', libraries.open('ntdll')))
        wide = POINTER_BYTES == 8 or declared in ('int64_t', 'uint64_t')
        self.text = ctypes.create_string_buffer(512)
        self.formats = [ctypes.create_string_buffer((b'%I64x ' if wide else b'%x ') * self.count), ctypes.create_string_buffer(b'')]

    def call(self, shown, value):
        self.print(ctypes.addressof(self.text), 512, ctypes.addressof(self.formats[0 if shown else 1]), *[value] * self.count)

    def look(self, value):
        """What arrived in the register and in the stack slot, or `refused`."""
        try:
            self.call(True, value)
        except (ctypes.ArgumentError, OverflowError, TypeError):
            return 'refused', 'refused'
        words = self.text.value.split()
        return '0x' + words[0].decode(), '0x' + words[-1].decode()


def arrivals(libraries, declared, calls):
    callee, leave = Telltale(libraries, declared), Telltale(libraries, 'uint64_t')
    cold = [callee.look(value) for _, value in VALUES]
    for _ in range(calls):
        callee.call(False, 0)
    rows = []
    for (name, value), first in zip(VALUES, cold):
        warm = []
        for _ in range(WARM_LOOKS if calls else 0):
            leave.call(False, LEFTOVERS)
            warm.append(callee.look(value))
        for index, position in enumerate(('register', 'stack')):
            if POINTER_BYTES == 8 or position == 'stack':
                rows.append({'declared': declared, 'value': name, 'position': position, 'cold': first[index],
                             'warm': sorted({look[index] for look in warm})[:5]})
    return rows


def shown(value):
    return {'shape': type(value).__name__, 'value': str(value)}


def results(libraries):
    rows = []
    for declared in DECLARED:
        current = libraries.declared('kernel32', 'GetCurrentProcess', declared)
        event = libraries.declared('kernel32', 'CreateEventW', declared, 'uintptr_t', 'int32_t', 'int32_t', 'uintptr_t')
        rows.append(dict(shown(current()), declared=declared, of='INVALID_HANDLE_VALUE'))
        rows.append(dict(shown(event(0, 0, 0, 0)), declared=declared, of='handle'))
    return rows


def last_error(libraries):
    """How often the last error still holds with a file system call of Python between, as `get_last_error` tells it."""
    kept = 0
    mark = libraries.declared('kernel32', 'SetLastError', 'void', 'uint32_t')
    for _ in range(ROUNDS):
        mark(MARKED_ERROR)
        os.path.exists('no-such-file')
        kept += libraries.error() == MARKED_ERROR
    return {'rounds': ROUNDS, 'kept': kept}


def measure(libraries, calls):
    """One part for each declared type, so that it is seen to go on."""
    base = {'calls': calls, 'results': results(libraries), 'lastError': last_error(libraries)}
    for declared in DECLARED:
        yield dict(base, arrivals=arrivals(libraries, declared, calls))
