import type { Probe } from '../program/define-probe.ts'
import { serial } from '../program/sequences/serial/index.ts'
import type { ProbeMistake } from '../mistakes/index.ts'
import { trueAbi, type Abi } from '../declare/win32/abi.ts'
import type { PointerBytes } from '../declare/win32/architecture.ts'
import { bytesOf } from '../declare/win32/c-types.ts'
import { familyIn } from '../declare/win32/handles.ts'
import { win32Type } from '../declare/win32/types.ts'
import type { DeclaredPlace } from '../declare/deviation.ts'
import type { Expressed } from './expressed.ts'
import { functionsOf } from '../program/uses.ts'
import { compareAbi } from '../declare/win32/compare-abi.ts'
import { mistakeOf } from './mistake-of.ts'
import type { Binding } from './read-binding.ts'

/** A wrong declaration that no lane can show: one sentence without its stop, and where it stands. */
export interface HiddenMistake {
  readonly text: string
  readonly place: DeclaredPlace
}

const names: Readonly<Record<PointerBytes, string>> = { 4: 'ia32', 8: '64-bit' }

/** Sentences of both widths, each once; one that holds in one width alone says which. */
function sentences(
  binding: Binding,
  of: (expressed: Expressed) => readonly string[],
): readonly string[] {
  const { 4: narrow, 8: wide } = binding.expressed
  if (!narrow || !wide)
    return [...new Set([...(narrow ? of(narrow) : []), ...(wide ? of(wide) : [])])]
  const both = new Set(of(wide).filter(text => of(narrow).includes(text)))
  const only = (expressed: Expressed, width: PointerBytes): string[] =>
    of(expressed)
      .filter(text => !both.has(text))
      .map(text => `${text} (${names[width]})`)
  return [...new Set([...both, ...only(wide, 8), ...only(narrow, 4)])]
}

/** A binding may declare all of Windows. */
const maxListed = 40

function listed(intro: string, items: readonly string[]): string[] {
  const more = items.length > maxListed ? ` and ${items.length - maxListed} more` : ''
  return items.length === 0 ? [] : [`${intro}: ${items.slice(0, maxListed).join(', ')}${more}`]
}

/** What a report has to say of a binding beside its cells: what was and was not measured of it. One sentence each, without stop. */
export function notesOn(binding: Binding): readonly string[] {
  return [
    ...listed(
      'Not in the binding, measured with the true declaration',
      sentences(binding, ({ missing }) => missing),
    ),
    ...listed(
      'In the binding, not called by the sequence',
      sentences(binding, ({ notCalled }) => notCalled),
    ),
    ...sentences(binding, ({ remarks }) => remarks.map(({ text }) => text)),
  ]
}

/** What a binding declares wrongly and could not be measured, each once. */
export function hiddenMistakes({ expressed }: Binding): readonly HiddenMistake[] {
  const found = Object.values(expressed).flatMap(({ remarks }) =>
    remarks.flatMap(({ text, mistake }) => (mistake ? [{ text, place: mistake }] : [])),
  )
  return [...new Map(found.map(one => [one.text, one])).values()]
}

/** Whether an address is cut, so that where addresses lie decides what happens. */
function cutsAddresses(abi: Abi): boolean {
  return functionsOf(serial).some(name => {
    const { parameters } = abi.functions[name]
    return parameters.some(
      slot =>
        win32Type(slot.type).c === 'void *' &&
        familyIn(name, slot.type) === undefined &&
        bytesOf(slot.declared, 8) < 8,
    )
  })
}

function mistakeIn({ expressed: { 4: narrow, 8: wide } }: Binding): ProbeMistake {
  const own = wide ? mistakeOf(compareAbi(wide.abi, 8)) : 'as-published'
  return own === 'as-published' && narrow ? mistakeOf(compareAbi(narrow.abi, 4)) : own
}

/** A run file takes texts of 10,000 characters. */
const maxText = 8000

/** As many sentences as fit, and how many did not. */
function within(limit: number, sentences: readonly string[]): string {
  let length = 0
  const fitting = sentences.filter(text => (length += text.length + 2) <= limit)
  return [
    ...fitting,
    ...(fitting.length < sentences.length
      ? [`${sentences.length - fitting.length} more remarks did not fit`]
      : []),
  ]
    .map(text => `${text}.`)
    .join(' ')
}

/** The file of a binding; of a long path the end. */
function shown({ target }: Binding): string {
  return target.length > 150 ? `…${target.slice(-150)}` : target
}

/** The name of the probe of a binding. */
export function bindingId({ name }: Binding): string {
  return `binding-${name}`
}

/**
 * A binding as probes: the serial sequence under its declarations, on a port that is there and on one that is not.
 * Nothing is claimed of them, so every step should end as in the control, and each that does not is a surprise.
 */
export function probesOf(binding: Binding): readonly Probe[] {
  const abiIn = (pointerBytes: PointerBytes): Abi => binding.expressed[pointerBytes]?.abi ?? trueAbi
  const shared = {
    mistake: mistakeIn(binding),
    sequence: serial,
    change: { 4: () => abiIn(4), 8: () => abiIn(8) },
    claims: [],
    danger: 'memory',
    why: within(maxText, [
      `What ${shown(binding)} declares with ${binding.ffi}, held against the control`,
      ...notesOn(binding),
    ]),
    seenIn: [],
  } as const satisfies Partial<Probe>
  return [
    {
      ...shared,
      id: bindingId(binding),
      title: `the declarations of ${shown(binding)} (${binding.ffi})`,
      device: 'loopback',
      ...(cutsAddresses(abiIn(8)) ? { addresses: ['as-they-come', 'above-4gib'] as const } : {}),
    },
    {
      ...shared,
      id: `${bindingId(binding)}@missing`,
      title: `the declarations of ${shown(binding)} (${binding.ffi}), on a port that is not there`,
      device: 'missing',
    },
  ]
}
