import { isDeepStrictEqual } from 'node:util'
import t from 'tap'
import type { Plan } from '../../../src/program/plan.ts'
import { deviceKinds } from '../../../src/devices/index.ts'
import { parsePlan, PlanError } from '../../../src/program/read-plan.ts'
import { loadProbes } from '../../../src/program/load.ts'
import { resolve } from '../../../src/program/resolve.ts'
import { vocabularyOf } from '../../../src/program/vocabulary.ts'
import { laneOf } from '../../../src/measure/lanes.ts'
import { isFullSuite } from '../../support/full-suite.ts'

const probes = await loadProbes()
const vocabulary = vocabularyOf(probes)
const path = '\\\\.\\COM3'

function planOf(id: string, architecture: 'x64' | 'ia32'): Plan {
  const probe = probes.find(one => one.id === id)
  if (!probe) throw new Error(`no probe ${id}`)
  return resolve(
    probe,
    laneOf('sim', architecture, 'native'),
    { kind: probe.device, path },
    'as-they-come',
  ).plan
}

t.test('parsePlan() accepts the plan of every probe, and gives it back as it was', async t => {
  for (const [index, probe] of probes.entries()) {
    // The kernel is one word of a plan; each is tried with one width. A quick run tries one of them for each probe.
    const lanes = [
      ['x64', 'native'],
      ['ia32', 'tagged'],
    ] as const
    for (const [architecture, choice] of isFullSuite ? lanes : [lanes[index % 2 === 0 ? 0 : 1]]) {
      const { plan } = resolve(
        probe,
        laneOf('wine', architecture, choice),
        { kind: probe.device, path },
        probe.addresses?.at(-1) ?? 'as-they-come',
      )
      const saved = JSON.stringify(plan)
      t.ok(
        isDeepStrictEqual(parsePlan(saved, 'plan.json', vocabulary), JSON.parse(saved)),
        `${probe.id} ${plan.lane}`,
      )
    }
  }
})

t.test('parsePlan() accepts the plans of the control on every kind of device', async t => {
  const [control] = probes
  if (!control) throw new Error('no control')
  for (const kind of deviceKinds) {
    const pipe = '\\\\.\\pipe\\handle-width-0b0e6d5a-1f6b-4c0a-9d5e-3a1f0c9b7e21'
    const { plan } = resolve(
      control,
      laneOf('wine', 'x64', 'native'),
      { kind, path: kind === 'pipe' ? pipe : kind === 'event' || kind === 'none' ? '' : path },
      'as-they-come',
    )
    const saved = JSON.stringify(plan)
    t.ok(isDeepStrictEqual(parsePlan(saved, 'plan.json', vocabulary), JSON.parse(saved)), kind)
  }
})

/** A JSON value that a test may change at will. */
type Loose = { [key: string]: Loose } & Loose[]

function place(plan: Plan, step: string): Loose {
  return (plan.steps as unknown as Loose[]).find(one => (one['id'] as unknown) === step) as Loose
}

interface Hostile {
  readonly title: string
  readonly probe?: string
  readonly architecture?: 'x64' | 'ia32'
  readonly change: (plan: Loose, whole: Plan) => void
  readonly says: RegExp
}

const set = (target: Loose | undefined, name: string, value: unknown): void => {
  ;(target as unknown as Record<string, unknown>)[name] = value
}

