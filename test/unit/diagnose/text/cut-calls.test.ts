import t from 'tap'
import { cutCallsIn } from '../../../../src/diagnose/text/cut-calls.ts'

const firstsOf = (text: string, isNet = false): readonly (string | undefined)[] =>
  cutCallsIn(text.split('\n'), { isNet }).map(({ first }) => first)

t.test('a cast to 32 bits where a function takes as many as an address is a cut', async t => {
  for (const [text, isNet] of [
    ['CreateIoCompletionPort((HANDLE)socket, port, (DWORD)newContext, 0)'],
    ['BOOL ret = VirtualProtectEx (WIN32_PI (process), (LPVOID)(UINT)addr,'],
    ['waveOutOpen(&h, WAVE_MAPPER, &format, (DWORD)callback, 0, CALLBACK_FUNCTION)'],
    ['CloseHandle((HANDLE)(int)handle);'],
    ['NativeMethods.ReadFile((int)handle, buffer, 4, out n, IntPtr.Zero)', true],
    ['SetClipboardData(CF_TEXT, (HANDLE)(LONG)pMemory);'],
    ['SendMessage(Handle, WM_SETTEXT, 0, Integer(@text))'],
    ['PostMessageW(hwnd, WM_USER,\n  (DWORD)lpText, 0);'],
    ['windows.WaitForSingleObject(uint32(handle), 100)'],
    ['kernel32.CloseHandle(ctypes.c_int(handle))'],
    ['unsafe { SetEvent(handle as u32) }'],
    ['ReadFile(static_cast<DWORD>(handle), b, 1, &n, NULL);'],
  ] as const)
    t.same(firstsOf(text, isNet), ['arg-truncated'], text)
})

t.test('a cast of what has 32 bits, or to 64, is none', async t => {
  for (const [text, isNet] of [
    ['SendMessage(hWnd, WM_SETREDRAW, (DWORD)count, 0);'],
    ['ReadFile(h, buffer, (DWORD)length, &n, NULL);'],
    ['CreateWindow("BUTTON", "OK", style, 0, 0, 9, 9, hWnd, (HMENU)(int)ID_OK, hInst, NULL);'],
    ['VirtualAlloc(NULL, (DWORD)size, MEM_COMMIT, PAGE_READWRITE);'],
    ['SetWindowLongPtr(hWnd, GWLP_USERDATA, (LONG_PTR)this);'],
    ['CloseHandle((HANDLE)-1);'],
    ['CreateIoCompletionPort(h, port, (long)handle, 0)', true],
    ['PostQueuedCompletionStatus(port, 0, (DWORD)SHUTDOWN_KEY, NULL);'],
    ['own_function((int)handle)'],
    ['CreateFile is given an (int) somewhere else'],
  ] as const)
    t.same(firstsOf(text, isNet), [], text)
})

t.test('a result as wide as an address that is kept in 32 bits is a cut', async t => {
  for (const text of [
    'long fh = _findfirst(path, &dir);',
    'int h = _wfindfirst(path, &dir);',
    'long os = _get_osfhandle(fd);',
    'DWORD h = (DWORD)CreateFileW(name, GENERIC_READ, 0, 0, 3, 0, 0);',
    'unsigned int thread = _beginthreadex(0, 0, run, 0, 0, 0);',
    'let h: i32 = OpenProcess(access, 0, pid);',
    'Dim h As Integer = FindWindow(Nothing, "Calculator")',
    'jint module = (jint) LoadLibraryA(name);',
    'uint p = (uint)NativeMethods.VirtualAlloc(0, 10, 1, 4);',
    'base : Cardinal = GetModuleHandle(nil);',
  ])
    t.same(firstsOf(text), ['return-truncated'], text)
})

t.test('a result that is a number, or a variable as wide as it, is none', async t => {
  for (const text of [
    'int r = (int)ShellExecute(0, 0, 0, 0, 0, 0);',
    'LONG style = GetWindowLongPtr(h, GWL_STYLE);',
    'int count = SendMessage(list, LB_GETCOUNT, 0, 0);',
    'intptr_t fh = _findfirst(path, &dir);',
    'HANDLE h = CreateFileW(name, 0, 0, 0, 3, 0, 0);',
    'int ok = CloseHandle(h);',
    'DWORD id = GetCurrentProcessId();',
    'int length = _findnext(fh, &dir);',
  ])
    t.same(firstsOf(text), [], text)
})
