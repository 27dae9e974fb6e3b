import { taken, type CodeMeaning, type Group } from './code-meaning.ts'
import { ofResults } from './code-meanings-of-com.ts'
import { inUse } from './about-failure.ts'
import { odds } from './support/rule.ts'

const ofResources: Group[] = [
  [
    `17 ERROR_NOT_SAME_DEVICE 145 ERROR_DIR_NOT_EMPTY 4390 ERROR_NOT_A_REPARSE_POINT`,
    {
      classes: ['bad-parameter', 'failed-open'],
      odds: odds.decides,
      text: 'the file system cannot do this with this file or folder',
    },
  ],
  [
    `39 ERROR_HANDLE_DISK_FULL 112 ERROR_DISK_FULL 1392 ERROR_FILE_CORRUPT`,
    {
      classes: ['driver'],
      odds: odds.decides,
      text: 'the disk is full or damaged',
    },
  ],
  [
    `109 ERROR_BROKEN_PIPE 232 ERROR_NO_DATA 233 ERROR_PIPE_NOT_CONNECTED`,
    {
      classes: ['unplugged'],
      odds: odds.told,
      text: 'the program at the other end of the pipe has closed it, or is not there',
    },
  ],
  [
    `1114 ERROR_DLL_INIT_FAILED`,
    {
      classes: ['failed-open'],
      odds: odds.told,
      text: 'the DLL was found and has the right bitness, and refused to start',
    },
  ],
  [
    `85 ERROR_ALREADY_ASSIGNED 108 ERROR_DRIVE_LOCKED 167 ERROR_LOCK_FAILED
     1056 ERROR_SERVICE_ALREADY_RUNNING 2401 ERROR_OPEN_FILES 2402 ERROR_ACTIVE_CONNECTIONS`,
    { ...taken, odds: odds.told },
  ],
  [
    `1418 ERROR_CLIPBOARD_NOT_OPEN`,
    {
      classes: ['busy', 'failed-open'],
      odds: odds.told,
      text: 'ERROR_CLIPBOARD_NOT_OPEN: OpenClipboard failed before, as it does while another program has the clipboard',
    },
  ],
  [
    `183 ERROR_ALREADY_EXISTS 203 ERROR_ENVVAR_NOT_FOUND 1008 ERROR_NO_TOKEN
     1815 ERROR_RESOURCE_LANG_NOT_FOUND`,
    {
      classes: ['stale-last-error'],
      odds: odds.told,
      text: 'the code is one that calls set which succeed, or look something up: it is no failure of the call',
    },
  ],
  [
    `1058 ERROR_SERVICE_DISABLED 1060 ERROR_SERVICE_DOES_NOT_EXIST 1062 ERROR_SERVICE_NOT_ACTIVE
     1068 ERROR_SERVICE_DEPENDENCY_FAIL 1722 RPC_S_SERVER_UNAVAILABLE`,
    {
      classes: ['failed-open', 'driver'],
      odds: odds.told,
      text: 'the service behind the function is not there, or does not run',
    },
  ],
  [
    `15 ERROR_INVALID_DRIVE 53 ERROR_BAD_NETPATH 110 ERROR_OPEN_FAILED 1011 ERROR_CANTOPEN
     1155 ERROR_NO_ASSOCIATION 1200 ERROR_BAD_DEVICE 2250 ERROR_NOT_CONNECTED`,
    {
      classes: ['failed-open', 'bad-parameter'],
      odds: odds.decides,
      text: 'what is to be opened is not there, or not by this name',
    },
  ],
  [
    `182 ERROR_INVALID_ORDINAL 1150 ERROR_OLD_WIN_VERSION
     1154 ERROR_INVALID_DLL 1157 ERROR_DLL_NOT_FOUND`,
    {
      classes: ['process-bitness', 'failed-open'],
      odds: odds.decides,
      text: 'a program or a DLL is there and does not start: it was built for something else, or one that it needs is missing',
    },
  ],
  [
    `19 ERROR_WRITE_PROTECT 23 ERROR_CRC 29 ERROR_WRITE_FAULT 30 ERROR_READ_FAULT
     119 ERROR_BAD_DRIVER_LEVEL 1118 ERROR_SERIAL_NO_DEVICE 2001 ERROR_BAD_DRIVER`,
    { classes: ['driver'], odds: odds.decides, text: 'the code is one that drivers return' },
  ],
]

