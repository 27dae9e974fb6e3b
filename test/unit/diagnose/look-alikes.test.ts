import t from 'tap'
import { wordsFor } from '../../../src/diagnose/about-call.ts'
import { cureFor } from '../../../src/diagnose/cure-for.ts'
import { diagnose } from '../../../src/diagnose/diagnose.ts'
import { parseText } from '../../../src/diagnose/text/parse-text.ts'
import type { Symptom } from '../../../src/diagnose/symptom.ts'
import type { SymptomOptions } from '../../../src/diagnose/options/index.ts'
import type { MistakeId } from '../../../src/mistakes/index.ts'
import { answerTo, byRules, factsFor } from '../../support/diagnose/by-rules.ts'

t.test('a DLL that is refused is of the other width, whoever refuses it', async t => {
  for (const ffi of ['VBA', 'twinBASIC', 'P/Invoke', 'Java', 'ctypes'])
    t.equal(
      answerTo({ arch: 'x64', ffi, failed: ['refused'], seen: ['call=module'] }).ranking[0]?.class,
      'process-bitness',
      ffi,
    )
})

t.test(
  'what a function of Windows or a method of .NET refuses says nothing of the stack',
  async t => {
    for (const call of ['NtQueryInformationProcess', 'WinHttpQueryOption', 'Device.Initialize']) {
      const { ranking, excluded } = answerTo({ ffi: 'P/Invoke', failed: [`${call}=refused`] })
      t.not(ranking[0]?.class, 'too-wide', call)
      t.not(ranking[0]?.class, 'calling-convention', call)
      t.notOk(
        excluded.some(
          ({ classes }) => classes.includes('driver') || classes.includes('wrong-kind'),
        ),
        `${call} may be refused by a driver`,
      )
    }
    t.match(
      answerTo({ ffi: 'P/Invoke', failed: ['my_encode=refused'] }).ranking[0]?.class,
      /calling-convention|too-wide/,
      'a DLL of the user refuses nothing by itself',
    )
  },
)

const firstOf = (options: Partial<SymptomOptions>): MistakeId | undefined =>
  answerTo(options).ranking[0]?.class

t.test('access is denied to a port that is in use, and to much else', async t => {
  for (const [text, expected] of [
    [
      'PermissionError: [WinError 5] Access is denied: C:\\\\Program Files\\\\a\\\\b.txt',
      'failed-open',
    ],
    ['Cannot open file C:\\a.txt: error 5', 'failed-open'],
    ['Opening the serial port failed.\nOSError: [WinError 5] Access is denied', 'busy'],
    ['PermissionError: [WinError 5] Access is denied: COM3', 'busy'],
  ] as const) {
    const symptom = parseText(text)
    const { ranking, width } = diagnose(symptom)
    t.equal(ranking[0]?.class, expected, text)
    t.ok(width < 0.05, `width ${width}`)
    if (expected === 'busy') continue
    t.match(wordsFor(expected, symptom), { title: /file, key, process/, cure: /rights/ })
    t.equal(cureFor(expected, symptom), undefined, 'no lines about ports')
  }
})

t.test('get_osfhandle gives -2 for a descriptor without a stream', async t => {
  for (const [handle, isOne] of [
    ['-2', true],
    ['0xfffffffffffffffe', true],
    ['-1', false],
  ] as const) {
    const result = answerTo({ ffi: 'C++', failed: ['_get_osfhandle=wrong-result'], handle })
    t.equal(
      factsFor(result, 'no-console').some(text => text.startsWith('get_osfhandle returns -2')),
      isOne,
    )
    if (isOne) t.equal(result.ranking[0]?.class, 'no-console')
  }
})

t.test('a crash of CreateProcess has nothing to do with standard streams', async t => {
  const { ranking, excluded } = answerTo({
    arch: 'ia32',
    ffi: 'C#',
    failed: ['CreateProcessW=crash'],
  })
  t.not(ranking[0]?.class, 'inheritance')
  t.ok(excluded.some(({ classes }) => classes.includes('inheritance')))
})

t.test('a process of 64 bits can read others of both widths', async t => {
  for (const failed of ['ReadProcessMemory', 'VirtualAllocEx=failed']) {
    t.equal(firstOf({ arch: 'ia32', ffi: 'ctypes', failed: [failed] }), 'process-bitness')
    t.match(
      firstOf({ arch: 'x64', ffi: 'ctypes', failed: [failed] }),
      /arg-truncated|field-narrowed/,
    )
  }
})

