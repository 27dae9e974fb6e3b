import { gated, type Pattern } from '../patterns/gated.ts'
import type { Architecture } from '../../declare/win32/architecture.ts'
import { moreWidths } from './more-widths.ts'

/** An architecture, and what a text has that a process of it shows. */
export interface WidthOfProcess {
  readonly architecture: Architecture
  readonly marks: readonly Pattern[]
}

/**
 * Application Verifier and WinDbg print addresses in as many digits as the process has, Visual Studio its registers; the
 * events of Windows Error Reporting end in 64 for such a process. https://learn.microsoft.com/en-us/windows-hardware/drivers/devtest/application-verifier-stop-codes-handles,
 * https://learn.microsoft.com/en-us/visualstudio/debugger/pseudovariables
 */
const debugged = {
  ia32: [
    /\bVERIFIER STOP [0-9A-F]{8}: pid\b/,
    /^\s?ExceptionAddress: [0-9a-f]{8} /,
    /^[0-9a-f]{8} [0-9a-f]{2,24} {1,8}[a-z]{2,8} .{0,40}\be[a-ds][xip]\b/,
    /(?:^|\s)@e(?:ax|bx|cx|dx|si|di|ip|sp|bp)\b/,
    /(?:<Data>|\bEventType=|[:：]\s?)BEX(?:<\/Data>|\s|$)/,
    /\b0x[0-9A-F]{8} \([\w.-]{1,60}\.(?:dll|exe)\) \S{1,8} \S{1,80}\.exe: |\b0x[0-9A-F]{8} ?(?:处|で|에서)/i,
    /\b[\w-]{1,60}\.exe \((?:32[- ]?bits?|x86)\)/i,
    /\bRunAsX86: True\b|[-/]x86-mingw(?:32|-ucrt)?\b/,
  ],
  x64: [
    /\bVERIFIER STOP [0-9A-F]{16}: pid\b/,
    /^\s?ExceptionAddress: (?:[0-9a-f]{16}|[0-9a-f]{8}`[0-9a-f]{8}) /,
    /(?:^|\s)@r(?:ax|bx|cx|dx|si|di|ip|sp|bp|8|9|1[0-5])\b/,
    /\b0x[0-9A-F]{16} \([\w.-]{1,60}\.(?:dll|exe)\) \S{1,8} \S{1,80}\.exe: |\b0x[0-9A-F]{16} ?(?:处|で|에서)/i,
    /\b[\w-]{1,60}\.exe \((?:64[- ]?bits?|x64)\)/i,
    /\bBEX64\b|\bRADAR_PRE_LEAK_64\b/,
    /\(Windows (?:NT )?\d{1,2}[\d.]{0,14}; (?:amd64|x64)\)/,
  ],
} as const

/** A program and its width behind it: `Excel 2016 (64-bit)`, `Python 3.9.13 (64ビット)`. */
const besideProgram = (bits: string): RegExp =>
  new RegExp(
    String.raw`(?<![\w.])(?:Excel|Access|Word|Outlook|PowerPoint|Visio|Office|Python|Node(?:\.js)?|Electron|Bun|Deno|MATLAB|PowerShell|AutoHotkey|Java|JDK|JRE|OpenJDK|Temurin|Zulu|Corretto|Liberica|GraalVM|Perl|Ruby|PHP|Lua(?:JIT)?|Delphi|LabVIEW|\.NET(?: Framework| Core)?)\b[^()\n]{0,24}\((?:win32 |windows )?(?:${bits})(?:[ ,;][^()\n]{0,24})?\)|\b(?:Python|Excel|Office) [\d.]{1,8},? (?:${bits})(?!\p{L})`,
    'iu',
  )
const inWords = '[- ]?bits?| ?ビット| ?비트| ?位元?| ?бит'

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
      besideProgram(`arm64(?:${inWords})?`),
      gated(
        /\[MSC v\.\d+ 64 bit \(ARM64\)\]/i,
        /\bwin-arm64\b/i,
        /windows-aarch64/i,
        /win32-arm64/i,
        /win_arm64/i,
        /process\.arch\W{1,4}arm64/i,
        /\bwindows[-_/ ]arm64\b/i,
        /\bgoarch\W{1,5}arm64/i,
        /aarch64-pc-windows/i,
        /\[aarch64-mingw/i,
        /\bwin32-aarch64[\\/]/i,
      ),
      /\bhostedtoolcache[\\/](?:windows[\\/])?\w{1,20}[\\/][\w.-]{1,20}[\\/]arm64\b/i,
    ],
  },
  {
    architecture: 'ia32',
    marks: [
      besideProgram(`(?:32|x86)(?:${inWords})?`),
      gated(
        /\[MSC v\.\d+ 32 bit \(Intel\)\]/i,
        /\bwin-ia32\b/i,
        /win32-ia32/i,
        /win-x86\b/i,
        /process\.arch\W{1,4}ia32/i,
        /\bPython\d{2,3}-32\b/i,
        /\bi686-pc-windows/i,
        /(?<!_)\bi386\b/i,
        /\bgoarch\W{1,5}386/i,
        /\bwindows[-_/]x86\b/i,
        /\bx86[-/]windows\b/i,
        /HotSpot\(TM\) Client VM/i,
      ),
      /\bIs64BitProcess\b\W{1,6}False\b|\bIntPtr\.Size ?(?:is|=|:) ?4\b|\(32-bit, windows\)/i,
      /\bhostedtoolcache[\\/](?:windows[\\/])?\w{1,20}[\\/][\w.-]{1,20}[\\/]x86\b/i,
      /(?:Fault offset|Fehleroffset|Décalage d.erreur|Desplazamiento de errores|Offset errore|Deslocamento (?:com falha|da falha)|Foutmarge|Смещение ошибки|障害オフセット|エラー オフセット|错误偏移量?|出错偏移) ?[:：]? ?0x[0-9a-f]{8}\b/i,
      /[\\/]SysWOW64[\\/](?:ntdll|kernel32|kernelbase|user32|ucrtbase|combase)\.dll\b/i,
      /(?:module path|Modulpfad|chemin (?:d.acc.s )?du module|ruta (?:de acceso )?del m.dulo|percorso (?:del )?modulo|caminho do m.dulo|путь (?:к модулю|модуля|неисправного модуля))[^:\n]{0,40}: .{0,20}[\\/]SysWOW64[\\/]/i,
      /\bwin32-x86[\\/]|\bMSWin32-x86(?!-64|_64)\b|\[i[36]86-mingw|\bAutoHotkey(?:U|A)?32\.exe|[\\/]mingw32[\\/]|\bWinPython-32bit/i,
      /\b(?:exception|violation|crash\w{0,3}|error)\b.{0,24}\bat (?:address )?0x[0-9a-f]{8} \([^)\n]{1,80}\) in \S{1,80}:/i,
      /\b(?:pc|sp)=0x[0-9a-f]{8}\b/i,
      ...debugged.ia32,
      ...moreWidths.ia32,
      /\beax=[0-9a-f]{8} e[bc]x=[0-9a-f]{8}\b|^\s?eip +0x[0-9a-f]{1,8}$/i,
      /\.mexw32\b|[\\/]libs[\\/]i386[\\/]|[\\/]bin[\\/]i386[\\/]R\w{0,8}\b/i,
    ],
  },
  {
    architecture: 'x64',
    marks: [
      besideProgram(`(?:64|x64|amd64)(?:${inWords})?`),
      gated(
        /\[MSC v\.\d+ 64 bit \(AMD64\)\]/i,
        /win_amd64/i,
        /\bwin-x64\b/i,
        /win32-x64/i,
        /process\.arch\W{1,4}x64/i,
        /x86_64-pc-windows/i,
        /\bx64[-/]windows\b/i,
        /\bwindows[-_/]x64\b/i,
        /OpenJDK 64-Bit/i,
        /HotSpot\(TM\) 64-Bit/i,
        /windows[-/ ]amd64/i,
        /goarch\W{1,5}amd64/i,
      ),
      /\bIs64BitProcess\b\W{1,6}True\b|\bIntPtr\.Size ?(?:is|=|:) ?8\b|\(64-bit, windows\)/i,
      /\bhostedtoolcache[\\/](?:windows[\\/])?\w{1,20}[\\/][\w.-]{1,20}[\\/]x64\b/i,
      /(?:Fault offset|Fehleroffset|Décalage d.erreur|Desplazamiento de errores|Offset errore|Deslocamento (?:com falha|da falha)|Foutmarge|Смещение ошибки|障害オフセット|エラー オフセット|错误偏移量?|出错偏移) ?[:：]? ?0x[0-9a-f]{16}\b/i,
      /\bwin32-x86-64[\\/]|\bMSWin32-x64\b|[-[]x64-mingw|[\\/]Ruby\d{2,3}-x64[\\/]|\bAutoHotkey(?:U|A)?64\.exe|[\\/](?:mingw64|ucrt64|clang64)[\\/]|\bWinPython-64bit/i,
      /\b(?:pc|sp)=0x[0-9a-f]{16}\b/i,
      /\b(?:0x)?0{4}7ff[0-9a-f]{9}\b/i,
      ...debugged.x64,
      ...moreWidths.x64,
      /\brax=[0-9a-f]{16} r[bc]x=[0-9a-f]{16}\b|\brip=[0-9a-f]{16}\b|^\s?rip +0x[0-9a-f]{1,16}$|^[0-9a-f]{8}`[0-9a-f]{8} /i,
      /\.mexw64\b|[\\/]libs[\\/]x64[\\/]|[\\/]bin[\\/]x64[\\/]R\w{0,8}\b/i,
    ],
  },
]

