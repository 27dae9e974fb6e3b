import t from 'tap'
import { failureSign } from '../../../src/diagnose/failure-signs.ts'

const lastError = '; the last error, read right after it, has its code'

t.test('a function is said to fail as the headers and its documentation have it', async t => {
  for (const [call, sign] of [
    ['socket', 'fails with INVALID_SOCKET (-1); WSAGetLastError has its code'],
    ['bind', 'fails with SOCKET_ERROR (-1); WSAGetLastError has its code'],
    ['RegOpenKeyExW', 'returns its code; 0 is success'],
    ['CreateFileW', `fails with INVALID_HANDLE_VALUE (-1, as wide as a pointer)${lastError}`],
    ['OpenProcess', `fails with NULL (0)${lastError}`],
    ['WaitForSingleObject', `fails with WAIT_FAILED (0xFFFFFFFF)${lastError}`],
    ['CloseHandle', `fails with 0${lastError}`],
  ] as const)
    t.equal(failureSign(call), sign, call)
})

t.test('nothing is said of a function that gives no sign, or of which none is known', async t => {
  // WSAStartup returns its code, and htons cannot fail; neither takes a socket.
  for (const call of ['WSAStartup', 'htons', 'GetTickCount', 'SHGetFileInfoW', 'NoSuchFunction'])
    t.equal(failureSign(call), undefined, call)
})
