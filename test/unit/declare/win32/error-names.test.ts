import t from 'tap'
import {
  codeOfError,
  errorNamesOf,
  nameOfError,
} from '../../../../src/declare/win32/error-names.ts'
import { win32Errors } from '../../../../src/declare/win32/errors.ts'
import { symptomOf } from '../../../../src/diagnose/options/index.ts'
import { parseText } from '../../../../src/diagnose/text/parse-text.ts'

t.test('names of winerror.h are read with their codes', async t => {
  t.equal(
    errorNamesOf(
      [
        '#define ERROR_SUCCESS __MSABI_LONG(0)',
        '#define NO_ERROR __MSABI_LONG(0)',
        '#define ERROR_BUSY __MSABI_LONG(170)',
        '#define ERROR_IN_USE 170L',
        '#define WSABASEERR 10000',
        '#define WSAENOTSOCK (WSABASEERR + 38)',
        '#define ERROR_OF_ANOTHER (1 << 4)',
        '#define RPC_S_SERVER_UNAVAILABLE __MSABI_LONG(1722)',
        '#define FACILITY_RPC 1',
        '#define E_NOTIMPL _HRESULT_TYPEDEF_(0x80000001)',
        '#define E_NOTIMPL _HRESULT_TYPEDEF_(0x80004001)',
        '#define NTE_BAD_KEY _HRESULT_TYPEDEF_(0x80090003)',
      ].join('\n'),
    ),
    [
      '0 ERROR_SUCCESS\n170 ERROR_BUSY ERROR_IN_USE\n1722 RPC_S_SERVER_UNAVAILABLE\n10000 WSABASEERR\n10038 WSAENOTSOCK\n',
      '2147500033 E_NOTIMPL\n2148073475 NTE_BAD_KEY\n',
    ].join(''),
  )
})

t.test('the table of the package has what Windows documents', async t => {
  for (const [name, code] of [
    ['ERROR_HOTKEY_ALREADY_REGISTERED', 1409],
    ['ERROR_CLIPBOARD_NOT_OPEN', 1418],
    ['WSAEFAULT', 10014],
    ['WSAENOTSOCK', 10038],
    ['RPC_S_SERVER_UNAVAILABLE', 1722],
    ['RPC_E_DISCONNECTED', 0x80010108],
  ] as const) {
    t.equal(codeOfError(name), code, name)
    t.equal(nameOfError(code), name)
  }
  t.equal(codeOfError('ERROR_THAT_IS_NONE'), undefined)
  t.equal(nameOfError(99_999), undefined)
  t.equal(nameOfError(0xe0000206), 'ERROR_INVALID_CLASS', 'of setupapi.h')
  t.equal(nameOfError(0xe0000235), 'ERROR_IN_WOW64', 'of setupapi.h, by its twin')
  t.equal(nameOfError(0x80000002), undefined, 'HKEY_LOCAL_MACHINE')
  // Codes of setupapi.h are beyond those of winerror.h.
  for (const [code, name] of Object.entries(win32Errors))
    if (Number(code) < 0x10000) t.equal(codeOfError(name), Number(code), name)
})

t.test('any of these names is a code in a text and in an option', async t => {
  for (const [text, outcome] of [
    ['send failed with WSAENOTSOCK', '10038'],
    ['error code was WSAEFAULT in WSASend', '10014'],
    ['RegisterHotKey failed: ERROR_HOTKEY_ALREADY_REGISTERED', '1409'],
  ] as const)
    t.match(parseText(text).failed, [{ outcome }], text)
  t.match(
    parseText('if (error == WSAEWOULDBLOCK) continue;\nReadFile failed with error 5').failed,
    [{ call: 'ReadFile', outcome: '5' }],
  )
  t.throws(
    () => symptomOf({ failed: ['send=WSAENOTSOK'], ok: [], seen: [] }),
    /did you mean WSAENOTSOCK\b/,
    'a name that is misspelt has its near names',
  )
  t.match(
    symptomOf({ failed: ['RegisterHotKey=ERROR_HOTKEY_ALREADY_REGISTERED'], ok: [], seen: [] })
      .failed,
    [{ call: 'RegisterHotKey', outcome: '1409' }],
  )
})
