import t from 'tap'
import { auditFixture, briefly } from '../../../support/audit/fixture.ts'

interface Program {
  readonly file: string
  readonly text: string
  readonly said: readonly string[]
}

const jna = (head: string, members: string, more = ''): string =>
  `import com.sun.jna.*;\n${head} {\n${members}\n}\n${more}`
const load = (library: string): string => `K I = Native.load(${library}, K.class);`
const cs = (text: string): string => `class N {\n${text}\n}`
const vb = (text: string): string => `Module N\n${text}\nEnd Module`
const cffi = (text: string): string =>
  `from cffi import FFI\nffi = FFI()\nffi.cdef("""\n${text}\n""")\n`
const lua = (text: string): string => `local ffi = require('ffi')\nffi.cdef[[\n${text}\n]]\n`
const close = 'boolean CloseHandle(Pointer h);'
const handles = 'typedef void *HANDLE; typedef int BOOL;'

/** How each language says the convention of a function and of a callback; on x64 and arm64 there is only one. */
const programs: readonly Program[] = [
  // JNA: what the interface extends.
  {
    file: 'A.java',
    text: jna('interface K extends Library', `${load('"kernel32"')}\n${close}`),
    said: ['warning convention 4 CloseHandle.convention ia32'],
  },
  {
    file: 'B.java',
    text: jna('interface K extends StdCallLibrary', `${load('"kernel32"')}\n${close}`),
    said: [],
  },
  {
    file: 'C.java',
    text: jna('public interface K extends com.sun.jna.Library', `${load('"kernel32"')}\n${close}`),
    said: ['warning convention 4 CloseHandle.convention ia32'],
  },
  {
    file: 'D.java',
    text: jna(
      'interface K extends com.sun.jna.win32.StdCallLibrary',
      `${load('"kernel32"')}\n${close}`,
    ),
    said: [],
  },
  {
    file: 'E.java',
    text: jna(
      'interface K extends Library',
      `K I = (K) Native.loadLibrary("kernel32", K.class, Map.of(Library.OPTION_CALLING_CONVENTION, 63));\n${close}`,
    ),
    said: [],
  },
  {
    file: 'F.java',
    text: jna('interface K extends Library', `${load('"kernel32"')}\nint GetLastError();`),
    said: [],
  },
  {
    file: 'G.java',
    text: jna('interface K extends Kernel32', `${load('"kernel32"')}\n${close}`),
    said: [],
  },
  {
    file: 'H.java',
    text: jna(
      'interface K extends Library',
      `${load('Platform.isWindows() ? "msvcrt" : "c"')}\nint accept(int s, Pointer a, int n);\nint _getpid();\nPointer memcpy(Pointer a, Pointer b, NativeLong n);`,
    ),
    said: [],
  },
  {
    file: 'I.java',
    text: jna(
      'interface K extends Library',
      `${load('"user32"')}\nboolean EnumWindows(Fun f, Pointer p);\ninterface Fun extends Callback { boolean callback(Pointer w, Pointer p); }`,
    ),
    said: [
      'warning convention 4 EnumWindows.convention ia32',
      'error convention 5 WNDENUMPROC.convention ia32',
    ],
  },
  {
    file: 'J.java',
    text: jna(
      'interface K extends StdCallLibrary',
      `${load('"user32"')}\nboolean EnumWindows(Fun f, Pointer p);\ninterface Fun extends StdCallCallback { boolean callback(Pointer w, Pointer p); }`,
    ),
    said: [],
  },
  {
    file: 'K.java',
    text: jna(
      'interface K extends StdCallLibrary',
      `${load('"user32"')}\nboolean EnumWindows(Fun f, Pointer p);\ninterface Fun extends com.sun.jna.Callback { boolean callback(Pointer w, Pointer p); }`,
    ),
    said: ['error convention 5 WNDENUMPROC.convention ia32'],
  },
  {
    file: 'L.java',
    text: jna(
      'interface K extends Base',
      `${load('"kernel32"')}\n${close}`,
      'interface Base extends Library {}',
    ),
    said: [],
  },
  // .NET: CallingConvention, CallConvs and UnmanagedFunctionPointer.
  {
    file: 'a.cs',
    text: cs(
      '[DllImport("kernel32", CallingConvention = CallingConvention.Cdecl)] static extern bool CloseHandle(IntPtr h);',
    ),
    said: ['error convention 2 CloseHandle.convention ia32'],
  },
  {
    file: 'b.cs',
    text: cs(
      '[DllImport("kernel32", CallingConvention = CallingConvention.StdCall)] static extern bool CloseHandle(IntPtr h);',
    ),
    said: [],
  },
  {
    file: 'c.cs',
    text: cs(
      '[DllImport("user32", CharSet = CharSet.Ansi)] static extern int wsprintfA(StringBuilder b, string f, int n);',
    ),
    said: ['error convention 2 wsprintfA.convention ia32'],
  },
  {
    file: 'd.cs',
    text: cs(
      '[LibraryImport("kernel32")]\n[UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]\ninternal static partial int CloseHandle(IntPtr h);',
    ),
    said: ['error convention 4 CloseHandle.convention ia32'],
  },
  {
    file: 'e.cs',
    text: cs(
      '[LibraryImport("kernel32")]\n[UnmanagedCallConv(CallConvs = [typeof(CallConvStdcall)])]\ninternal static partial int CloseHandle(IntPtr h);',
    ),
    said: [],
  },
  {
    file: 'f.cs',
    text: cs(
      '[UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate bool Fun(IntPtr w, IntPtr p);\n[DllImport("user32")] static extern bool EnumWindows(Fun f, IntPtr p);',
    ),
    said: ['error convention 2 WNDENUMPROC.convention ia32'],
  },
  {
    file: 'g.cs',
    text: cs(
      'delegate bool Fun(IntPtr w, IntPtr p);\n[DllImport("user32")] static extern bool EnumWindows(Fun f, IntPtr p);',
    ),
    said: [],
  },
  {
    file: 'a.vb',
    text: vb(
      '<DllImport("kernel32", CallingConvention:=CallingConvention.Cdecl)> Function CloseHandle(h As IntPtr) As Boolean\nEnd Function',
    ),
    said: ['error convention 2 CloseHandle.convention ia32'],
  },
  {
    file: 'b.vb',
    text: vb('Declare Function CloseHandle Lib "kernel32" (ByVal h As IntPtr) As Boolean'),
    said: [],
  },
  {
    file: 'c.vb',
    text: vb(
      '<UnmanagedFunctionPointer(CallingConvention.Cdecl)> Delegate Function Fun(w As IntPtr, p As IntPtr) As Boolean\nDeclare Function EnumWindows Lib "user32" (f As Fun, p As IntPtr) As Boolean',
    ),
    said: ['error convention 2 WNDENUMPROC.convention ia32'],
  },
  // cffi and LuaJIT call functions of either convention; a callback says its own.
  {
    file: 'a.py',
    text: cffi(`${handles}\nBOOL CloseHandle(HANDLE h);`),
    said: [],
  },
  {
    file: 'b.py',
    text: cffi(`${handles}\nBOOL __cdecl CloseHandle(HANDLE h);`),
    said: ['note convention 5 CloseHandle.convention ia32'],
  },
  {
    file: 'c.py',
    text: cffi(
      `${handles}\ntypedef BOOL (*WNDENUMPROC)(HANDLE, intptr_t);\nBOOL EnumWindows(WNDENUMPROC f, intptr_t p);`,
    ),
    said: ['error convention 5 WNDENUMPROC.convention ia32'],
  },
  {
    file: 'd.py',
    text: cffi(
      `${handles}\ntypedef BOOL (WINAPI *WNDENUMPROC)(HANDLE, intptr_t);\nBOOL EnumWindows(WNDENUMPROC f, intptr_t p);`,
    ),
    said: [],
  },
  {
    file: 'a.lua',
    text: lua(`${handles}\nBOOL CloseHandle(HANDLE h);`),
    said: [],
  },
  {
    file: 'b.lua',
    text: lua(
      `${handles}\ntypedef BOOL (*WNDENUMPROC)(HANDLE, intptr_t);\nBOOL EnumWindows(WNDENUMPROC f, intptr_t p);`,
    ),
    said: ['error convention 4 WNDENUMPROC.convention ia32'],
  },
  {
    file: 'c.lua',
    text: lua(
      `${handles}\ntypedef BOOL (__stdcall *WNDENUMPROC)(HANDLE, intptr_t);\nBOOL EnumWindows(WNDENUMPROC f, intptr_t p);`,
    ),
    said: [],
  },
  // ctypes: the loader.
  {
    file: 'e.py',
    text: 'import ctypes\nctypes.CDLL("kernel32").CloseHandle.argtypes = [ctypes.c_void_p]\n',
    said: ['warning convention 2 CloseHandle.convention ia32'],
  },
  {
    file: 'f.py',
    text: 'import ctypes\nctypes.WinDLL("kernel32").CloseHandle.argtypes = [ctypes.c_void_p]\n',
    said: [],
  },
  // AutoHotkey: a word before the type of the result.
  {
    file: 'a.ahk',
    text: 'DllCall("CloseHandle", "Ptr", h, "Cdecl Int")\n',
    said: ['note convention 1 CloseHandle.convention ia32'],
  },
  { file: 'b.ahk', text: 'DllCall("CloseHandle", "Ptr", h, "Int")\n', said: [] },
  {
    file: 'c.ahk',
    text: 'DllCall("msvcrt\\memcpy", "Ptr", a, "Ptr", b, "Ptr", n, "Cdecl Ptr")\n',
    said: [],
  },
]

for (const { file, text, said } of programs)
  t.test(`${file}: the convention that it says is held against that of the function`, async t => {
    const folder = t.testdir({ [file]: text })
    t.same(briefly(await auditFixture(folder)), said)
  })