const ofProgress: Group[] = [
  [
    `258 WAIT_TIMEOUT 535 ERROR_PIPE_CONNECTED 996 ERROR_IO_INCOMPLETE 997 ERROR_IO_PENDING`,
    {
      classes: ['bad-parameter'],
      odds: odds.decides,
      text: 'the code is no failure of the call: it goes on, it has not ended in time, or it is done already',
      isEnd: true,
    },
  ],
  [
    `1073 ERROR_SERVICE_EXISTS 1078 ERROR_DUPLICATE_SERVICE_NAME`,
    {
      classes: ['bad-parameter'],
      odds: odds.told,
      text: 'what is to be created is there already',
    },
  ],
  [
    `10053 WSAECONNABORTED 10054 WSAECONNRESET 10060 WSAETIMEDOUT 10061 WSAECONNREFUSED
     10064 WSAEHOSTDOWN 10065 WSAEHOSTUNREACH`,
    {
      classes: ['failed-open', 'bad-parameter'],
      odds: odds.told,
      text: 'the socket is one, and the other side did not answer, refused or ended the connection',
    },
  ],
]

const ofArguments: Group[] = [
  [
    `117 ERROR_INVALID_CATEGORY 131 ERROR_NEGATIVE_SEEK 158 ERROR_NOT_LOCKED
     186 ERROR_INVALID_FLAG_NUMBER 206 ERROR_FILENAME_EXCED_RANGE 267 ERROR_DIRECTORY
     298 ERROR_TOO_MANY_POSTS 1305 ERROR_UNKNOWN_REVISION 1346 ERROR_BAD_IMPERSONATION_LEVEL
     1368 ERROR_CANNOT_IMPERSONATE 1406 ERROR_TLW_WITH_WSCHILD 1407 ERROR_CANNOT_FIND_WND_CLASS
     1408 ERROR_WINDOW_OF_OTHER_THREAD 1410 ERROR_CLASS_ALREADY_EXISTS 1411 ERROR_CLASS_DOES_NOT_EXIST
     1413 ERROR_INVALID_INDEX 1416 ERROR_LISTBOX_ID_NOT_FOUND 1420 ERROR_WINDOW_NOT_DIALOG
     1421 ERROR_CONTROL_ID_NOT_FOUND 1426 ERROR_INVALID_HOOK_FILTER 1427 ERROR_INVALID_FILTER_PROC
     1428 ERROR_HOOK_NEEDS_HMOD 1429 ERROR_GLOBAL_ONLY_HOOK 1436 ERROR_CHILD_WINDOW_MENU
     1439 ERROR_INVALID_SPI_VALUE 1441 ERROR_HWNDS_HAVE_DIFF_PARENT 1442 ERROR_NOT_CHILD_WINDOW
     1444 ERROR_INVALID_THREAD_ID 1447 ERROR_NO_SCROLLBARS 1456 ERROR_MENU_ITEM_NOT_FOUND
     1801 ERROR_INVALID_PRINTER_NAME 1804 ERROR_INVALID_DATATYPE 1805 ERROR_INVALID_ENVIRONMENT
     1813 ERROR_RESOURCE_TYPE_NOT_FOUND 1814 ERROR_RESOURCE_NAME_NOT_FOUND
     2000 ERROR_INVALID_PIXEL_FORMAT 3000 ERROR_UNKNOWN_PRINT_MONITOR`,
    {
      classes: ['bad-parameter'],
      odds: odds.decides,
      text: 'the code names what is wrong with an argument: a name, a number or a flag that the function does not take here',
    },
  ],
  [
    `740 ERROR_ELEVATION_REQUIRED 1300 ERROR_NOT_ALL_ASSIGNED 1309 ERROR_NO_IMPERSONATION_TOKEN 1312 ERROR_NO_SUCH_LOGON_SESSION
     1313 ERROR_NO_SUCH_PRIVILEGE 1314 ERROR_PRIVILEGE_NOT_HELD 1326 ERROR_LOGON_FAILURE
     1332 ERROR_NONE_MAPPED 1349 ERROR_BAD_TOKEN_TYPE`,
    {
      classes: ['bad-parameter'],
      odds: odds.told,
      text: 'the code is said of accounts, privileges and rights',
    },
  ],
  [
    `67 ERROR_BAD_NET_NAME 123 ERROR_INVALID_NAME 161 ERROR_BAD_PATHNAME`,
    {
      classes: ['bad-parameter', 'failed-open'],
      odds: odds.decides,
      text: 'the name of what is to be opened is none, or is not there',
    },
  ],
  [
    `18 ERROR_NO_MORE_FILES 259 ERROR_NO_MORE_ITEMS`,
    {
      classes: ['bad-parameter'],
      odds: odds.told,
      text: 'a list is at its end: nothing in it fits what was asked for',
      isEnd: true,
    },
  ],
  [
    `234 ERROR_MORE_DATA`,
    {
      classes: ['bad-parameter'],
      odds: odds.told,
      text: 'the buffer is shorter than what is there; call again with a longer one, or read on',
    },
  ],
  [
    `1306 ERROR_REVISION_MISMATCH 1462 ERROR_INCORRECT_SIZE`,
    {
      classes: ['struct-size-constant', 'struct-layout-shrunk'],
      odds: odds.told,
      text: 'the code is said of a struct whose size is that of another version',
    },
  ],
  [
    `1783 RPC_X_BAD_STUB_DATA`,
    {
      classes: ['bad-parameter', 'struct-layout-shrunk'],
      odds: odds.decides,
      text: 'what was passed to a server cannot be packed: it is too long, or laid out otherwise',
    },
  ],
  [
    `487 ERROR_INVALID_ADDRESS 998 ERROR_NOACCESS 1780 RPC_X_NULL_REF_POINTER`,
    {
      classes: ['arg-truncated', 'struct-layout-shrunk', 'return-truncated', 'field-narrowed'],
      odds: odds.leans,
      text: 'the code is said of an address at which nothing is',
    },
  ],
]

