# Python's ctypes: without argtypes a handle is passed as a C int, and without restype one is returned as such.
import ctypes
from ctypes import wintypes

kernel32 = ctypes.WinDLL('kernel32', use_last_error=True)

kernel32.GetModuleHandleW.argtypes = [wintypes.LPCWSTR]
kernel32.GetModuleHandleW.restype = ctypes.c_int  # HMODULE is an address

kernel32.FreeLibrary.argtypes = [ctypes.c_uint]
kernel32.FreeLibrary.restype = wintypes.BOOL
