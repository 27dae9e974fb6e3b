import t from 'tap'
import { audit } from '../../../../../src/audit/audit.ts'
import { briefly } from '../../../../support/audit/fixture.ts'

const head =
  'import ctypes, sys, platform\nfrom ctypes import *\nfrom ctypes.wintypes import *\nk = windll.kernel32\n'

/** Idioms of public programs, each with all that is to be said of it. Lines count from the first below the head. */
const idioms: Readonly<Record<string, readonly [program: string, findings: readonly string[]]>> = {
  'a union below a union of the program': [
    'class Base(Union):\n    pass\nclass Two(Base):\n    _fields_ = [("a", c_uint32 * 2), ("p", c_void_p)]\nclass OVERLAPPED(Structure):\n    _fields_ = [("Internal", c_size_t), ("InternalHigh", c_size_t), ("u", Two), ("hEvent", HANDLE)]\n',
    [],
  ],
  'the packing of a base class': [
    'class Base(Structure):\n    _pack_ = 1\nclass SECURITY_ATTRIBUTES(Base):\n    _fields_ = [("nLength", DWORD), ("lpSecurityDescriptor", LPVOID), ("bInheritHandle", BOOL)]\n',
    ['error field-offset 4 SECURITY_ATTRIBUTES.lpSecurityDescriptor x64+arm64'],
  ],
  'fields of a base class, and anonymous ones': [
    'class Head(Structure):\n    _fields_ = [("Internal", c_size_t), ("InternalHigh", c_size_t)]\nclass Place(Structure):\n    _fields_ = [("Offset", DWORD), ("OffsetHigh", DWORD)]\nclass OVERLAPPED(Head):\n    _anonymous_ = ["place"]\n    _fields_ = [("place", Place), ("hEvent", HANDLE)]\n',
    [],
  ],
  'structs of another byte order': [
    'class OVERLAPPED(BigEndianStructure):\n    _fields_ = [("Internal", c_uint32)]\n',
    [],
  ],
  'an older, shorter form that says its size': [
    'class NOTIFYICONDATAW(Structure):\n    _fields_ = [("cbSize", DWORD), ("hWnd", HWND), ("uID", UINT), ("uFlags", UINT), ("uCallbackMessage", UINT), ("hIcon", HICON), ("szTip", WCHAR * 128)]\nNOTIFYICONDATAW()\n',
    [],
  ],
  'a struct that the program makes, and one that it only looks at': [
    'class SYSTEM_INFO(Structure):\n    _fields_ = [("wProcessorArchitecture", WORD), ("wReserved", WORD), ("dwPageSize", DWORD)]\nclass SYSTEMTIME(Structure):\n    _fields_ = [("wYear", WORD), ("wMonth", WORD)]\nSYSTEM_INFO()\n',
    ['error struct-size 1 SYSTEM_INFO.size x64+ia32+arm64'],
  ],
  'arrays and ordinals as parameters': [
    'u = windll.user32\nu.GetKeyboardState.argtypes = [c_ubyte * 256]\nu.LoadCursorW.argtypes = [HINSTANCE, WORD]\nu.LoadCursorW.restype = HANDLE\n',
    [],
  ],
  'objects of a class that differ in what they were made with': [
    'class A:\n    def __init__(self, typ, default=None):\n        self.typ = typ\ndef wrap(name, *a):\n    return WINFUNCTYPE(*[x.typ for x in a])((name, k))\nwrap("GlobalLock", A(c_void_p), A(c_int))\nwrap("GlobalUnlock", A(BOOL), A(HGLOBAL))\n',
    ['error pointer-truncated 5 GlobalLock.hMem x64+arm64'],
  ],
  '-1 as a handle, and as a number': [
    'k.SetEvent(-1)\nwindll.user32.SendMessageW(65535, 274, 61808, -1)\n',
    [
      'error undeclared-parameters 1 SetEvent.hEvent x64, warning arm64',
      'warning undeclared-parameters 2 SendMessageW.lParam x64+arm64',
    ],
  ],
  'a name that two fields of a struct have': [
    'class P(Structure):\n    _fields_ = [("x", DWORD)]\nclass CRYPT_KEY_PROV_INFO(Structure):\n    _fields_ = [("pwszContainerName", LPWSTR), ("pwszProvName", LPWSTR), ("dwProvType", DWORD), ("dwFlags", DWORD), ("cProvParam", DWORD), ("cProvParam", POINTER(P)), ("dwKeySpec", DWORD)]\n',
    [],
  ],
  'NULL written as a number object': [
    'windll.user32.SendMessageTimeoutW(1, 26, 0, "Environment", 2, 5000, DWORD())\n',
    [],
  ],
  'a result that a helper tests': [
    'def check(result):\n    if result == 0:\n        raise WinError()\nmap = k.CreateFileMappingW(-1, None, 4, 0, 9, "x")\ncheck(map)\nif map == -1:\n    raise WinError()\n',
    ['error undeclared-parameters 4 CreateFileMappingW.hFile x64, warning arm64'],
  ],
  'versions of a struct, of which the program has one': [
    'class V1(Structure):\n    _fields_ = [("MergeDepth", ULONG)]\nclass MERGE_VIRTUAL_DISK_PARAMETERS(Structure):\n    _fields_ = [("Version", DWORD), ("Version1", V1)]\nMERGE_VIRTUAL_DISK_PARAMETERS()\n',
    [],
  ],
  'a longer array at the end of a member of a union': [
    'class L(Structure):\n    _fields_ = [("ParentResolved", BOOL), ("ParentPath", WCHAR * 512)]\nclass U(Union):\n    _fields_ = [("ParentLocation", L), ("Identifier", c_byte * 16), ("Size", c_uint64 * 3)]\nclass GET_VIRTUAL_DISK_INFO(Structure):\n    _anonymous_ = ["u"]\n    _fields_ = [("Version", UINT), ("u", U)]\nGET_VIRTUAL_DISK_INFO()\n',
    [],
  ],
  "a union of the program's own under the name of a struct": [
    'class A(Structure):\n    _fields_ = [("Type", c_byte)]\nclass B(Structure):\n    _fields_ = [("Guid", c_byte * 112)]\nclass PARTITION_INFORMATION(Union):\n    _fields_ = [("Mbr", A), ("Gpt", B)]\nPARTITION_INFORMATION()\n',
    [],
  ],
  'the routine of a thread as cdecl': [
    'k.CreateThread.argtypes = [LPVOID, c_size_t, CFUNCTYPE(DWORD, LPVOID), LPVOID, DWORD, LPDWORD]\nk.CreateThread.restype = HANDLE\n',
    ['warning convention 1 CreateThread.lpStartAddress.convention ia32'],
  ],
  'TCHAR is what the program makes of it': ['TCHAR = c_char\nLPTSTR = c_char_p\n', []],
  'branches of the other width': [
    'if "64" in platform.architecture()[0]:\n    ULONG_PTR = c_uint64\nelse:\n    ULONG_PTR = c_uint32\nif platform.machine().endswith("64"):\n    LONG_PTR = c_int64\nelse:\n    LONG_PTR = c_long\nSIZE_T = c_uint64 if sys.maxsize > 2**32 else c_uint32\n',
    [],
  ],
  'what is missing on ia32, and expected to be': [
    'try:\n    get = windll.user32.GetWindowLongPtrW\nexcept AttributeError:\n    get = windll.user32.GetWindowLongW\nget.argtypes = [HWND, c_int]\nget.restype = c_ssize_t\nif hasattr(windll.user32, "SetClassLongPtrW"):\n    windll.user32.SetClassLongPtrW.restype = c_void_p\n',
    [],
  ],
  'a result that is kept, and asked whether it is there': [
    'k.OpenProcess.restype = HANDLE\nk.OpenProcess.argtypes = [DWORD, BOOL, DWORD]\nclass Watch:\n    def open(self):\n        self.process = k.OpenProcess(1, 0, 2)\n    def close(self):\n        if self.process != 0:\n            self.process = None\n',
    [],
  ],
  'a result that nobody looks at': ['windll.user32.SetFocus(0)\nk.LoadLibraryW("x.dll")\n', []],
  'a helper that declares': [
    'def declare(f, result, *arguments):\n    f.restype = result\n    f.argtypes = arguments\ndeclare(k.LocalAlloc, c_int, UINT, c_size_t)\n',
    ['error pointer-truncated 2 LocalAlloc.return x64+arm64'],
  ],
  'a table in a loop': [
    'for name, (result, arguments) in {"HeapAlloc": (c_int, [HANDLE, DWORD, c_size_t])}.items():\n    f = getattr(k, name)\n    f.restype = result\n    f.argtypes = arguments\n',
    ['error pointer-truncated 3 HeapAlloc.return x64+arm64'],
  ],
  'a decorator': [
    'def native(result, *arguments):\n    def wrap(f):\n        found = getattr(k, f.__name__)\n        found.restype = result\n        return found\n    return wrap\n@native(c_int, LPCWSTR)\ndef GetModuleHandleW(name):\n    pass\n',
    ['error pointer-truncated 4 GetModuleHandleW.return x64+arm64'],
  ],
  'libraries by path, subscripts, and attributes made when they are asked for': [
    'WinDLL(r"C:\\Windows\\System32\\kernel32.dll")["GlobalLock"].restype = c_int\nclass Libraries:\n    def __getattr__(self, name):\n        return WinDLL(name)\nLibraries().kernel32.HeapCreate.restype = c_int\n',
    [
      'error pointer-truncated 1 GlobalLock.return x64+arm64',
      'error pointer-truncated 5 HeapCreate.return x64+arm64',
    ],
  ],
  'prototypes, bound at once and by name': [
    'load = WINFUNCTYPE(c_int, LPCWSTR)(("LoadLibraryW", k))\nHeapAllocPrototype = WINFUNCTYPE(c_int, HANDLE, DWORD, c_size_t)\n',
    [
      'error pointer-truncated 1 LoadLibraryW.return x64+arm64',
      'error pointer-truncated 2 HeapAlloc.return x64+arm64',
    ],
  ],
  'callbacks by the function that takes them': [
    'u = windll.user32\nVisit = WINFUNCTYPE(BOOL, HWND, c_int)\nu.EnumWindows.argtypes = [Visit, LPARAM]\nu.EnumChildWindows(None, CFUNCTYPE(BOOL, HWND, LPARAM)(print), 0)\n',
    [
      'error integer-truncated 3 EnumWindows.lpEnumFunc.parameter 2 x64+arm64',
      'error convention 4 EnumChildWindows.lpEnumFunc.convention ia32',
    ],
  ],
  'variables whose address is passed': [
    'copy = c_ulong()\nk.DuplicateHandle.argtypes = [HANDLE, HANDLE, HANDLE, LPVOID, DWORD, BOOL, DWORD]\nk.DuplicateHandle(None, None, None, byref(copy), 0, 0, 2)\n',
    ['error variable-narrow 3 DuplicateHandle.lpTargetHandle x64+arm64'],
  ],
  'a struct of the program, known by its use': [
    'class Info(Structure):\n    _fields_ = [("size", c_uint), ("cursor", c_uint), ("attributes", c_uint), ("window", SMALL_RECT), ("largest", c_uint)]\ninfo = Info()\nk.GetConsoleScreenBufferInfo(HANDLE(1), byref(info))\n',
    ['error field-width 2 Info.attributes x64+ia32+arm64'],
  ],
  'a struct by value for a pointer of equal width': [
    'windll.user32.GetCursorPos.argtypes = [POINT]\n',
    ['error struct-by-value 1 GetCursorPos.lpPoint x64+ia32+arm64'],
  ],
  'a pseudo handle cut, and -1 passed without declaration': [
    'k.GetCurrentProcess.restype = c_ulong\nk.GetProcessId(-1)\n',
    [
      'error handle-narrowed 1 GetCurrentProcess.return x64+arm64',
      'error undeclared-parameters 2 GetProcessId.Process x64, warning arm64',
    ],
  ],
  'an attribute that means nothing': [
    'k.CloseHandle.restypes = BOOL\n',
    ['warning misspelt-attribute 1 CloseHandle.restypes x64+ia32+arm64'],
  ],
  'psapi.dll': [
    'windll.psapi.EnumProcessModules.argtypes = [HANDLE, POINTER(c_ulong), DWORD, LPDWORD]\nwindll.psapi.EnumProcessModules.restype = BOOL\n',
    ['error variable-narrow 1 EnumProcessModules.lphModule x64+arm64'],
  ],
  'a cdecl library, and a function without parameters': [
    'c = CDLL("kernel32")\nc.GetTickCount.restype = DWORD\nc.CloseHandle.argtypes = [HANDLE]\nc.CloseHandle.restype = BOOL\n',
    ['warning convention 4 CloseHandle.convention ia32'],
  ],
  'NULL of a narrow type, and a variable that changed': [
    'NULL = c_int(0)\nk.VirtualFree(NULL, 0, c_int(0x8000))\nold = c_ulong(0)\nk.Wow64DisableWow64FsRedirection(byref(old))\nk.Wow64RevertWow64FsRedirection(old)\n',
    [
      'error variable-narrow 4 Wow64DisableWow64FsRedirection.OldValue x64+arm64',
      'error pointer-truncated 5 Wow64RevertWow64FsRedirection.OlValue x64+arm64',
    ],
  ],
  'one struct by two names is one mistake': [
    'class _COPYDATASTRUCT(Structure):\n    _fields_ = [("dwData", DWORD), ("cbData", DWORD), ("lpData", c_void_p)]\nCOPYDATA = COPYDATASTRUCT = tagCOPYDATASTRUCT = _COPYDATASTRUCT\n',
    ['error field-width 2 tagCOPYDATASTRUCT.dwData x64+arm64'],
  ],
  'a struct that is named after the other width': [
    'class SYSTEM_INFO_64(Structure):\n    _fields_ = [("wProcessorArchitecture", WORD), ("wReserved", WORD), ("dwPageSize", DWORD), ("low", c_uint64), ("high", c_uint64), ("mask", c_uint64), ("number", DWORD), ("type", DWORD), ("granularity", DWORD), ("level", WORD), ("revision", WORD)]\nif sys.maxsize > 2**32:\n    k.GetSystemInfo.argtypes = [POINTER(SYSTEM_INFO_64)]\ninfo = SYSTEM_INFO_64()\nk.GetSystemInfo(byref(info))\n',
    [],
  ],
  'a handle that a function may be handed': [
    'u = windll.user32\ndef send(text, window=None):\n    if window is None:\n        window = 1\n    u.MessageBeep(0)\nfound = u.FindWindowExA(0, 0, 0, 0)\nif found:\n    send("x", found)\n',
    [],
  ],
  'a special window as a plain number': [
    'windll.user32.SetWindowPos(1, -1, 0, 0, 0, 0, 3)\n',
    ['warning undeclared-parameters 1 SetWindowPos.hWndInsertAfter x64+arm64'],
  ],
  'a call in which a number is lost, after one in which none is': [
    'k.CloseHandle(4)\n\nk.CloseHandle(k.GetCurrentProcess())\n',
    ['error undeclared-parameters 3 CloseHandle.hObject x64, warning arm64'],
  ],
  'a library that is none of Windows': [
    'BOOL = c_byte\nobjc = cdll.LoadLibrary(util.find_library("objc"))\nobjc.objc_getClass(b"NSString")\n',
    [],
  ],
}

