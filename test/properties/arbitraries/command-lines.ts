import fc from 'fast-check'
import { deviceName } from './device-names.ts'
import { hostileName, hostileText } from './hostile.ts'

/** Files by what is in them, in the current folder. */
export const files = {
  run: 'run.json',
  other: 'other.json',
  cut: 'cut.json',
  plan: 'plan.json',
  dictionary: 'dictionary.json',
  config: 'config.json',
  badConfig: 'bad-config.json',
  log: 'log.txt',
  ignore: 'ignore.json',
  python: './binding.py',
  folder: '.',
  missing: 'missing.json',
  outside: 'no/such/folder/x',
} as const

const runFile = fc.constantFrom<string>(files.run, files.other)
const anyFile = fc.constantFrom<string>(...Object.values(files))
const strings = (
  ...words: readonly (string | fc.Arbitrary<string>)[]
): fc.Arbitrary<readonly string[]> =>
  fc.tuple(...words.map(word => (typeof word === 'string' ? fc.constant(word) : word)))
const some = (
  ...options: readonly fc.Arbitrary<readonly string[]>[]
): fc.Arbitrary<readonly string[]> =>
  fc
    .subarray([...options.keys()])
    .chain(chosen =>
      fc.tuple(...chosen.map(index => options[index] ?? strings())).map(parts => parts.flat()),
    )
const line = (
  ...parts: readonly fc.Arbitrary<readonly string[]>[]
): fc.Arbitrary<readonly string[]> => fc.tuple(...parts).map(all => all.flat())

const formats = fc.constantFrom(
  'pretty',
  'markdown',
  'json',
  'tap',
  'junit',
  'html',
  'github',
  'svg',
  'layout-svg',
)

/** Command lines that are right, and start no program: on this system there is no engine `windows`. */
export const rightLines: readonly fc.Arbitrary<readonly string[]>[] = [
  line(
    strings('report', runFile),
    some(strings('--format', formats), strings('--report', 'html=out.html')),
  ),
  line(strings('merge', runFile, runFile), some(strings('--out', 'merged.json'))),
  line(
    strings('diff', runFile, runFile),
    some(strings('--config', files.config), strings('--known', 'wine-*/handle-u32/write: known')),
  ),
  line(strings('list', fc.constantFrom('probes', 'operations')), some(strings('--json'))),
  line(
    strings(
      'explain',
      fc.constantFrom('6', 'lucky', 'struct-layout', '0x80070006', 'overlapped-32', 'C0000024'),
    ),
    some(strings('--format', fc.constantFrom('pretty', 'markdown'))),
  ),
  line(
    strings(
      'diagnose',
      '--failed',
      fc.constantFrom('ReadFile=6', 'ReadFile=crash', '=6', 'SetCommState=0x80070006'),
    ),
    some(
      strings('--arch', fc.constantFrom('x64', 'ia32')),
      strings('--ok', 'CreateFileW', 'SetCommState'),
      strings('--handle', '0x54'),
      strings('--ffi', 'ctypes'),
      strings('--json'),
      strings('--no-intermittent'),
    ),
  ),
  line(
    strings('diagnose', '--text', files.log),
    some(strings('--json'), strings('--runtime', 'CPython 2.7')),
  ),
  line(
    strings('dictionary', '--merge', files.dictionary),
    some(strings('--format', fc.constantFrom('markdown', 'json')), strings('--out', 'faults.json')),
  ),
  line(
    strings('audit', './binding.py'),
    some(
      strings('--arch', 'x64'),
      strings('--format', fc.constantFrom('pretty', 'json', 'sarif', 'github')),
      strings('--ignore', files.ignore),
      strings('--level', 'error'),
    ),
  ),
]

/** Command lines of verbs that would start programs, which are right in form and end in one sentence. */
export const refusedLines: readonly fc.Arbitrary<readonly string[]>[] = [
  line(
    strings('run', '--engine', 'windows'),
    some(
      strings('--arch', 'x64', 'ia32'),
      strings('--probe', 'handle-*'),
      strings('--device', 'pipe', 'event'),
      strings('--jobs', '3'),
      strings('--quiet'),
      strings('--config', files.config),
      strings('--baseline', files.run),
      strings('--ignore', 'wine-*/x/y: known'),
    ),
  ),
  strings('replay', files.plan, '--port', 'COM3'),
]

