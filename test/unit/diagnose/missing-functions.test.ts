import t from 'tap'
import { wordsFor } from '../../../src/diagnose/about-call.ts'
import type { Symptom } from '../../../src/diagnose/symptom.ts'
import { readSymptom } from '../../../src/diagnose/text/read-text.ts'
import { diagnoseSymptom } from '../../../src/library/diagnose.ts'

const symptomIn = (text: string): Promise<Symptom> => readSymptom([Buffer.from(text)], 'a report')

t.test('a function that a DLL does not export was never called', async t => {
  for (const [text, cure] of [
    [
      "System.EntryPointNotFoundException: Unable to find an entry point named 'SetupDiGetDeviceRegistryProperty' in DLL 'setupapi.dll'.",
      /ask for SetupDiGetDeviceRegistryPropertyW or SetupDiGetDeviceRegistryPropertyA/,
    ],
    ["AttributeError: function 'CreateFile' not found", /ask for CreateFileW or CreateFileA/],
    ["AttributeError: function 'sodium_init2' not found", /dumpbin/],
  ] as const) {
    const symptom = await symptomIn(text)
    const { ranking, width } = diagnoseSymptom(symptom)
    t.ok(
      ranking.slice(0, 2).some(ranked => ranked.class === 'bad-parameter'),
      text,
    )
    t.match(wordsFor('bad-parameter', symptom).cure, cure)
    t.ok(width < 0.02, `width ${width}`)
  }
})

t.test('a last error of 127 is one of a function that ran', async t => {
  const { ranking } = diagnoseSymptom(
    await symptomIn('WriteFile failed with error 127\nP/Invoke, x64'),
  )
  t.equal(ranking[0]?.class, 'last-error-lost')
})

/** What a module that is not found may be: not there for this kind of process, or not at all. */
const ofModules = ['process-bitness', 'failed-open']

async function firstOf(text: string, count: number): Promise<readonly string[]> {
  const { ranking } = diagnoseSymptom(await symptomIn(text))
  return ranking.slice(0, count).map(({ class: name }) => name)
}

t.test('a module that is not found is named, and no lost code', async t => {
  for (const text of [
    'Traceback (most recent call last):\n  File "C:\\Python37\\lib\\ctypes\\__init__.py", line 364, in __init__\n    self._handle = _dlopen(self._name, mode)\nOSError: [WinError 126] The specified module could not be found',
    'Error: The specified module could not be found.\n\\\\?\\C:\\app\\build\\binding.node\n    at Object.Module._extensions..node (module.js:681:18)',
    "LoadError: Could not open library 'a.dll': The specified module could not be found.",
    'Error: Dynamic Linking Error: Win32 error 126',
    'LoadError: 126: The specified module could not be found.   - C:/a.so',
    'ERROR: LoadError: could not load library "a.dll"\nThe specified module could not be found.',
    'Failed to open library "a.dll": error code 126',
    "Run-time error '48': Error in loading DLL\nx = GetTickCount()",
    'Excel: Laufzeitfehler 53: Datei nicht gefunden: a.dll',
    "java.lang.UnsatisfiedLinkError: C:\\app\\a.dll: Can't find dependent libraries",
    'Err: LoadLibraryExW { source: Os { code: 126, kind: Uncategorized, message: "The specified module could not be found." } }',
  ]) {
    const symptom = await symptomIn(text)
    t.match(symptom.failed[0]?.call, /^LoadLibrary/, text)
    t.same(await firstOf(text, 2), ofModules, text)
  }
})

t.test('the function of a Declare was not called where its DLL is not found', async t => {
  const symptom = await symptomIn(
    'Run-time error 53: File not found: a.dll\nPrivate Declare PtrSafe Function GetActiveWindow Lib "a.dll" () As Long',
  )
  t.match(symptom.failed, [{ call: 'LoadLibraryW', via: 'Run-time error 53', outcome: '126' }])
  t.equal(diagnoseSymptom(symptom).ranking[0]?.class, 'process-bitness')
})

t.test(
  'where no call is told, its code is of a module, unless the last error is spoken of',
  async t => {
    for (const [text, expected] of [
      ['OSError: [WinError 126] The specified module could not be found', ofModules],
      [
        '    raise ctypes.WinError()\nOSError: [WinError 126] The specified module could not be found',
        ['last-error-lost'],
      ],
      ['ReadFile failed: GetLastError = 126', ['last-error-lost']],
    ] as const)
      t.same(await firstOf(text, expected.length), expected, text)
  },
)

t.test('loaders say in their own words that a function is not found', async t => {
  for (const text of [
    'panic: Failed to find FooBar procedure in foo.dll: The specified procedure could not be found.',
    "FFI::NotFoundError: Function 'foo' not found in [foo.dll]",
    'Fiddle::DLError: unknown symbol',
  ])
    t.ok(
      diagnoseSymptom(await symptomIn(text))
        .ranking.slice(0, 2)
        .some(({ class: name }) => name === 'bad-parameter'),
      text,
    )
})
