import t from 'tap'
import { codeInWords } from '../../../src/diagnose/own-codes.ts'
import { symptomOf } from '../../../src/diagnose/options/index.ts'
import { parseText } from '../../../src/diagnose/text/parse-text.ts'
import { byRules } from '../../support/diagnose/by-rules.ts'

t.test('a code is shown by the name that it has where it comes from', async t => {
  for (const [call, code, words] of [
    ['ReadFile', 6, 'error 6 (ERROR_INVALID_HANDLE)'],
    ['CreateProcessW', 740, 'error 740 (ERROR_ELEVATION_REQUIRED)'],
    ['waveOutOpen', 11, 'error 11 (MMSYSERR_INVALPARAM)'],
    ['midiOutOpen', 4, 'error 4 (MMSYSERR_ALLOCATED)'],
    ['CryptAcquireContextW', 0x80090016, '0x80090016 (NTE_BAD_KEYSET)'],
    ['CoCreateInstance', 0x80004002, '0x80004002 (E_NOINTERFACE)'],
    ['CoCreateInstance', 0x80041234, '0x80041234'],
    ['libusb_open', -12, '-12, which is no code of Windows'],
    ['', 31999, 'error 31999'],
  ] as const)
    t.equal(codeInWords(call, code), words)
})

t.test('a code of a library of Windows is weighed as what it means', async t => {
  for (const [failed, same] of [
    ['waveOutOpen=11', 'waveOutOpen=87'],
    ['CryptAcquireContextW=0x80090016', 'CryptAcquireContextW=2'],
    ['CryptAcquireContextW=NTE_EXISTS', 'CryptAcquireContextW=80'],
    ['StgOpenStorage=STG_E_INVALIDHANDLE', 'StgOpenStorage=6'],
    ['0x8002000A', 'overflow'],
  ] as const) {
    const [own, plain] = [failed, same].map(text =>
      byRules(symptomOf({ failed: [text], ok: [], seen: [] })),
    )
    t.same(own?.ranking, plain?.ranking, failed)
  }
})

t.test('the name of such a code is read in a text', async t => {
  for (const text of [
    'CryptAcquireContext failed: 0x8009000F NTE_EXISTS',
    'CryptAcquireContext failed with NTE_EXISTS',
  ])
    t.match(parseText(text).failed, [{ call: 'CryptAcquireContext', outcome: '2148073487' }], text)
  for (const [text, code] of [
    ['System.Runtime.InteropServices.COMException (0x80010108): The object is gone', 0x80010108],
    [
      "pywintypes.com_error: (-2147221008, 'CoInitialize has not been called.', None, None)",
      0x800401f0,
    ],
    ['CoCreateInstance failed: hr=0x80004002', 0x80004002],
    ['CoCreateInstance failed with REGDB_E_CLASSNOTREG', 0x80040154],
    ['SetupDiOpenDeviceInfoW failed: 0xE000020B', 0xe000020b],
  ] as const)
    t.equal(parseText(text).failed[0]?.outcome, String(code), text)
  t.equal(parseText('CoCreateInstance failed: E_FAIL').failed[0]?.outcome, 'failed')
})

t.test('a small negative number is kept as it is typed, and an HRESULT is not one', async t => {
  for (const [typed, outcome] of [
    ['libusb_open=-12', '-12'],
    ['ReadFile=-1', '-1'],
    ['ReadFile=-2147024890', '6'],
    ['write=EBADF', '6'],
  ] as const)
    t.equal(symptomOf({ failed: [typed], ok: [], seen: [] }).failed[0]?.outcome, outcome, typed)
})