for (const [title, [program, findings]] of Object.entries(idioms)) {
  t.test(title, async t => {
    const folder = t.testdir({ 'program.py': head + program })
    const lines = briefly(await audit(['program.py'], { folder, level: 'warning' }))
    const below = (line: string): string =>
      line.replace(
        /^(\S+ \S+ )(\d+)/,
        (_, start: string, number: string) => `${start}${Number(number) - 4}`,
      )
    t.same(lines.map(below), findings)
  })
}

t.test('what cannot be followed is counted, with its place and the reason', async t => {
  const folder = t.testdir({
    'unknown.py': `${head}import settings\nf = getattr(k, settings.name)\nf.restype = c_int\nk.CloseHandle.restype = BOOL\n`,
    'nothing.py': 'print("hello")\n',
  })
  const { coverage, failures } = await audit(['unknown.py'], { folder })
  t.match(coverage, { declarations: 2, judged: 1, notFollowed: [{ file: 'unknown.py', line: 7 }] })
  t.same(failures, [])
  t.match((await audit(['nothing.py'], { folder })).failures, [/declares nothing/])
})

t.test('names of a package, imported by its modules', async t => {
  const folder = t.testdir({
    own: {
      '__init__.py': 'from ctypes import LibraryLoader, WinDLL\nwindll = LibraryLoader(WinDLL)\n',
      'base.py': 'from . import windll\nwindll.kernel32.GlobalLock.restype = None\n',
      um: {
        '__init__.py': '',
        'heap.py':
          'from ctypes import c_int\nfrom .. import windll\nHeapCreate = windll.kernel32.HeapCreate\nHeapCreate.restype = c_int\n',
      },
    },
  })
  const result = await audit(['own'], { folder, level: 'error' })
  t.same(briefly(result), ['error pointer-truncated 4 HeapCreate.return x64+arm64'])
  t.same(result.coverage.notFollowed, [])
})