t.test('a class of COM that is not found may be registered for the other width', async t => {
  for (const options of [{ ffi: 'twinBASIC' }, { arch: 'x64', okOn: 'ia32', ffi: 'JNA' }] as const)
    t.equal(firstOf({ ...options, failed: ['CoCreateInstance=not-found'] }), 'process-bitness')
  t.not(firstOf({ ffi: 'JNA', failed: ['CoCreateInstance=crash'] }), 'process-bitness')
})

t.test('what .NET declares for itself cuts nothing', async t => {
  const text =
    'Fatal error. System.AccessViolationException: Attempted to read or write protected memory.\n   at Interop+User32.SendMessageW(IntPtr, WM, IntPtr, IntPtr)\n   at System.Windows.Forms.Control.WndProc(Message)'
  t.ok(diagnose(parseText(text)).excluded.some(({ classes }) => classes.includes('arg-truncated')))
})

t.test('what is behind a port is no matter of width', async t => {
  for (const failed of ['ReadFile=wrong-data', 'ReadFile=hang', 'WriteFile=wrong-result'])
    t.equal(
      firstOf({ ffi: 'C++', ok: ['CreateFileW', 'SetCommState'], failed: [failed] }),
      'bad-parameter',
      failed,
    )
  t.not(
    firstOf({ ffi: 'C++', ok: ['CreateFileW'], failed: ['ReadFile=wrong-data'] }),
    'bad-parameter',
    'a file has no speed',
  )
  t.match(firstOf({ ffi: 'C#', failed: ['GetFileType=wrong-result'] }), /wrong-kind|driver/)
})

t.test('a message may take the address of a struct', async t => {
  for (const call of ['SendMessageW=false', 'SendDlgItemMessageA=crash'])
    t.ok(
      answerTo({ arch: 'x64', okOn: 'ia32', ffi: 'P/Invoke', failed: [call] })
        .ranking.slice(0, 3)
        .some(ranked => ranked.class === 'struct-layout-shrunk'),
      call,
    )
})

t.test('the code of a function that cannot fail is an old one', async t => {
  for (const code of [5, 38, 1400])
    t.equal(firstOf({ ffi: 'ctypes', failed: [`mouse_event=${code}`] }), 'stale-last-error')
})

t.test('-1 from an open that returns -1 where it fails', async t => {
  t.match(
    firstOf({ arch: 'x64', handle: '-1', failed: ['CreateFileW=crash'] }),
    /failed-open|sentinel-mismatch/,
  )
})

t.test('what most errors 6 of Python are about is not said of code that names ctypes', async t => {
  const failedIn = (source: string): Symptom =>
    parseText(
      `Traceback (most recent call last):\n  File "port.py", line 41, in read\n    ${source}\nOSError: [WinError 6] The handle is invalid\n`,
    )
  const said = (source: string): boolean =>
    factsFor(byRules(failedIn(source)), 'inheritance').some(text => text.includes('most reports'))
  t.ok(said('run(command)'))
  t.notOk(said('raise ctypes.WinError()'))
})

t.test("Office's error 49 is of the stack in each of its languages", async t => {
  for (const text of [
    'GetTickCount: Run-time error 49: Bad DLL calling convention',
    'GetTickCount: Laufzeitfehler 49: Falsche DLL-Aufrufkonvention',
    "GetTickCount: Erreur d'exécution 49: Convention d'appel de DLL incorrecte",
    'GetTickCount: Error en tiempo de ejecución 49: Convención de llamada a DLL incorrecta',
    'GetTickCount: Errore di run-time 49: Convenzione di chiamata della DLL non valida',
  ])
    t.equal(byRules(parseText(text)).ranking[0]?.class, 'calling-convention', text)
})

t.test('sizes that do not go into 32 bits are read, and decide nothing alone', async t => {
  const { described } = parseText('SetFilePointer goes wrong in files larger than 2 GB')
  t.match(described, [{ first: 'field-narrowed', isWeak: true }])
  t.equal(described?.length, 1)
  t.same(parseText('SetFilePointer goes wrong in files larger than 2 KB').described, undefined)
})
