import { nameOfError } from '../../declare/win32/error-names.ts'
import { gated, type Pattern } from '../patterns/gated.ts'
import type { Said } from './said.ts'

/** A form in which one program gives a code of Windows: the first group, in decimal or with 0x, or in hexadecimal digits alone. */
interface FormOfProgram {
  readonly pattern: Pattern
  readonly isHex?: true
}

/**
 * "System error 53 has occurred." of net.exe in the languages of Windows, also where a console spoiled its letters.
 * https://learn.microsoft.com/en-us/troubleshoot/windows-client/networking/system-error-5-net-use
 */
const ofNet = gated(
  /\b(?:Systemfehler|Systeemfout|Systemfel|Systemfejl|[Ee]rror de(?:l)? sistema|[Ee]rrore di sistema|[Ee]rro (?:de|do) sistema|[Ee]rreur syst.{0,3}me|b.{1,3}.{1,3}d systemowy|b.{1,3}.{1,3}d systemu) (\d{1,5})\b(?!\.\d)/,
)
const ofNetElsewhere = gated(
  /(?:[Сс]истемная ошибка|システム ?エラー|系统错误|系統錯誤|시스템 오류) ?(\d{1,5})(?![\d.]\d)/,
)

/** What debuggers and tracers of Windows print. */
const ofDebuggers: readonly FormOfProgram[] = [
  // Visual Studio in any language, of an exception whose code is one of Win32, as those of RPC are: `…: 0x000006BA: The RPC server is unavailable.`
  {
    pattern: gated(/\b0x[0-9A-F]{8,16} \([^()\n]{1,80}\).{0,120}: (0x0000[0-9A-F]{4}): /),
  },
  // WinDbg and cdb. https://learn.microsoft.com/en-us/windows-hardware/drivers/debugger/controlling-exceptions-and-events
  { pattern: gated(/\bexception - code (0000[0-9a-f]{4}) \(/), isHex: true },
  // https://gitlab.winehq.org/wine/wine/-/wikis/Debug-Channels
  {
    pattern: gated(/\bRet {1,2}\w{2,20}\.(?:WSA)?GetLastError\(\) retval=([0-9a-f]{8})\b/),
    isHex: true,
  },
]

/** What programs print beside the code that says whose it is. */
const ofOthers: readonly FormOfProgram[] = [
  // WireGuard and Wintun: https://git.zx2c4.com/wintun/tree/api/logger.c
  { pattern: gated(/\(Code (0x0000[0-9A-F]{4})\)/i) },
  // node-pty in Visual Studio Code: https://github.com/microsoft/node-pty/blob/main/src/win/conpty.cc
  { pattern: gated(/\bCannot create process, error code: (\d{1,5})\b/) },
  // What %#v prints of an error of Go, whose number is a syscall.Errno: https://pkg.go.dev/io/fs#PathError
  {
    pattern: gated(
      /&(?:fs\.PathError|os\.(?:Path|Link|Syscall)Error)\{.{0,300}?\bErr:(?:syscall\.Errno\()?(0x[0-9a-f]{1,8})\b/,
    ),
  },
  // libpq: `Connection refused (0x0000274D/10061)`. https://github.com/postgres/postgres/blob/master/src/port/win32error.c
  { pattern: gated(/\((0x0000[0-9A-F]{4})\/\d{1,5}\)/i) },
  // APR of Apache, and Oracle: other systems have no OS in the brackets.
  { pattern: gated(/(?:^|[\s:])\(OS (\d{1,5})\)/) },
  // SQL Server: https://learn.microsoft.com/en-us/sql/relational-databases/errors-events/mssqlserver-823-database-engine-error
  {
    pattern: gated(
      /\b[Oo]perating system (?:returned )?(?:the )?error(?: code)?:? ?(\d{1,5})\b(?!\.\d)/,
    ),
  },
  // sc query and services.exe; 1077 says that a service was never started. https://learn.microsoft.com/en-us/windows/win32/api/winsvc/ns-winsvc-service_status
  { pattern: gated(/\bWIN32_EXIT_CODE ?: ?(?!1077\b)(\d{1,5})\b/) },
  // Windows Installer: https://learn.microsoft.com/en-us/windows/win32/msi/error-codes
  {
    pattern: gated(/\b(?:MainEngineThread is returning|success or error status:) (\d{1,5})\b/),
  },
  // Active Directory's answer to a bind: https://ldapwiki.com/wiki/Wiki.jsp?page=Common%20Active%20Directory%20Bind%20Errors
  {
    pattern: gated(/\bDSID-[0-9A-F]{6,10}, .{0,120}?\bdata ([0-9a-f]{1,4}), v/),
    isHex: true,
  },
  // Functions of Winsock, whose names are small, with its own codes; a port is none.
  {
    pattern: gated(
      /\b(?:WSA[A-Z]\w{2,30}|[Ww]in[Ss]ock|[Ss]ockets?|bind|connect|send(?:to)?|recv(?:from)?|accept|listen|select|[gs]etsockopt|ioctlsocket|getaddrinfo|shutdown|closesocket)\b(?:\(\))? ?(?:call |function )?(?:failed|error|returned|[:=])(?:(?!port)[^\d\n]){0,24}\b(1[01]\d{3})\b(?![.:]\d)/,
    ),
  },
  // .NET: https://learn.microsoft.com/en-us/dotnet/api/system.net.sockets.socketexception.errorcode
  { pattern: gated(/\bSocketException \((1[01]\d{3})\)/) },
  // OpenVPN: https://github.com/OpenVPN/openvpn/blob/master/src/openvpn/error.c; SAP's network layer
  { pattern: gated(/\(fd=\d{1,8},code=(1[01]\d{3})\)/) },
  { pattern: gated(/\(SI_E\w{3,20}\/(1[01]\d{3});/) },
  // PostgreSQL, which says `error code` on Windows alone: https://github.com/postgres/postgres/blob/master/src/port/win32security.c
  { pattern: gated(/\bcould not [a-z][\w "]{3,80}: error code (\d{1,5})\b/) },
  // A call, the sentence of Windows in any language, and the code in brackets at the end.
  {
    pattern: gated(
      /\b(?:Close|Connect|Create|Delete|Device|Duplicate|Find|Flush|Get|Load|Lock|Map|Move|Open|Query|Read|Register|Reg|Set|Setup|Start|Wait|Write)[A-Z]\w{3,40}\([^()\n]{0,160}\): [^[\n]{4,200} \[(\d{1,5})\]\s?$/,
    ),
  },
  { pattern: ofNet },
  { pattern: ofNetElsewhere },
  // The names that programs in C give the last error: `FAILED le=87`, `dwError=5`.
  {
    pattern: gated(/(?:^|[\s(,;[])(?:le|lasterr|dwErr(?:or)?|winerr|w32err)=(\d{1,5})\b(?!\.\d)/),
  },
  // A sentence that FormatMessage did not find: `LoadLibrary failed for 'a.dll': (null) (126)`.
  {
    pattern: gated(/\b[A-Z][a-z]+[A-Z]\w{2,40}(?:\(\))? failed\b.{0,200}\(null\) \((\d{1,5})\)/),
  },
]

const forms = [...ofDebuggers, ...ofOthers]

/** The code that a program prints in a form of its own. */
export function programCodeIn(line: string): Said | undefined {
  for (const { pattern, isHex } of forms) {
    const match = pattern.exec(line)
    const code = Number(`${isHex ? '0x' : ''}${match?.[1] ?? 0}`)
    if (match && code > 0 && nameOfError(code) !== undefined)
      return { outcome: String(code), at: match.index, form: 'code' }
  }
  return undefined
}
