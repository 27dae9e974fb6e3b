/**
 * What Microsoft's list of system error codes says in English, for codes that `windowsMessages` does not have. One code a line;
 * what follows the first sentence is left out. https://learn.microsoft.com/en-us/windows/win32/debug/system-error-codes
 */
const sentences = `
8 Not enough memory resources are available to process this command
14 Not enough storage is available to complete this operation
15 The system cannot find the drive specified
19 The media is write protected
20 The system cannot find the device specified
21 The device is not ready
23 Data error (cyclic redundancy check)
29 The system cannot write to the specified device
30 The system cannot read from the specified device
32 The process cannot access the file because it is being used by another process
33 The process cannot access the file because another process has locked a portion of the file
50 The request is not supported
53 The network path was not found
55 The specified network resource or device is no longer available
64 The specified network name is no longer available
67 The network name cannot be found
85 The local device name is already in use
108 The disk is in use or locked by another process
109 The pipe has been ended
110 The system cannot open the device or file specified
112 There is not enough space on the disk
117 The IOCTL call made by the application program is not correct
119 The system does not support the command requested
123 The filename, directory name, or volume label syntax is incorrect
127 The specified procedure could not be found
130 Attempt to use a file handle to an open disk partition for an operation other than raw disk I/O
131 An attempt was made to move the file pointer before the beginning of the file
132 The file pointer cannot be set on the specified device or file
145 The directory is not empty
148 The path specified cannot be used at this time
158 The segment is already unlocked
161 The specified path is invalid
164 No more threads can be created in the system
167 Unable to lock a region of a file
170 The requested resource is in use
183 Cannot create a file when that file already exists
186 The flag passed is not correct
203 The system could not find the environment option that was entered
206 The filename or extension is too long
230 The pipe state is invalid
231 All pipe instances are busy
232 The pipe is being closed
233 No process is on the other end of the pipe
234 More data is available
258 The wait operation timed out
259 No more data is available
267 The directory name is invalid
288 Attempt to release mutex not owned by caller
298 Too many posts were made to a semaphore
487 Attempt to access invalid address
535 There is a process on other end of the pipe
536 Waiting for a process to open the other end of the pipe
575 The application was unable to start correctly
996 Overlapped I/O event is not in a signaled state
997 Overlapped I/O operation is in progress
1002 The window cannot act on the sent message
1006 The volume for a file has been externally altered so that the opened file is no longer valid
1008 An attempt was made to reference a token that does not exist
1010 The configuration registry key is invalid
1011 The configuration registry key could not be opened
1018 Illegal operation attempted on a registry key that has been marked for deletion
1053 The service did not respond to the start or control request in a timely fashion
1056 An instance of the service is already running
1058 The service cannot be started, either because it is disabled
1060 The specified service does not exist as an installed service
1061 The service cannot accept control messages at this time
1062 The service has not been started
1063 The service process could not connect to the service controller
1068 The dependency service or group failed to start
1072 The specified service has been marked for deletion
1073 The specified service already exists
1112 No media in drive
1113 No mapping for the Unicode character exists in the target multi-byte code page
1114 A dynamic link library (DLL) initialization routine failed
1118 No serial device was successfully initialized
1150 The specified program requires a newer version of Windows
1154 One of the library files needed to run this application is damaged
1155 No application is associated with the specified file for this operation
1157 One of the library files needed to run this application cannot be found
1158 The current process has used all of its system allowance of handles for Window Manager objects
1200 The specified device name is invalid
1204 The specified network provider name is invalid
1229 An operation was attempted on a nonexistent network connection
1300 Not all privileges or groups referenced are assigned to the caller
1305 The revision level is unknown
1306 Indicates two revision levels are incompatible
1309 An attempt has been made to operate on an impersonation token by a thread that is not currently impersonating a client
1312 A specified logon session does not exist
1313 A specified privilege does not exist
1314 A required privilege is not held by the client
1326 The user name or password is incorrect
1332 No mapping between account names and security IDs was done
1337 The security ID structure is invalid
1338 The security descriptor structure is invalid
1346 Either a required impersonation level was not provided, or the provided impersonation level is invalid
1347 Cannot open an anonymous level security token
1349 The type of the token is inappropriate for its attempted use
1368 Unable to impersonate using a named pipe until data has been read from that pipe
1401 Invalid menu handle
1402 Invalid cursor handle
1403 Invalid accelerator table handle
1404 Invalid hook handle
1405 Invalid handle to a multiple-window position structure
1406 Cannot create a top-level child window
1407 Cannot find window class
1408 Invalid window; it belongs to other thread
1409 Hot key is already registered
1412 Class still has open windows
1414 Invalid icon handle
1416 The list box identifier was not found
1418 Thread does not have a clipboard open
1419 Hot key is not registered
1420 The window is not a valid dialog window
1421 Control ID not found
1425 Invalid device context (DC) handle
1426 Invalid hook procedure type
1427 Invalid hook procedure
1428 Cannot set nonlocal hook without a module handle
1429 This hook procedure can only be set globally
1431 The hook procedure is not installed
1436 Child windows cannot have menus
1439 Invalid system-wide (SPI_*) parameter
1441 All handles to windows in a multiple-window position structure must have the same parent
1442 The window is not a child window
1444 Invalid thread identifier
1447 The window does not have scroll bars
1450 Insufficient system resources exist to complete the requested service
1455 The paging file is too small for this operation to complete
1456 A menu item was not found
1457 Invalid keyboard layout handle
1459 This operation requires an interactive window station
1460 This operation returned because the timeout period expired
1461 Invalid monitor handle
1462 Incorrect size argument
1607 Component ID not registered
1609 Handle is in an invalid state
1702 The binding handle is invalid
1722 The RPC server is unavailable
1726 The remote procedure call failed
1775 A null context handle was passed from the client to the host during a remote procedure call
1780 A null reference pointer was passed to the stub
1783 The stub received bad data
1801 The printer name is invalid
1804 The specified datatype is invalid
1813 The specified resource type cannot be found in the image file
1814 The specified resource name cannot be found in the image file
1815 The specified resource language ID cannot be found in the image file
1816 Not enough quota is available to process this command
1905 The specified printer has been deleted
2000 The pixel format is invalid
2001 The specified driver is invalid
2250 This network connection does not exist
2401 This network connection has files open or requests pending
2404 The device is in use by an active process and cannot be disconnected
`

/** Sentences by code and language. */
export const englishMessages: Readonly<
  Record<number, Readonly<Record<string, readonly string[]>>>
> = Object.fromEntries(
  sentences
    .trim()
    .split('\n')
    .map(line => {
      const [code = '', ...words] = line.split(' ')
      return [Number(code), { en: [words.join(' ')] }]
    }),
)
