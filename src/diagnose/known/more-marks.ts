import type { FfiName } from './ffis.ts'

/**
 * More of what only the messages of a runtime have, each tried where the marks of its entry are. Node.js and its packers:
 * https://nodejs.org/api/process.html#processdlopenmodule-filename-flags; Java's ProcessBuilder: https://github.com/openjdk/jdk/blob/master/src/java.base/share/classes/java/lang/ProcessBuilder.java;
 * package net, os/exec and the runtime of Go: https://pkg.go.dev/net#OpError; AutoHotkey: https://www.autohotkey.com/docs/v1/lib/OnError.htm;
 * Delphi's System.SysUtils: https://docwiki.embarcadero.com/Libraries/en/System.SysUtils.EOSError
 */
const marks: Readonly<Partial<Record<FfiName, RegExp>>> = {
  js: /\bprocess\.(?:func \[as )?dlopen\b|\bModule\._extensions\.\.node\b|\bERR_DLOPEN_FAILED\b|\bat (?:async )?(?:Object|Module|process)\.[\w.<>]{1,80} \(\S{1,200}\.[cm]?js:\d|\bA JavaScript error occurred in the main process\b/,
  java: /\bCannot run program "|\bCreateProcess error=\d|\bat [\w.$]{3,200}\(\w{1,80}\.(?:java|kt|scala|groovy):\d{1,6}\)|^\[ERROR\] Failed to execute goal\b/m,
  go: /\b(?:dial|listen) (?:tcp|udp|unix)[46]? \S{1,200}: |\bconnectex: |\bwsa(?:recv|send)(?:from|to)?: |\bfork\/exec \S|&(?:fs\.PathError|os\.\w{4,7}Error|net\.OpError)\{|\bexec: "[^"\n]{1,200}": |^(?:\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d )?(?:open|read|write|rename|remove|mkdir|stat|unlinkat|chdir|GetFileAttributesEx|FindFirstFile|CreateFile) (?:\\\\[.?]\\|[A-Z]:\\)[^\n]{1,200}: \p{Lu}|^runtime: Virtual\w{4,8} of \d|^fatal error: (?:out of memory|all goroutines)/mu,
  ahk: /\bFailed attempt to launch program or document\b|^The current thread will exit\.|^\s?--->\s?\d{1,5}: |\bCall to nonexistent function\b|^>?_WinAPI_\w{3,40}: |^@@ Debug\(\d/m,
  delphi:
    /\bException E[A-Z]\w{2,40} in module \S{1,80} at [0-9A-F]{8}|\bException class E[A-Z]\w{2,40} with message\b|\bE(?:Win32Error|ExternalException|OleSysError|OleException|FOpenError|FCreateError|InOutError)\b|\bWin32 Error\. {1,2}Code: \d|\b[Kk]lasse E[A-Z]\w{2,40} mit (?:der )?Meldung\b/,
}

/** Whether a text has a mark of the runtime besides those of its entry. */
export function hasMoreMarks(name: FfiName, text: string): boolean {
  return marks[name]?.test(text) === true
}
