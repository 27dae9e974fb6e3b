"""The exports of the DLLs through ctypes, as somebody declares them and as they are."""
import ctypes
import os
import platform
import sys

IS_WINDOWS = sys.platform == 'win32'
POINTER_BYTES = ctypes.sizeof(ctypes.c_void_p)

TYPES = {
    'void': None,
    'int8_t': ctypes.c_int8, 'uint8_t': ctypes.c_uint8,
    'int16_t': ctypes.c_int16, 'uint16_t': ctypes.c_uint16,
    'int32_t': ctypes.c_int32, 'uint32_t': ctypes.c_uint32,
    'int64_t': ctypes.c_int64, 'uint64_t': ctypes.c_uint64,
    'intptr_t': ctypes.c_ssize_t, 'uintptr_t': ctypes.c_size_t,
    'void *': ctypes.c_void_p,
}


def architecture():
    if POINTER_BYTES == 4:
        return 'ia32'
    return 'arm64' if platform.machine().lower() in ('arm64', 'aarch64') else 'x64'


class Libraries:
    """The exports, declared as somebody says; and those that the harness itself needs, declared right."""

    def __init__(self):
        self.opened = {}
        self.known = {}

    def open(self, name):
        if name not in self.opened:
            # The last error is kept by ctypes itself (use_last_error), as the documentation advises.
            self.opened[name] = (
                ctypes.WinDLL(name + '.dll', use_last_error=True) if IS_WINDOWS
                else ctypes.CDLL(os.environ['HANDLE_WIDTH_EXPORTS']))
        return self.opened[name]

    def declared(self, library, name, returns, *types, convention='__stdcall'):
        """An export, declared in C types."""
        make = ctypes.CFUNCTYPE
        if IS_WINDOWS and convention == '__stdcall':
            make = ctypes.WINFUNCTYPE
        settings = {'use_last_error': True} if IS_WINDOWS else {}
        prototype = make(TYPES[returns], *[TYPES[item] for item in types], **settings)
        return prototype((name, self.open(library)))

    def bind(self, step):
        """A function as a step declares it: without argtypes where one of its parameters is undeclared."""
        returns, parameters = step['returns']['declared'], step['parameters']
        if not is_undeclared(parameters):
            types = [parameter['declared'] for parameter in parameters]
            return self.declared(step['library'], step['function'], returns, *types, convention=step['convention'])
        function = self.open(step['library'])[step['function']]
        function.restype = TYPES[returns]
        return function

    def arguments(self, parameters, values):
        """Values as the program gives them to ctypes: where it declared nothing, plain integers and objects of ctypes."""
        if not is_undeclared(parameters):
            return values
        return [value if parameter['passing'] == 'checked-32' else TYPES[parameter['declared']](value)
                for parameter, value in zip(parameters, values)]

    def true(self, library, name, returns, *types):
        """An export declared right, for the harness itself; bound once."""
        if name not in self.known:
            self.known[name] = self.declared(library, name, returns, *types)
        return self.known[name]

    def preset(self, code):
        """Sets the last error, and the NTSTATUS to success."""
        self.true('ntdll', 'RtlNtStatusToDosError', 'uint32_t', 'uint32_t')(0)
        if IS_WINDOWS:
            ctypes.set_last_error(code)
        else:
            self.true('kernel32', 'SetLastError', 'void', 'uint32_t')(code)

    def error(self):
        if IS_WINDOWS:
            return ctypes.get_last_error() & 0xFFFFFFFF
        return self.true('kernel32', 'GetLastError', 'uint32_t')()

    def status(self):
        return self.true('ntdll', 'RtlGetLastNtStatus', 'uint32_t')()

    def inspect(self, handle):
        """Whether a value names an open object, and its GetFileType."""
        flags = ctypes.c_uint32()
        look = self.true('kernel32', 'GetHandleInformation', 'int32_t', 'void *', 'void *')
        alive = look(handle, ctypes.addressof(flags)) != 0
        return alive, self.true('kernel32', 'GetFileType', 'uint32_t', 'void *')(handle) if alive else 0

    def close(self, handle):
        self.true('kernel32', 'CloseHandle', 'int32_t', 'void *')(handle)

    def demand_strict(self):
        """Asks for an exception for each handle that is none: ProcessStrictHandleCheckPolicy, both flags."""
        flags = ctypes.c_uint32(3)
        ask = self.true('kernel32', 'SetProcessMitigationPolicy', 'int32_t', 'int32_t', 'void *', 'uintptr_t')
        accepted = ask(3, ctypes.addressof(flags), 4) != 0
        return {'accepted': accepted, 'lastError': 0 if accepted else self.error()}


def is_undeclared(parameters):
    return any(parameter['passing'] == 'checked-32' for parameter in parameters)
