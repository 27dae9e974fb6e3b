import { names } from '../names.ts'

/**
 * What a cut to 32 bits does to a handle.
 *
 * - `kernel`, `user`: 32 significant bits, guaranteed: cut them, sign-extend them again, nothing is lost
 *   (https://learn.microsoft.com/en-us/windows/win32/winprog64/interprocess-communication)
 * - `registry`: a kernel handle or a predefined constant that is defined sign-extended, such as HKEY_LOCAL_MACHINE
 * - `socket`: a kernel handle as long as no layered provider hands out its own values
 * - `pointer-like`: an address (or a pointer-sized number) in disguise; a cut loses it above 4 GiB
 */
export type Family = 'kernel' | 'user' | 'registry' | 'socket' | 'pointer-like'

/** Type names whose family the headers cannot tell: they are plain `void *`, `ULONG_PTR` or an alias of HANDLE there. */
const byName: Readonly<Record<string, Family>> = {
  HANDLE: 'kernel',
  HKEY: 'registry',
  SOCKET: 'socket',
  ...family(
    'user',
    names(`
    HWND HMENU HDC HICON HCURSOR HBRUSH HBITMAP HFONT HPEN HRGN HPALETTE HGDIOBJ HACCEL HHOOK HDWP
    HMONITOR HDESK HWINSTA HENHMETAFILE HMETAFILE HKL HWINEVENTHOOK HRAWINPUT HCOLORSPACE
    HTOUCHINPUT HGESTUREINFO
  `),
  ),
  ...family(
    'pointer-like',
    names(`
    HMODULE HINSTANCE HGLOBAL HLOCAL HRSRC HDEVINFO HINTERNET SC_HANDLE SERVICE_STATUS_HANDLE HINF
    HSPFILEQ HDSKSPC HCRYPTPROV HCRYPTKEY HCRYPTHASH HCRYPTPROV_LEGACY
    HCRYPTPROV_OR_NCRYPT_KEY_HANDLE HCERTSTORE HCRYPTMSG HCERTCHAINENGINE BCRYPT_HANDLE
    BCRYPT_ALG_HANDLE BCRYPT_KEY_HANDLE BCRYPT_HASH_HANDLE BCRYPT_SECRET_HANDLE NCRYPT_HANDLE
    NCRYPT_PROV_HANDLE NCRYPT_KEY_HANDLE NCRYPT_SECRET_HANDLE NCRYPT_HASH_HANDLE
    PHIDP_PREPARSED_DATA WINUSB_INTERFACE_HANDLE EVT_HANDLE PDH_HQUERY PDH_HCOUNTER PDH_HLOG
    HPOWERNOTIFY HDEVNOTIFY HTHEME HIMAGELIST HTREEITEM HPROPSHEETPAGE HDPA HDSA HDROP HWAVEIN
    HWAVEOUT HMIDIIN HMIDIOUT HMIDISTRM HMIXER HMIXEROBJ HDRVR HMMIO HACMDRIVER HRASCONN HIMC
    HTHUMBNAIL HREGREADBATCH SCARDCONTEXT SCARDHANDLE HSTRING HRECOGNIZER HMACHINE HTRANSACTION
    TRACEHANDLE HCMNOTIFICATION HSWDEVICE HPCON HSTR HPSS HCONV HSZ HDDEDATA HCONVLIST GLOBALHANDLE
    LOCALHANDLE HCATADMIN HCRYPTASYNC EVT_OBJECT_ARRAY_PROPERTY_HANDLE MIB_SERVER_HANDLE
    MPR_SERVER_HANDLE RAS_SERVER_HANDLE
  `),
  ),
}

function family<F extends Family>(of: F, names: readonly string[]): Record<string, F> {
  return Object.fromEntries(names.map(name => [name, of]))
}

/**
 * Family of a type, by the first name of its chain of aliases that is known; undefined for what is no handle.
 * A type that the headers declare by DECLARE_HANDLE (a pointer to a struct of the same name with `__` behind it) and
 * that is not known by name is taken for pointer-like, which is the safe assumption.
 */
export function familyOf(chain: readonly string[]): Family | undefined {
  for (const name of chain) {
    const known = Object.hasOwn(byName, name) ? byName[name] : undefined
    if (known) return known
  }
  return chain.some(name => name.endsWith('__ *')) ? 'pointer-like' : undefined
}

/**
 * Positions declared HANDLE in the headers that are no kernel handles: addresses of user mode objects or contexts of a
 * remote procedure call. `return`, the name of a parameter, or a name with `*` for what it points at.
 */
