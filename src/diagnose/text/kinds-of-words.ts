/** Words of several kinds, of which a topic has one of each. */

export const bits =
  /\b(?:x64|win64|amd64|x86[_-]64|64[- ]?bits?|64[- ]?битн\w*|64 ?位)(?![\w])|\b(?:x86|win32|32[- ]?bits?|386|i686|ia32|arm64|GOARCH)\b/i
export const isWrong =
  /\b(?:wrong|incorrect\w*|invalid|bad|fix\w*|correct\w*|mismatch\w*|bugs?|issues?|crash\w*|fails?|failed|failing|broken|breaks?|problems?|errors?|exceptions?|missing|violation|portab\w*|compatib\w*|should|must|instead)\b|错误|崩溃|ошибк|fehler/i
export const ofPointers =
  /\b(?:HANDLE|H(?:WND|MODULE|INSTANCE|KEY|DC|MENU|ICON|BITMAP|ENUM|HOOK)|handles?|pointers?|U?IntPtr|u?intptr_t|LongPtr|\w{2,12}_PTR|U?Ptr|LPARAM|WPARAM|LRESULT|c_void_p|argtypes|restype|NativeU?Int|address(?:es)?|size_t|void ?\*|GWLP?_\w{2,12}|[GS]etWindowLong\w*)\b|指针|句柄|указател|дескриптор/
export const ofTypes =
  /\b(?:signatures?|prototypes?|declar\w+|definitions?|types?|cast\w*|pass\w*|param\w*|return\w*|argument\w*|DllCall|DllImport|p\/?invoke\w*|ffi|ctypes|JNA|Declare|arithmetic|convert\w*|(?:ToInt32|Cardinal|Integer|LongInt|Long|DWORD|UInt|c_int|uint32|int32|int))\b/i
export const ofStreams =
  /\bstd(?:in|out|err|io)\b|\binteractive\b|\bprintln\b|\b(?:env_)?logger\b|\blog(?:ging)? output\b|\bconsole\b|\bterminal\b|\btty\b|\bstandard (?:input|output|error|handles?|streams?)\b|标准输(?:入|出)|控制台|консол/i
export const withoutConsole =
  /\b(?:no|without(?: an?)?|not have a) (?:console|terminal|tty|stdin|stdout)\b|\bredirect\w*|\bpiped?\b|\bservices?\b|\bGUI\b|\bwindowed\b|subsystem\b|\bdocker\b|\bcygwin\b|\bmsys2?\b|\bmintty\b|\bgit[- ]bash\b|\bpythonw\b|\bpyinstaller\b|\bbackground\b|\bheadless\b|\bover ssh\b|\bssh\b|\bWinRM\b|\bPSSession\b|\bPowerShell remoting\b|\bremote desktop\b|\bscheduled?\b|\bdaemon\b|\bnohup\b|\blegacy console\b/i
export const ofPorts =
  /\b(?:serial|COM ?\d{1,3}|com ?ports?|ports?|usb|hid|devices?|bluetooth|arduino|dongle|scanner|adapter)\b/i
/** A driver that is blamed, or changed for another one. */
export const ofDrivers =
  /\b(?:install\w*|updat\w+|upgrad\w+|re-?install\w*|revert\w*|downgrad\w+|roll\w* ?back|old(?:er)?|new(?:er|est)?|latest|previous|earlier|different|official|signed|counterfeit|fake|buggy|broken|wrong|generic)\b.{0,30}\bdrivers?\b|\bdrivers?\b.{0,24}\b(?:version \d|v?\d\.\d|bugs?|buggy|issues?|problems?|is to blame|downgrad\w+|updat\w+|re-?install\w*)|\b(?:CH34\d|PL2303\w*|FTDI|CP210\d)\b.{0,40}\bdrivers?\b/i
export const ofLastError =
  /\b(?:Get_?|Set_?|use_?|A_|Err\.)?Last_?(?:os_|Win32_?|PInvoke|Dll|System)?_?Error\b|\blast[- ]error\b|\berror code\b/i

export const isOff =
  /\b(?:wrong|incorrect\w*|inaccurate|invalid|different|unexpected|lost|correct|too late|immediately|right (?:after|away)|confus\w+|meaningless|reset|modif\w+|overwrit\w+)\b/i

/** A program, by its name or its build, of one width, and what it works on, of the other. */
export const ofWidthOfProgram =
  /\b\w{2,20}(?:32|64|x86|x64)(?:\.exe)?\b|\b(?:32|64)[- ]?bits? (?:version|builds?|program|tools?|app\w{0,9}|binary|executable|exe|debugger|client|scanner)\b/i
export const ofOtherProcess =
  /\b(?:scan|read|debug|dump|attach|open|hook|enumerat|inspect|suspend|patch|list|inject|obtain|quer|retriev|fetch)\w{0,5}\b.{0,40}\b(?:32|64)[- ]?bits? (?:process|program|app|target|game|executable)/i