/** One thing that makes any command line wrong. */
export const wrongWords: fc.Arbitrary<readonly string[]> = fc.oneof(
  hostileName.map(name => [`--no-such-option-${name}`]),
  fc
    .constantFrom(
      ['--quite'],
      ['--out', 'a', '--out', 'b'],
      ['--no-out'],
      ['--out.x', '1'],
      ['--format', 'word'],
      ['--format', 'json', '--format', 'tap'],
      ['-x'],
      ['--jobs', 'many'],
      ['--'],
      ['--__proto__.polluted', '1'],
      ['--constructor.prototype.polluted', '1'],
    )
    .filter(([word]) => word !== '--')
    .map(words => words),
)

/** Values of options, right and wrong ones. */
const anyValue = fc.oneof(
  anyFile,
  hostileText,
  deviceName.map(name => `com:${name}`),
  formats,
  fc.constantFrom(
    '-',
    '1',
    '-1',
    '1e99',
    'NaN',
    '2/4',
    '0/0',
    '*'.repeat(200),
    'ReadFile=6',
    'layout=wrong',
    'a/b/c: d',
  ),
)
const anyOption = fc.constantFrom(
  'out',
  'format',
  'pictures',
  'known',
  'config',
  'device',
  'probe',
  'jobs',
  'baseline',
  'ignore',
  'require-lane',
  'require-probe',
  'may-fail-lane',
  'quiet',
  'json',
  'port',
  'text',
  'failed',
  'ok',
  'seen',
  'handle',
  'ffi',
  'runtime',
  'arch',
  'kernel',
  'shard',
  'resume',
  'merge',
  'lanes',
  'timeout',
  'level',
  'call',
  'help',
  'version',
  'ping',
  'bundle',
  'save-plans',
)
const anyWords = fc.oneof(
  anyValue.map(value => [value]),
  fc.tuple(anyOption, anyValue).map(([option, value]) => [`--${option}`, value]),
  fc.tuple(anyOption, anyValue).map(([option, value]) => [`--${option}=${value}`]),
  fc
    .tuple(anyOption, hostileName, anyValue)
    .map(([option, name, value]) => [`--${option}.${name}`, value]),
  anyOption.map(option => [`--no-${option}`]),
  anyOption.map(option => [`--${option}`]),
  fc.constantFrom(
    ['--'],
    ['-'],
    ['-abc'],
    ['--='],
    ['---'],
    ['--__proto__', 'x'],
    ['--$0', 'x'],
    ['--_', 'x'],
  ),
)

/** A right command line with a word fewer, twice or otherwise, and other words behind it. Verbs that would start programs keep to an engine that is not here. */
export const changedLine: fc.Arbitrary<readonly string[]> = fc
  .tuple(
    fc.oneof(...rightLines, ...refusedLines),
    fc.array(anyWords, { maxLength: 3 }),
    fc.nat(20),
    fc.constantFrom('keep', 'drop', 'double', 'empty'),
  )
  .map(([words, more, at, what]) => {
    const index = at % words.length
    const word = words[index] ?? ''
    const instead =
      what === 'keep' ? [word] : what === 'drop' ? [] : what === 'double' ? [word, word] : ['']
    const changed = [
      ...words.slice(0, index),
      ...instead,
      ...words.slice(index + 1),
      ...more.flat(),
    ]
    if (changed[0] === 'run')
      return [
        'run',
        '--engine',
        'windows',
        ...changed.slice(1).filter(one => one !== '--engine' && one !== 'windows'),
      ]
    // Without a file to merge it would measure.
    return changed[0] === 'dictionary' ? [...changed, '--merge', files.dictionary] : changed
  })
  // These would look for programs, and there is nothing to say about their words.
  .filter(([verb]) => !['setup', 'doctor'].includes(verb ?? ''))
  // What lies outside is not the same in every run.
  .filter(words => !words.some(word => /(^|=)\.\.(\/|$)/.test(word)))