const exceptions: Readonly<Record<string, Readonly<Record<string, Family>>>> = Object.fromEntries([
  ...each(
    'pointer-like',
    ['return'],
    names(`
      FindFirstFileA FindFirstFileW FindFirstFileExA FindFirstFileExW FindFirstFileTransactedA
      FindFirstFileTransactedW FindFirstFileNameW FindFirstStreamW FindFirstVolumeA FindFirstVolumeW
      FindFirstVolumeMountPointA FindFirstVolumeMountPointW HeapCreate GetProcessHeap CreateActCtxA
      CreateActCtxW CreateTimerQueue RegisterEventSourceA RegisterEventSourceW OpenEventLogA
      OpenEventLogW OpenBackupEventLogA OpenBackupEventLogW SetClipboardData GetClipboardData
      GetPropA GetPropW RemovePropA RemovePropW WTSOpenServerA WTSOpenServerW WTSOpenServerExA
      WTSOpenServerExW WTSVirtualChannelOpen WTSVirtualChannelOpenEx FindFirstUrlCacheEntryA
      FindFirstUrlCacheEntryW FindFirstPrinterChangeNotification AddPrinterA AddPrinterW
      IcmpCreateFile Icmp6CreateFile ConnectToPrinterDlg
    `),
  ),
  ...each('user', ['return'], ['LoadImageA', 'LoadImageW', 'CopyImage']),
  ...each(
    'pointer-like',
    ['hFindFile'],
    ['FindNextFileA', 'FindNextFileW', 'FindClose', 'FindNextFileNameW'],
  ),
  ...each('pointer-like', ['hFindStream'], ['FindNextStreamW', 'FindNextFileNameW']),
  ...each(
    'pointer-like',
    ['hFindVolume'],
    ['FindNextVolumeA', 'FindNextVolumeW', 'FindVolumeClose'],
  ),
  ...each(
    'pointer-like',
    ['hFindVolumeMountPoint'],
    ['FindNextVolumeMountPointA', 'FindNextVolumeMountPointW', 'FindVolumeMountPointClose'],
  ),
  ...each(
    'pointer-like',
    ['hHeap'],
    names(`
      HeapAlloc HeapReAlloc HeapFree HeapSize HeapDestroy HeapCompact HeapLock HeapUnlock
      HeapValidate HeapWalk HeapSummary
    `),
  ),
  ...each('pointer-like', ['HeapHandle'], ['HeapSetInformation', 'HeapQueryInformation']),
  ...each(
    'pointer-like',
    ['hActCtx'],
    ['ActivateActCtx', 'AddRefActCtx', 'ReleaseActCtx', 'ZombifyActCtx'],
  ),
  ...each(
    'pointer-like',
    ['TimerQueue', 'Timer', 'phNewTimer*'],
    [
      'CreateTimerQueueTimer',
      'ChangeTimerQueueTimer',
      'DeleteTimerQueueTimer',
      'DeleteTimerQueue',
      'DeleteTimerQueueEx',
    ],
  ),
  ...each('pointer-like', ['phNewWaitObject*'], ['RegisterWaitForSingleObject']),
  ...each('pointer-like', ['WaitHandle'], ['UnregisterWait', 'UnregisterWaitEx']),
  ...each(
    'pointer-like',
    ['hEventLog'],
    names(`
      DeregisterEventSource ReportEventA ReportEventW CloseEventLog ClearEventLogA ClearEventLogW
      BackupEventLogA BackupEventLogW ReadEventLogA ReadEventLogW GetNumberOfEventLogRecords
      GetOldestEventLogRecord GetEventLogInformation
    `),
  ),
  ...each(
    'pointer-like',
    ['phPrinter*', 'hPrinter'],
    names(`
      OpenPrinterA OpenPrinterW OpenPrinter2A OpenPrinter2W ClosePrinter StartDocPrinterA
      StartDocPrinterW EndDocPrinter StartPagePrinter EndPagePrinter WritePrinter ReadPrinter
      FlushPrinter AbortPrinter GetPrinterA GetPrinterW SetPrinterA SetPrinterW DeletePrinter
      EnumJobsA EnumJobsW GetJobA GetJobW SetJobA SetJobW GetPrinterDataA GetPrinterDataW
      GetPrinterDataExA GetPrinterDataExW GetPrinterDriverA GetPrinterDriverW AddJobA AddJobW
      ScheduleJob EnumFormsA EnumFormsW DocumentPropertiesA DocumentPropertiesW ResetPrinterA
      ResetPrinterW XcvDataW
    `),
  ),
  ...each(
    'pointer-like',
    ['hServer'],
    names(`
      WTSCloseServer WTSEnumerateSessionsA WTSEnumerateSessionsW WTSEnumerateProcessesA
      WTSEnumerateProcessesW WTSQuerySessionInformationA WTSQuerySessionInformationW
      WTSLogoffSession WTSDisconnectSession WTSSendMessageA WTSSendMessageW WTSTerminateProcess
    `),
  ),
  ...each('pointer-like', ['hMem', 'hData'], ['SetClipboardData', 'SetPropA', 'SetPropW']),
  ...each(
    'pointer-like',
    ['hClientHandle', 'phClientHandle*'],
    names(`
      WlanOpenHandle WlanCloseHandle WlanEnumInterfaces WlanScan WlanGetAvailableNetworkList
      WlanQueryInterface WlanConnect WlanDisconnect WlanGetProfile WlanSetProfile WlanGetProfileList
    `),
  ),
  ...each(
    'pointer-like',
    ['IcmpHandle'],
    ['IcmpCloseHandle', 'IcmpSendEcho', 'IcmpSendEcho2', 'IcmpSendEcho2Ex', 'Icmp6SendEcho2'],
  ),
])

function each(
  family: Family,
  positions: readonly string[],
  functions: readonly string[],
): [string, Record<string, Family>][] {
  const table = Object.fromEntries(positions.map(position => [position, family]))
  return functions.map(name => [name, table])
}

/** Family of the handle at a position of a function: `return`, or the name of a parameter (with `*` for what it points at). */
export function familyAt(
  functionName: string,
  position: string,
  chain: readonly string[],
): Family | undefined {
  const known = Object.hasOwn(exceptions, functionName) ? exceptions[functionName] : undefined
  return known?.[position] ?? familyOf(chain)
}
