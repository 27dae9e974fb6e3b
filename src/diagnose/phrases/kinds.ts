import { gated } from '../patterns/gated.ts'

/** A handle that is closed by the function of another kind. */
const closers =
  '(?:CloseHandle|FindClose|closesocket|RegCloseKey|FreeLibrary|fclose|DeleteObject|DestroyWindow|DestroyIcon|CloseServiceHandle|WSACloseEvent|ReleaseDC|DeleteDC|LocalFree|GlobalFree|HeapFree|VirtualFree|CoTaskMemFree|_?close(?:\\(\\)| method| function))'

/** A handle of one kind where one of another is wanted, above all in the function that closes it. */
export const closer = gated(
  ...[
    String.raw`\bWaitFor(?:Single|Multiple)Objects?\b.{0,30}\b(?:sockets?|descriptors?)\b`,
    String.raw`\bHANDLE\b.{0,60}\bincompatible with\b`,
    String.raw`\b(?:sockets?|SOCKETs?|descriptors?|filenos?|fds?|pids?)\b.{0,60}\b(?:passed|given|used|treated|interpreted|handled|considered)\b.{0,24}\b(?:as|to|where|like)\b.{0,24}\b(?:handles?|HANDLEs?|descriptors?|_get_osfhandle|fds?)\b`,
    String.raw`\b(?:never|not|no) an? (?:CRT |real |C |file |kernel |valid )?(?:descriptor|socket|fd|console handle|file handle|pipe handle)\b`,
    String.raw`\bhandles?\b.{0,60}\b(?:should|must|needs? to|has to) be\b.{0,24}\bhandles?\b.{0,12}\b(?:instead|rather|not)\b`,
    String.raw`\b(?:window|file|process|thread|socket|device|console|event|pipe|module) handle\b.{0,20}\b(?:instead of|rather than|not)\b.{0,16}\b(?:window|file|process|thread|socket|device|console|event|pipe|module) handle\b`,
    String.raw`\b(?:requires?|needs?|ha(?:s|ve))\b.{0,24}\bto be (?:closed|freed|released|destroyed) (?:by|with|using|through|via)\b`,
    String.raw`\bbetween (?:an? )?HANDLEs? and (?:an? )?SOCKETs?\b`,
    String.raw`\b(?:to|on|of) the wrong (?:object|handle|kind of handle)\b`,
    String.raw`\b(?:console|stdin|stdout) (?:handle )?(?:that )?can(?:no|['’])?t be (?:registered|waited|used)\b`,
    String.raw`\b(?:is|are) (?:not|no) (?:an? )?(?:valid |real |kernel )?handles?\b.{0,80}\b(?:CloseHandle|WaitFor\w+|closed?|given|passed)\b`,
    String.raw`\b(?:can(?:no|['’])?t|must not|should not) be used (?:in|with|for|as|by)\b.{0,40}\bhandles?\b`,
    String.raw`\b${closers}.{0,80}\b(?:should|shoud|must|instead of|rather than|not|just like)\b.{0,40}\b${closers}`,
    String.raw`\b(?:wrong|incorrect|bad)\b.{0,12}\b(?:argument|parameter|handle|value|pointer)\b.{0,24}\b${closers}`,
    String.raw`\b${closers}.{0,40}\b(?:wrong|incorrect\w*)\b.{0,24}\b(?:argument|parameter|handle|address|pass\w*)\b`,
    String.raw`\bcall(?:s|ed|ing)?\b.{0,30}\bon\b.{0,80}\b(?:errors?|fails?|invalid)\b.{0,100}\bbut\b.{0,40}\bon\b.{0,60}\b(?:succe|works|fine|no error|exits success)`,
    String.raw`\b(?:should|shoud|must) be (?:closed|freed|released|destroyed) (?:by|with|using|through|via)\b`,
    String.raw`\b${closers}.{0,12}\b(?:used|called)\b.{0,24}\b(?:for|on|with)\b.{0,40}\bhandles?\b`,
    // Of two kinds, by their names.
    String.raw`\bpass\w{0,3}\b.{0,24}\b(?:HWND|HKEY|SOCKET|HMODULE|HDC)\b.{0,16}\bto\b.{0,8}\bCloseHandle\b`,
    String.raw`\b(?:[GS]etHandleInformation|ReadFile|WriteFile|GetFileType|DuplicateHandle|CloseHandle)\b.{0,16}\bon (?:an? |the )?(?:SOCKET|socket)\b`,
    String.raw`\bCloseHandle\b.{0,24}\b(?:SOCKET|socket|HKEY|hKey|registry key|HMODULE|hModule|HWND|hWnd|find handle|service handle|hFind|HDC)\b`,
    String.raw`\bclosesocket\b.{0,24}\b(?:HANDLE|file|pipe|CreateFile)\b`,
    // What the C runtime says of a descriptor that is none: https://learn.microsoft.com/en-us/cpp/c-runtime-library/parameter-validation
    String.raw`\bsockets?\b.{0,200}\b_invalid_parameter\w{0,24}\b|\b_invalid_parameter\w{0,24}\b.{0,200}\bsockets?\b`,
    String.raw`\b_?close\(\w{0,20}\).{0,24}\b(?:on|with|for|of|to) (?:an? |the )?(?:windows |winsock )?sockets?\b`,
    String.raw`\bsockets?\b.{0,60}\b(?:_?close|_?read|_?write)\(\)|\b_(?:close|read|write)\b.{0,40}\bsockets?\b`,
    String.raw`\b(?:FindClose|RegCloseKey|FreeLibrary)\b.{0,24}\b(?:CreateFile\w?|OpenProcess|file handle|events?|mutex)\b`,
    String.raw`\b${closers}.{0,24}\b(?:does(?:n['’]t| not)|did(?:n['’]t| not)|won['’]t)(?: seem to)? (?:close|free|release)\b`,
  ].map(source => new RegExp(source, 'i')),
)

