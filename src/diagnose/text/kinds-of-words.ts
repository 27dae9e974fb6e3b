import { gated } from '../patterns/gated.ts'
/** Words of several kinds, of which a topic has one of each. */

export const bits =
  /\b(?:x64|win64|amd64|x86[_-]64|64[- ]?bits?|64[- ]?битн\w*|64 ?位)(?![\w])|\b(?:x86|win32|32[- ]?bits?|386|i686|ia32|arm64|GOARCH)\b/i
export const isWrong = gated(
  /\b(?:wrong|incorrect\w*|invalid|bad|fix\w*|correct\w*|mismatch\w*|bugs?|issues?|crash\w*|fails?|failed|failing|broken|breaks?|problems?|errors?|exceptions?|missing|violation|portab\w*|compatib\w*|should|must|instead)\b/i,
  /错误/i,
  /崩溃/i,
  /ошибк/i,
  /fehler/i,
)
export const ofPointers = gated(
  /\b(?:HANDLE|H(?:WND|MODULE|INSTANCE|KEY|DC|MENU|ICON|BITMAP|ENUM|HOOK)|handles?|pointers?|U?IntPtr|u?intptr_t|LongPtr|\w{2,12}_PTR|U?Ptr|LPARAM|WPARAM|LRESULT|c_void_p|argtypes|restype|NativeU?Int|address(?:es)?|size_t|void ?\*|GWLP?_\w{2,12}|[GS]etWindowLong\w*)\b/,
  /指针/,
  /句柄/,
  /указател/,
  /дескриптор/,
)
export const ofTypes =
  /\b(?:signatures?|prototypes?|declar\w+|definitions?|types?|cast\w*|pass\w*|param\w*|return\w*|argument\w*|DllCall|DllImport|p\/?invoke\w*|ffi|ctypes|JNA|Declare|arithmetic|convert\w*|(?:ToInt32|Cardinal|Integer|LongInt|Long|DWORD|UInt|c_int|uint32|int32|int))\b/i
export const ofStreams = gated(
  /\bstd(?:in|out|err|io)\b/i,
  /\binteractive\b/i,
  /\bprintln\b/i,
  /\b(?:env_)?logger\b/i,
  /\blog(?:ging)? output\b/i,
  /\bconsole\b/i,
  /\bterminal\b/i,
  /\btty\b/i,
  /\bstandard (?:input|output|error|handles?|streams?)\b/i,
  /标准输(?:入|出)/i,
  /控制台/i,
  /консол/i,
)
export const withoutConsole = gated(
  /\b(?:no|without(?: an?)?|not have a) (?:console|terminal|tty|stdin|stdout)\b/i,
  /\bredirect\w*/i,
  /\bpiped?\b/i,
  /\bservices?\b/i,
  /\bGUI\b/i,
  /\bwindowed\b/i,
  /subsystem\b/i,
  /\bdocker\b/i,
  /\bcygwin\b/i,
  /\bmsys2?\b/i,
  /\bmintty\b/i,
  /\bgit[- ]bash\b/i,
  /\bpythonw\b/i,
  /\bpyinstaller\b/i,
  /\bbackground\b/i,
  /\bheadless\b/i,
  /\bover ssh\b/i,
  /\bssh\b/i,
  /\bWinRM\b/i,
  /\bPSSession\b/i,
  /\bPowerShell remoting\b/i,
  /\bremote desktop\b/i,
  /\bscheduled?\b/i,
  /\bdaemon\b/i,
  /\bnohup\b/i,
  /\blegacy console\b/i,
)
export const ofPorts =
  /\b(?:serial|COM ?\d{1,3}|com ?ports?|ports?|usb|hid|devices?|bluetooth|arduino|dongle|scanner|adapter)\b/i
/** A driver that is blamed, or changed for another one. */
export const ofDrivers = gated(
  /\b(?:install\w*|updat\w+|upgrad\w+|re-?install\w*|revert\w*|downgrad\w+|roll\w* ?back|old(?:er)?|new(?:er|est)?|latest|previous|earlier|different|official|signed|counterfeit|fake|buggy|broken|wrong|generic)\b.{0,30}\bdrivers?\b/i,
  /\bdrivers?\b.{0,24}\b(?:version \d|v?\d\.\d|bugs?|buggy|issues?|problems?|is to blame|downgrad\w+|updat\w+|re-?install\w*)/i,
  /\b(?:CH34\d|PL2303\w*|FTDI|CP210\d)\b.{0,40}\bdrivers?\b/i,
)
export const ofLastError =
  /\b(?:Get_?|Set_?|use_?|A_|Err\.)?Last_?(?:os_|Win32_?|PInvoke|Dll|System)?_?Error\b|\blast[- ]error\b|\berror code\b/i

export const isOff =
  /\b(?:wrong|incorrect\w*|inaccurate|invalid|different|unexpected|lost|correct|too late|immediately|right (?:after|away)|confus\w+|meaningless|reset|modif\w+|overwrit\w+)\b/i

/** A program, by its name or its build, of one width, and what it works on, of the other. */
export const ofWidthOfProgram =
  /\b\w{2,20}(?:32|64|x86|x64)(?:\.exe)?\b|\b(?:32|64)[- ]?bits? (?:version|builds?|program|tools?|app\w{0,9}|binary|executable|exe|debugger|client|scanner)\b/i
export const ofOtherProcess =
  /\b(?:scan|read|debug|dump|attach|open|hook|enumerat|inspect|suspend|patch|list|inject|obtain|quer|retriev|fetch)\w{0,5}\b.{0,40}\b(?:32|64)[- ]?bits? (?:process|program|app|target|game|executable)/i