const hostile: readonly Hostile[] = [
  {
    title: 'another path of the device',
    change: plan => {
      set(plan['device'], 'path', '\\\\.\\PhysicalDrive0')
    },
    says: /device\.path: a COM port/,
  },
  {
    title: 'a file as the device',
    change: plan => {
      set(plan['device'], 'path', 'C:\\Users\\me\\secret.txt')
    },
    says: /device\.path/,
  },
  {
    title: 'a pipe of somebody else',
    change: plan => {
      set(plan['device'], 'path', '\\\\.\\pipe\\lsass')
    },
    says: /device\.path/,
  },
  {
    title: 'another path in memory',
    change: plan => {
      set(plan['memory']?.['path'], 'text', '\\\\.\\PhysicalDrive0')
    },
    says: /memory\.path: the path of the device/,
  },
  {
    title: 'a second text to open',
    change: (plan, whole) => {
      set(plan['memory'], 'other', { kind: 'text', text: 'C:\\windows\\*' })
      set(place(whole, 'open')['arguments'], 'lpFileName', { kind: 'address', of: 'other' })
    },
    says: /steps\[0\]\.arguments\.lpFileName: the address of 'path'/,
  },
  {
    title: 'a text of its own',
    change: plan => {
      set(plan['memory'], 'library', { kind: 'text', text: '\\\\example.org\\share\\evil.dll' })
    },
    says: /memory\.library: a text that no probe/,
  },
  {
    title: 'a library to load',
    probe: 'module-i32',
    change: plan => {
      set(plan['memory']?.['library'], 'text', 'evil.dll')
    },
    says: /memory\.library/,
  },
  {
    title: 'a library as bytes',
    probe: 'module-i32',
    change: (plan, whole) => {
      set(plan['memory'], 'evil', { kind: 'bytes', hex: '65007600' })
      set(place(whole, 'load')['arguments'], 'lpLibFileName', { kind: 'address', of: 'evil' })
    },
    says: /lpLibFileName: the address of a text/,
  },
  {
    title: 'a number as an address',
    change: (_, whole) => {
      set(place(whole, 'get-state')['arguments'], 'lpDCB', { kind: 'number', value: 0x401000 })
    },
    says: /lpDCB: an address of the plan's memory or null/,
  },
  {
    title: 'a number as a handle',
    change: (_, whole) => {
      set(place(whole, 'write')['arguments'], 'hFile', { kind: 'number', value: 88 })
    },
    says: /hFile: a handle is given as a variable or as null/,
  },
  {
    title: 'an event as a heap',
    probe: 'heap-i32',
    change: (_, whole) => {
      set(place(whole, 'heap-validate')['arguments'], 'hHeap', { kind: 'variable', name: 'nobody' })
    },
    says: /hHeap: a variable that an earlier step kept from a heap/,
  },
  {
    title: 'a handle out of a cell that the plan fills',
    change: (plan, whole) => {
      set(plan['memory'], 'cell', { kind: 'variable', type: 'HANDLE' })
      set(place(whole, 'setup-comm'), 'load', { variable: 'mine', from: 'cell' })
    },
    says: /load: this call writes no handle into 'cell'/,
  },
  {
    title: 'a number put into a cell',
    change: (_, whole) => {
      set(place(whole, 'get-mask'), 'assign', [
        { object: 'mask', field: '', value: { kind: 'number', value: 1 } },
      ])
    },
    says: /assign\[0\]: there is no field 'mask\.'/,
  },
  {
    title: 'an address put into a length',
    change: (_, whole) => {
      set(place(whole, 'get-state'), 'assign', [
        { object: 'dcb', field: 'DCBlength', value: { kind: 'address', of: 'buffer' } },
      ])
    },
    says: /assign\[0\]: a number was expected/,
  },
  {
    title: 'a read of more than the buffer',
    change: (_, whole) => {
      set(place(whole, 'read')['arguments'], 'nNumberOfBytesToRead', { kind: 'number', value: 65 })
    },
    says: /lpBuffer: nNumberOfBytesToRead asks for more than the 64 bytes/,
  },
  {
    title: 'a read of a negative number of bytes',
    change: (_, whole) => {
      set(place(whole, 'read')['arguments'], 'nNumberOfBytesToRead', { kind: 'number', value: -1 })
    },
    says: /asks for more/,
  },
  {
    title: 'a size that its declaration makes large',
    change: (plan, whole) => {
      set(plan['memory']?.['buffer'], 'bytes', 255)
      set(place(whole, 'read')['arguments'], 'nNumberOfBytesToRead', { kind: 'number', value: 200 })
      set(plan['abi']?.['functions']?.['ReadFile']?.['parameters']?.[2], 'declared', 'int8_t')
    },
    says: /asks for more/,
  },
  {
    title: 'a number that moves to where an address is read',
    architecture: 'ia32',
    change: (plan, whole) => {
      set(plan['abi']?.['functions']?.['ReadFile']?.['parameters']?.[0], 'declared', 'int64_t')
      set(plan['memory']?.['buffer'], 'bytes', 4096)
      set(plan['abi']?.['functions']?.['SetupComm']?.['parameters']?.[0], 'declared', 'int64_t')
      set(plan['abi']?.['functions']?.['CreateEventW']?.['parameters']?.[1], 'declared', 'int64_t')
      set(place(whole, 'create-read-event')['arguments'], 'bInitialState', {
        kind: 'number',
        value: 0x401000,
      })
    },
    says: /arguments\.lpName: a number would be taken for an address/,
  },
  {
    title: 'a function that no probe calls',
    change: (_, whole) => {
      set(place(whole, 'setup-comm'), 'function', 'VirtualAlloc')
    },
    says: /steps\[\d+\]\.function: no probe of this program calls VirtualAlloc/,
  },
  {
    title: 'an unknown function',
    change: (_, whole) => {
      set(place(whole, 'setup-comm'), 'function', 'WinExec')
    },
    says: /unknown function "WinExec"/,
  },
  {
    title: 'a function that has no text',
    change: (_, whole) => {
      set(place(whole, 'setup-comm'), 'function', { toString: 1, valueOf: 1 })
    },
    says: /steps\[\d+\]\.function: the name of a function was expected/,
  },
  {
    title: 'a parameter too many',
    change: (_, whole) => {
      set(place(whole, 'flush')['arguments'], 'lpMore', { kind: 'null' })
    },
    says: /arguments: exactly hFile were expected/,
  },
  {
    title: 'a parameter too few',
    change: (_, whole) => {
      set(place(whole, 'flush'), 'arguments', {})
    },
    says: /exactly hFile/,
  },
  {
    title: 'parameters declared in another order',
    change: plan => {
      ;(plan['abi']?.['functions']?.['ReadFile']?.['parameters'] as unknown as unknown[]).reverse()
    },
    says: /abi\.functions\.ReadFile: the parameters \(HANDLE hFile, /,
  },
  {
    title: 'an unknown C type',
    change: plan => {
      set(plan['abi']?.['functions']?.['ReadFile']?.['returns'], 'declared', 'char *')
    },
    says: /unknown C type "char \*"/,
  },
  {
    title: 'a struct with another field',
    change: plan => {
      set(
        (plan['abi']?.['structs']?.['OVERLAPPED']?.['members'] as unknown as Loose[])[0],
        'name',
        'External',
      )
    },
    says: /abi\.structs\.OVERLAPPED: the fields Internal/,
  },
  {
    title: 'a field behind the end of its struct',
    change: plan => {
      set(
        (plan['abi']?.['structs']?.['OVERLAPPED']?.['members'] as unknown as Loose[])[3],
        'offset',
        400,
      )
      set(plan['abi']?.['structs']?.['OVERLAPPED'], 'size', 404)
    },
    says: /abi\.structs\.OVERLAPPED: hEvent does not lie within the 404 bytes/,
  },
  {
    title: 'a struct of a megabyte',
    change: plan => {
      set(plan['abi']?.['structs']?.['OVERLAPPED'], 'size', 2 ** 20)
    },
    says: /abi\.structs\.OVERLAPPED\.size/,
  },
  {
    title: 'a field before its struct',
    change: plan => {
      set(
        (plan['abi']?.['structs']?.['OVERLAPPED']?.['members'] as unknown as Loose[])[3],
        'offset',
        -8,
      )
    },
    says: /abi\.structs\.OVERLAPPED\.members/,
  },
  {
    title: 'a variable of an unknown type',
    change: plan => {
      set(plan['memory']?.['transferred'], 'declared', 'char[4096]')
    },
    says: /memory\.transferred.*unknown C type/,
  },
  {
    title: 'a struct with a long field',
    change: plan => {
      set(
        (plan['abi']?.['structs']?.['OVERLAPPED']?.['members'] as unknown as Loose[])[0],
        'count',
        9 ** 9,
      )
    },
    says: /count/,
  },
  {
    title: 'a library beside the function',
    change: plan => {
      set(plan['abi']?.['functions']?.['ReadFile'], 'library', 'evil.dll')
    },
    says: /Unrecognized key: "library"/,
  },
  {
    title: 'a huge buffer',
    change: plan => {
      set(plan['memory']?.['buffer'], 'bytes', 2 ** 31)
    },
    says: /memory\.buffer\.bytes/,
  },
  {
    title: 'many buffers',
    change: plan => {
      for (let index = 0; index < 30; index++)
        set(plan['memory'], `b${index}`, { kind: 'buffer', bytes: 4096 })
    },
    says: /memory: \d+ bytes, more than/,
  },
  {
    title: 'many steps',
    change: plan => {
      set(
        plan,
        'steps',
        Array.from({ length: 501 }, (_, index) => ({
          ...(plan['steps'] as Loose)[0],
          id: `s${index}`,
        })),
      )
    },
    says: /^[^\n]*steps: /,
  },
  {
    title: 'two steps of one name',
    change: plan => {
      set((plan['steps'] as Loose)[1], 'id', 'open')
    },
    says: /two steps 'open'/,
  },
  {
    title: 'a wait of a year',
    change: (_, whole) => {
      set(place(whole, 'flush'), 'waitMs', 31_536_000_000)
    },
    says: /waitMs/,
  },
  {
    title: 'a name of the prototype chain',
    change: (_, whole) => {
      set(place(whole, 'get-state')['arguments'], 'lpDCB', { kind: 'address', of: 'constructor' })
    },
    says: /lpDCB\.of: a name that is not one of every object/,
  },
  {
    title: 'an object that is not there',
    change: (_, whole) => {
      set(place(whole, 'flush'), 'look', ['nothing'])
    },
    says: /no memory object 'nothing'/,
  },
  {
    title: 'a step that is not there',
    change: (_, whole) => {
      set(place(whole, 'flush'), 'after', ['nothing'])
    },
    says: /after\[0\]: no earlier step is called 'nothing'/,
  },
  {
    title: 'a newer version',
    change: plan => {
      set(plan, 'schemaVersion', 3)
    },
    says: /schemaVersion is 3, newest known is 2/,
  },
  {
    title: 'an older version',
    change: plan => {
      set(plan, 'schemaVersion', 1)
    },
    says: /schemaVersion is 1, expected 2; save the plan again with run --save-plans/,
  },
  {
    title: 'a lane with a path in it',
    change: plan => {
      set(plan, 'lane', '../../etc')
    },
    says: /lane: the name of a lane/,
  },
]

for (const { title, probe = 'correct', architecture = 'x64', change, says } of hostile) {
  t.test(`parsePlan() refuses ${title}`, async t => {
    const plan = JSON.parse(JSON.stringify(planOf(probe, architecture))) as Plan
    t.doesNotThrow(
      () => parsePlan(JSON.stringify(plan), 'plan.json', vocabulary),
      'before the change it is accepted',
    )
    change(plan as unknown as Loose, plan)
    let message = ''
    try {
      parsePlan(JSON.stringify(plan), 'plan.json', vocabulary)
    } catch (error) {
      t.type(error, PlanError)
      message = String((error as Error).message)
    }
    t.match(message, says)
    t.match(message, /^Cannot replay plan\.json: [^\n]+$/, 'one line that names the file')
  })
}

for (const { title, text } of [
  { title: 'half a file', text: '{"schemaVersion": 1, ' },
  { title: 'no object', text: '[]' },
  { title: 'nothing', text: '' },
  { title: 'null', text: 'null' },
  { title: 'a very long file', text: ' '.repeat(5_000_000) },
]) {
  t.test(`parsePlan() refuses ${title} in one line`, async t => {
    t.throws(() => parsePlan(text, 'plan.json', vocabulary), {
      name: 'PlanError',
      message: /^Cannot replay plan\.json: [^\n]+$/,
    })
  })
}

t.test('parsePlan() does not take __proto__ for a memory object', async t => {
  const text = JSON.stringify(planOf('correct', 'x64')).replace(
    '"memory":{',
    '"memory":{"__proto__":{"kind":"buffer","bytes":9},',
  )
  const { memory } = parsePlan(text, 'plan.json', vocabulary)
  t.notOk(Object.hasOwn(memory, '__proto__'))
  t.equal(Object.getPrototypeOf(memory), Object.prototype)
})