/** A handle of Windows where a descriptor of the C library is wanted, or the reverse: https://learn.microsoft.com/en-us/cpp/c-runtime-library/reference/open-osfhandle */
export const ofDescriptor = gated(
  /\b(?:io\.open|open|os\.(?:fdopen|read|write|close|dup|fstat)|fdopen|_(?:read|write|close|dup|fstat|fdopen))\( ?(?:int\( ?)?(?:\w{1,20}\.){0,3}_?(?:h[A-Z]\w{0,20}|\w{0,16}_?handle)(?:\(\))? ?[,)]/,
  /\b(?:CloseHandle|ReadFile|WriteFile|GetFileType|PeekNamedPipe|[GS]etHandleInformation|DuplicateHandle|[GS]etConsoleMode|WaitForSingleObject)\( ?(?:(?!sock)\w{1,20}\.){0,3}(?:fileno\(\)|fd\b)/,
  /\bfrom_raw_handle\( ?\(?(?:[0-2]|fd|\w{1,12}_fd)\b/,
)

/** Formats of the clipboard whose handle is one of GDI, and no memory. https://learn.microsoft.com/en-us/windows/win32/dataxchg/standard-clipboard-formats */
export const ofGdiFormat = gated(/\bCF_(?:DSP)?(?:BITMAP|METAFILEPICT|ENHMETAFILE|PALETTE)\b/)

/** What CloseHandle throws in a debugger at a handle that is none for it: https://learn.microsoft.com/en-us/windows/win32/api/handleapi/nf-handleapi-closehandle */
export const closesNoHandle = gated(
  /\bSEHException\b.{0,60}\b(?:dispos|clos|releas|finali)\w{1,5}\b/i,
  /\b(?:dispos|clos|releas|finali)\w{1,5}\b.{0,60}\bSEHException\b/i,
)
