import type { Architecture } from '../../declare/win32/architecture.ts'

/** An architecture, and what a text has that a process of it shows. */
interface WidthOfProcess {
  readonly architecture: Architecture
  readonly marks: readonly RegExp[]
}

/**
 * What runtimes, debuggers and Windows show of a process.
 * The event 1000 of a crash gives the offset of the fault in as many digits as an address has: 8 in
 * https://github.com/owncloud/client/issues/972, 16 in https://github.com/xLightsSequencer/xLights/issues/4960; registers: https://learn.microsoft.com/en-us/windows-hardware/drivers/debugger/x64-architecture;
 * paths of R: https://cran.r-project.org/doc/manuals/r-release/R-admin.html#Sub_002darchitectures;
 * of MEX files: https://www.mathworks.com/help/matlab/ref/mexext.html; of Python on a runner: https://github.com/actions/setup-python
 */
export const widthsOfProcesses: readonly WidthOfProcess[] = [
  {
    architecture: 'arm64',
    marks: [
      /\[MSC v\.\d+ 64 bit \(ARM64\)\]|\bwin-arm64\b|windows-aarch64|win32-arm64|win_arm64|process\.arch\W{1,4}arm64/i,
      /\bhostedtoolcache[\\/](?:windows[\\/])?\w{1,20}[\\/][\w.-]{1,20}[\\/]arm64\b/i,
    ],
  },
  {
    architecture: 'ia32',
    marks: [
      /\[MSC v\.\d+ 32 bit \(Intel\)\]|\bwin-ia32\b|win32-ia32|win-x86\b|process\.arch\W{1,4}ia32|\bPython\d{2,3}-32\b|\bi686-pc-windows|(?<!_)\bi386\b|\bgoarch\W{1,5}386|\bwindows[-/]x86\b|\bx86[-/]windows\b|HotSpot\(TM\) Client VM/i,
      /\bIs64BitProcess\b\W{1,6}False\b|\bIntPtr\.Size ?(?:is|=|:) ?4\b|\(32-bit, windows\)/i,
      /\bhostedtoolcache[\\/](?:windows[\\/])?\w{1,20}[\\/][\w.-]{1,20}[\\/]x86\b/i,
      /(?:Fault offset|Fehleroffset|Décalage d.erreur|Desplazamiento de errores|Offset errore|Deslocamento (?:com falha|da falha)|Foutmarge|Смещение ошибки|障害オフセット|エラー オフセット|错误偏移量?|出错偏移) ?[:：] ?0x[0-9a-f]{8}\b/i,
      /[\\/]SysWOW64[\\/](?:ntdll|kernel32|kernelbase|user32|ucrtbase|combase)\.dll\b/i,
      /\beax=[0-9a-f]{8} ebx=[0-9a-f]{8}\b|^\s?eip +0x[0-9a-f]{1,8}$/i,
      /\.mexw32\b|[\\/]libs[\\/]i386[\\/]|[\\/]bin[\\/]i386[\\/]R\w{0,8}\b/i,
    ],
  },
  {
    architecture: 'x64',
    marks: [
      /\[MSC v\.\d+ 64 bit \(AMD64\)\]|win_amd64|\bwin-x64\b|win32-x64|process\.arch\W{1,4}x64|x86_64-pc-windows|\bx64[-/]windows\b|\bwindows[-/]x64\b|OpenJDK 64-Bit|HotSpot\(TM\) 64-Bit|windows[-/ ]amd64|goarch\W{1,5}amd64/i,
      /\bIs64BitProcess\b\W{1,6}True\b|\bIntPtr\.Size ?(?:is|=|:) ?8\b|\(64-bit, windows\)/i,
      /\bhostedtoolcache[\\/](?:windows[\\/])?\w{1,20}[\\/][\w.-]{1,20}[\\/]x64\b/i,
      /(?:Fault offset|Fehleroffset|Décalage d.erreur|Desplazamiento de errores|Offset errore|Deslocamento (?:com falha|da falha)|Foutmarge|Смещение ошибки|障害オフセット|エラー オフセット|错误偏移量?|出错偏移) ?[:：] ?0x[0-9a-f]{16}\b/i,
      /\brax=[0-9a-f]{16} rbx=[0-9a-f]{16}\b|\brip=[0-9a-f]{16}\b|^\s?rip +0x[0-9a-f]{1,16}$|^[0-9a-f]{8}`[0-9a-f]{8} /i,
      /\.mexw64\b|[\\/]libs[\\/]x64[\\/]|[\\/]bin[\\/]x64[\\/]R\w{0,8}\b/i,
    ],
  },
]
