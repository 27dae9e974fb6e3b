/** The offset of a fault in the event of a crash, and that of an exception in Windows Error Reporting, in more languages. */
const offsets =
  '(?:Przesunięcie błędu|오류 오프셋|錯誤位移|Posun chyby|Hata uzaklığı|Exception [Oo]ffset|Décalage de l.{0,3}exception|Ausnahmeoffset|异常偏移|Смещение исключения|Desplazamiento de excepci.n|Offset eccezione|例外オフセット)[:：]? ?(?:0x)?'

/**
 * More that runtimes, task managers and debuggers show of a process, by its width: Go's version, the pages of browsers
 * (https://learn.microsoft.com/en-us/windows/win32/sysinfo/user-agent), Task Manager's "*32", builds of AutoHotkey and PHP, registers in Visual Studio,
 * and the compilers of MinGW.
 */
export const moreWidths: Readonly<Record<'ia32' | 'x64', readonly RegExp[]>> = {
  ia32: [
    new RegExp(`${offsets}[0-9a-f]{8}(?![0-9a-f])`),
    /\bgo\d\.\d{1,2}[\w.]{0,8} windows\/386\b|\b(?:arch|GOARCH) ?[=:] ?["']?386\b/,
    /\.exe \*32\b|\(Windows NT \d{1,2}\.\d; WOW64\b/,
    /\b(?:AutoHotkey|AHK)\b.{0,30}\b[UA]32\b|\b(?:N?TS|ZTS) (?:Visual C\+\+|MSVC\d{0,3}|VC) ?\d{0,4}\b.{0,20}\bx86\b/,
    /\bESP=[0-9A-F]{8} EIP=[0-9A-F]{8}\b|\bEIP=[0-9A-F]{8} ESP=[0-9A-F]{8}\b|\bEAX=[0-9A-F]{8}\b/,
    /\bbitness ?[=:] ?32\b|\bWow64 ?[=:] ?(?:yes|true|1)\b/i,
    /\.NET \d{1,2}\.\d[\w.-]{0,12}, X86\b|\bQt \d\.[\d.]{1,6} \(i386-little_endian/,
    /\bi686-w64-mingw32\b|[\\/]SysWOW64[\\/](?:[\w.]{1,30}[\\/]){0,3}\w{2,40}\.exe\b/i,
  ],
  x64: [
    new RegExp(`${offsets}[0-9a-f]{16}(?![0-9a-f])`),
    /^\D{3,40}[:：]? ?0x0{4}[0-9a-f]{12}$/,
    /\bgo\d\.\d{1,2}[\w.]{0,8} windows\/amd64\b/,
    /\b(?:AutoHotkey|AHK)\b.{0,30}\bU64\b|\b(?:N?TS|ZTS) (?:Visual C\+\+|MSVC\d{0,3}|VC) ?\d{0,4}\b.{0,20}\bx64\b/,
    /\bRAX=[0-9A-F]{16}\b/,
    /\bbitness ?[=:] ?64\b/i,
    /\.NET \d{1,2}\.\d[\w.-]{0,12}, X64\b|\bQt \d\.[\d.]{1,6} \(x86_64-little_endian/,
    /\bx86_64-w64-mingw32\b|\bx64\.w64\.mingw32\b/,
  ],
}