const ofHandles: Group[] = [
  [
    `1401 ERROR_INVALID_MENU_HANDLE 1402 ERROR_INVALID_CURSOR_HANDLE 1403 ERROR_INVALID_ACCEL_HANDLE
     1404 ERROR_INVALID_HOOK_HANDLE 1405 ERROR_INVALID_DWP_HANDLE 1414 ERROR_INVALID_ICON_HANDLE`,
    {
      classes: ['bad-parameter', 'wrong-kind', 'closed-handle'],
      odds: odds.decides,
      text: 'the code names the argument: it is no menu, cursor, table or hook, or not any more',
    },
  ],
  [
    `288 ERROR_NOT_OWNER 1006 ERROR_FILE_INVALID 1018 ERROR_KEY_DELETED 1425 ERROR_DC_NOT_FOUND
     1431 ERROR_HOOK_NOT_INSTALLED 1609 ERROR_INVALID_HANDLE_STATE 1905 ERROR_PRINTER_DELETED`,
    {
      classes: ['closed-handle', 'failed-open', 'wrong-kind'],
      odds: odds.decides,
      text: 'what the handle stood for was released or deleted, or was never there',
    },
  ],
  [
    `130 ERROR_DIRECT_ACCESS_HANDLE 132 ERROR_SEEK_ON_DEVICE 230 ERROR_BAD_PIPE
     1702 RPC_S_INVALID_BINDING`,
    {
      classes: ['wrong-kind', 'closed-handle'],
      odds: odds.decides,
      text: 'the handle is one, and not of the kind or in the state that the function needs',
    },
  ],
  [
    `1459 ERROR_REQUIRES_INTERACTIVE_WINDOWSTATION`,
    {
      classes: ['no-console'],
      odds: odds.decides,
      text: 'a service has no window station that anybody sees',
    },
  ],
]

const groups = [...ofResources, ...ofProgress, ...ofArguments, ...ofHandles, ...ofResults]
const codeAndName = /(0x[0-9A-F]{8}|\d+) (\w+)/g

const byCode: ReadonlyMap<string, CodeMeaning> = new Map([
  ...inUse.map(code => [code, taken] as const),
  ...groups.flatMap(([codes, meaning]) =>
    [...codes.matchAll(codeAndName)].map(
      ([, code = '']) => [String(Number(code)), meaning] as const,
    ),
  ),
])

/** The codes and the names that are written here, which a test compares with winerror.h. */
export function namesOfMeanings(): readonly (readonly [code: string, name: string])[] {
  return groups.flatMap(([codes]) =>
    [...codes.matchAll(codeAndName)].map(([, code = '', name = '']) => [code, name] as const),
  )
}

/** What a code says by itself; `undefined` for one that may be said of anything. https://learn.microsoft.com/en-us/windows/win32/debug/system-error-codes */
export function meaningOf(code: string): CodeMeaning | undefined {
  return byCode.get(code)
}