/**
 * What a process says of itself, in its own words: this counts before what is said of the system, of a library and of what
 * somebody asked for. https://learn.microsoft.com/en-us/dotnet/api/system.runtime.interopservices.runtimeinformation.processarchitecture,
 * https://docs.python.org/3/library/platform.html#platform.architecture (of the interpreter, where machine() is the system's);
 * of Java's loader: https://github.com/openjdk/jdk/blob/master/src/hotspot/os/windows/os_windows.cpp
 */
export const widthsOfThemselves: readonly WidthOfProcess[] = [
  {
    architecture: 'arm64',
    marks: [
      /\bProcess ?(?:Architecture|Arch)\b['"]?\W{1,6}Arm64\b|\bPROCESSOR_ARCHITECTURE\W{1,3}ARM64\b|\bos\.arch\W{1,4}aarch64\b/i,
      /\bCan['’]t load .{2,12}-bit \.dll on an? (?:ARM|AARCH) ?64(?:-bit)? platform/,
    ],
  },
  {
    architecture: 'ia32',
    marks: [
      /\bProcess ?(?:Architecture|Arch|Bitness)\b['"]?\W{1,6}(?:x86|ia32|i386|32)\b|\bPROCESSOR_ARCHITECTURE\W{1,3}x86\b|\bPROCESSOR_ARCHITEW6432\b/i,
      /\bIs64BitProcess\b\W{1,6}False\b|\b(?:os\.arch\W{1,4}(?:x86|i386)|sun\.arch\.data\.model\W{1,4}32)\b(?!_)/i,
      /\(['"]32bit['"], ?['"]WindowsPE['"]\)|\bplatform\.architecture\(\)(?:\[0\])?\W{1,6}32bit\b/,
      gated(
        /\b(?:calcsize\(['"]P['"]\)|sizeof\((?:c_void_p|void ?\*|HANDLE|size_t)\)|A_PtrSize|\[?IntPtr\]?(?:\.|::)Size|Native\.POINTER_SIZE) ?(?:[:=→]|->|is) ?4\b(?!\d)(?! ?\))/,
        /\bsys\.maxsize\W{1,5}2147483647\b/,
      ),
      /\bCan['’]t load .{2,12}-bit \.dll on an? (?:IA 32|x86)(?:-bit)? platform/,
      /\b(?:Node(?:\.?JS)?|Electron|Python|Ruby|Perl|Bun|Deno|Java|PowerShell)(?: Version)?\W{1,3}v?\d{1,3}\.\d{1,3}[\w.+-]{0,20},? (?:\([0-9a-f]{6,10}\) )?\(?(?:(?:win32|windows) )?(?:x86|ia32|32[- ]bit)\b(?!_)/i,
      /\bIsWow64(?:Process)?\b\W{1,6}(?:True|1|yes)\b|\bWOW64 process\W{1,4}(?:True|yes)\b/i,
    ],
  },
  {
    architecture: 'x64',
    marks: [
      /\bProcess ?(?:Architecture|Arch|Bitness)\b['"]?\W{1,6}(?:x64|amd64|64)\b|\bPROCESSOR_ARCHITECTURE\W{1,3}AMD64\b/i,
      /\bIs64BitProcess\b\W{1,6}True\b|\b(?:os\.arch\W{1,4}(?:amd64|x86_64)|sun\.arch\.data\.model\W{1,4}64)\b/i,
      /\(['"]64bit['"], ?['"]WindowsPE['"]\)|\bplatform\.architecture\(\)(?:\[0\])?\W{1,6}64bit\b/,
      gated(
        /\b(?:calcsize\(['"]P['"]\)|sizeof\((?:c_void_p|void ?\*|HANDLE|size_t)\)|A_PtrSize|\[?IntPtr\]?(?:\.|::)Size|Native\.POINTER_SIZE) ?(?:[:=→]|->|is) ?8\b(?!\d)(?! ?\))/,
        /\bsys\.maxsize\W{1,5}9223372036854775807\b/,
      ),
      /\bCan['’]t load .{2,12}-bit \.dll on an? (?:AMD 64|IA 64)(?:-bit)? platform/,
      /\b(?:Node(?:\.?JS)?|Electron|Python|Ruby|Perl|Bun|Deno|Java|PowerShell)(?: Version)?\W{1,3}v?\d{1,3}\.\d{1,3}[\w.+-]{0,20},? (?:\([0-9a-f]{6,10}\) )?\(?(?:(?:win32|windows) )?(?:x64|amd64|64[- ]bit)\b/i,
    ],
  },
]
