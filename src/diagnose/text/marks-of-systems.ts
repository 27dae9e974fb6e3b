import { gated, type Pattern } from '../patterns/gated.ts'
/**
 * What only another system prints of a process that ended: Android's tombstones, https://source.android.com/docs/core/tests/debug,
 * reports of macOS, https://developer.apple.com/documentation/xcode/examining-the-fields-in-a-crash-report,
 * the kernel of Linux, valgrind, mount and gdb there, and the loader of macOS.
 */
const ofOthers: readonly Pattern[] = [
  /\bFatal signal \d{1,2} \(SIG[A-Z]{2,6}\)|\bsignal \d{1,2} \(SIG[A-Z]{2,6}\), code|\bBuild fingerprint: '|\bABI: '(?:arm|x86)/,
  /\bEXC_(?:BAD_ACCESS|CRASH|BREAKPOINT|BAD_INSTRUCTION|ARITHMETIC|RESOURCE|GUARD)\b|\bTermination Reason: {0,8}Namespace\b|\blibsystem_\w{3,12}\.dylib\b/,
  gated(
    /\bsegfault at [0-9a-f]{1,16} ip [0-9a-f]{1,16}\b/m,
    /\btraps: \S{1,40}\[\d{1,7}\]/m,
    /\bgeneral protection fault\b/m,
    /\bkernel: BUG: /m,
    /\bunable to handle (?:kernel )?(?:page fault|paging request|NULL pointer)/m,
    /\bOut of memory: Killed process \d/m,
    /^\[ {0,6}\d{1,6}\.\d{6}\] /m,
  ),
  /[\\/]serialposix\.py\b|\bcould not open port \/dev\/|\bjava\.io\.UnixFileSystem\b|\bSIGSEGV in lib\w+\.so\b|\b[EFW]\/lib\w{2,20}: |\blib(?:c|m|pthread|dl)\.so\b/m,
  /\bsystemd-coredump\b|\(LWP \d{1,7}\)|\/lib\/(?:x86_64|aarch64|i386)-linux-gnu\b|\blib(?:c|pthread)[-.][\d.]{0,8}so\b|\binterrupted by signal \d{1,2}\b/,
  /^==\d{1,8}== (?:Invalid |Process terminating|Conditional jump|Use of uninitiali[sz]ed|Syscall param|Command: )/m,
  /\blibc\+\+abi: |\bdyld(?:\[\d{1,8}\])?: |\bmach-o file\b|\.dylib\b|^mount(?:\.\w{1,8})?: /m,
  /^# {1,4}SIG[A-Z]{2,5} \(0x[0-9a-f]{1,2}\) at pc=|\[lib[\w.-]{1,60}\.(?:so|dylib)[\d.]{0,8}\+0x/m,
]

/** Whether a text shows a process of another system. */
export function isOfOtherSystem(text: string): boolean {
  return (
    ofOthers.some(mark => mark.test(text)) && !/\b[A-Z]:\\|WinError|\.(?:exe|dll)\b/i.test(text)
  )
}

/** Tools and devices that only Windows has, by what they call themselves. */
const ofWindows = gated(
  /^Deployment Image Servicing and Management tool\b/m,
  /\bMicrosoft Windows\b/m,
  /\[(?:gdigrab|dshow|ddagrab)(?: @)?/m,
  /\bHKEY_[A-Z_]{4,20}\b/m,
  /\bHK(?:LM|CU|CR)[:\\]/m,
  /\bWin(?:p|Process|Native|API|Service|Reg|Http|Inet|Verify|Trust|Exec)[A-Z]?\w{0,30}\b/m,
  /^(?:Robocopy|DiskPart|SFC|CHKDSK|bcdedit|netsh)\b/m,
  /\bBITS\b/m,
  /\bsvchost\b/m,
  /\bwevtutil\b/m,
)

/** Whether a text names what only Windows has. */
export function hasToolOfWindows(text: string): boolean {
  return ofWindows.test(text)
}
