import { askFfi, recordedHosts, type Measured } from '../../declare/ffi/measured.ts'
import { valueClasses, type ValueClass } from '../../declare/ffi/values.ts'
import { architectures, type Architecture } from '../../declare/win32/architecture.ts'
import type { CType } from '../../declare/win32/c-types.ts'
import type { RunLane } from '../../result/run-file.ts'
import {
  code,
  joined,
  list,
  section,
  table,
  text,
  words,
  type Block,
  type Section,
  type Words,
} from '../../text/page.ts'
import { groupBy, type View } from '../view.ts'
import { ffiProbes } from './ffi-probes.ts'
import { versionBlocks } from './wine-versions.ts'

const declaredTypes: readonly CType[] = ['int32_t', 'uint32_t', 'int64_t', 'uint64_t', 'void *']

const shownValues: Readonly<Record<ValueClass, string>> = {
  handle: 'a handle (0xD0)',
  null: 'NULL',
  'minus-one': '-1',
  'uint32-ones': '0xFFFFFFFF',
  wide: '0x5AFE0001000000D0',
}

const fates: Readonly<Record<Measured['becomes'], string>> = {
  true: '= right',
  zeros: '✗ zeros above',
  cut: '✗ upper half lost',
  leftovers: '✗ leftovers above',
  refused: 'refused',
  other: '✗ another value',
}

const notMeasured = 'not measured'

function cell(ffi: string, declared: CType, value: ValueClass, architecture: Architecture): string {
  const found = (['register', 'stack'] as const).map(position =>
    askFfi({ ffi, declared, value, architecture, position }),
  )
  // A measured substitute has a column of its own.
  const says = found.map(one =>
    one.kind === 'measured' && one.standsFor === undefined ? fates[one.becomes] : notMeasured,
  )
  const [register = '', stack = ''] = says
  return register === stack ? register : `${register}; on the stack: ${stack}`
}

/** Rows in which some FFI behaves differently from a right declaration; declarations with the same behaviour share a row. */
function rowsOf(hosts: readonly string[], architecture: Architecture): Words[][] {
  return (Object.keys(valueClasses) as ValueClass[]).flatMap(value => {
    const alike = new Map<string, { declared: CType[]; cells: string[] }>()
    for (const declared of declaredTypes) {
      const cells = hosts.map(host => cell(host, declared, value, architecture))
      if (cells.every(one => one === fates.true || one === notMeasured)) continue
      const key = cells.join('|')
      alike.set(key, { declared: [...(alike.get(key)?.declared ?? []), declared], cells })
    }
    return [...alike.values()].map(({ declared, cells }) => [
      words`${shownValues[value]}`,
      joined(declared.map(code)),
      ...cells.map(one => words`${one}`),
    ])
  })
}

/** Where the lanes of an architecture were measured: the engine, and whether its CPU is emulated. */
function placeOf(lanes: readonly RunLane[], architecture: Architecture): string {
  const own = lanes.filter(lane => lane.architecture === architecture)
  const facts = own.flatMap(({ engine, emulatedCpu }) => [
    engine,
    ...(emulatedCpu === undefined ? [] : ['emulated CPU']),
  ])
  return `on ${architecture} (${[...new Set(facts)].join(', ')})`
}

/** The table of an architecture: the hosts that were measured there, and ctypes, because most users ask about it. */
function tableOf(lanes: readonly RunLane[], architecture: Architecture): Block {
  const hosts = [...new Set([...recordedHosts(architecture), 'ctypes'])]
  return table(
    [placeOf(lanes, architecture), 'declared as', ...hosts.map(host => [code(host)])],
    rowsOf(hosts, architecture),
  )
}

function shapesOf(lanes: readonly RunLane[]): Words[][] {
  const rows = lanes.flatMap(lane =>
    lane.environments.flatMap(({ ffi }) => {
      if (!ffi) return []
      const shape = (declared: CType): string => {
        const own = ffi.results.find(
          row => row.declared === declared && row.of === 'INVALID_HANDLE_VALUE',
        )
        return own === undefined ? 'not measured' : `${own.shape} ${own.value}`
      }
      const kept = `${ffi.lastError.kept} of ${ffi.lastError.rounds}`
      return [{ lane: lane.id, cells: [...declaredTypes.map(shape), kept] }]
    }),
  )
  return [...groupBy(rows, ({ cells }) => cells.join('|')).values()].map(alike => [
    joined(alike.map(({ lane }) => code(lane))),
    ...(alike[0]?.cells ?? []).map(cell => words`${cell}`),
  ])
}

const probesText =
  'How the probes ended with each FFI, the system itself answering the calls; - was not measured. Each cell is from a recorded lane.'

/** All probes with each FFI, on each architecture. `views` are of recorded runs. */
export function ffiProbeSections(views: readonly View[]): Section[] {
  const lanes = ffiLanes(views)
  return section(
    'The probes by FFI',
    text(probesText),
    ...architectures.flatMap(architecture =>
      ffiProbes(views, architecture, placeOf(lanes, architecture), 'all'),
    ),
  )
}

/** Lanes whose FFI was measured in itself, each once: of several recordings the first. */
function ffiLanes(views: readonly View[]): readonly RunLane[] {
  const measured = views
    .flatMap(view => view.lanes)
    .filter(({ environments }) => environments.some(({ ffi }) => ffi !== undefined))
  return [...groupBy(measured, ({ id }) => id).values()].flatMap(([first]) => first ?? [])
}

/**
 * What each FFI tolerates, from recorded lanes only: how the probes ended with each FFI on each architecture, and
 * what each FFI does with each declaration of a HANDLE. `hosts` are recorded runs of hosts, `report` the runs of the
 * report, which have more lanes.
 */
export function ffiSections(hosts: readonly View[], report: View): Section[] {
  const views = [...hosts, report]
  const lanes = ffiLanes(views)
  return [
    ...section(
      'Which FFI forgives what: the probes',
      text(probesText),
      ...architectures.flatMap(architecture =>
        ffiProbes(views, architecture, placeOf(lanes, architecture), 'differing'),
      ),
      ...versionBlocks(report, hosts),
    ),
    ...section(
      'Which FFI forgives what: what arrives',
      text(
        'What the callee receives when a value is passed through a declaration, cold and after 10,000 calls, in a register and on the stack. Declarations and values that every FFI passes right are left out. 0xFFFFFFFF is what 32 unsigned bits keep of -1. Each cell is from a recorded lane; nothing is concluded from one FFI or architecture for another.',
      ),
      ...architectures.map(architecture => tableOf(lanes, architecture)),
      list(
        words`${code('ctypes')} was not measured: no python.exe was available. It stands on libffi, as ${code('ffi-napi')} and ${code('node-ffi')} do. ${code('handle-width run --host ctypes')} measures it where there is one.`,
      ),
    ),
    ...section(
      'What comes back for INVALID_HANDLE_VALUE, and whether the last error stays',
      text(
        'The type (of JavaScript, or of C) and the value that a program gets, by the declared type of the result; and how often GetLastError still gave the code of the call before when the runtime made one file system call in between.',
      ),
      table(
        ['lane', ...declaredTypes.map(declared => [code(declared)]), 'last error kept'],
        shapesOf(lanes),
      ),
    ),
  ]
}
