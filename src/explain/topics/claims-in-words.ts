import type { Measured } from '../../declare/ffi/measured.ts'
import type { ValueClass } from '../../declare/ffi/values.ts'
import type { ClaimRule, Where } from '../../program/claims.ts'
import { stepsOf, type Probe } from '../../program/define-probe.ts'
import { fitTo } from '../../program/on-device.ts'
import type { Step } from '../../program/step.ts'
import { basisTexts, marks } from '../../views/words.ts'

/** More operations than this are counted instead of named. */
const named = 6

const valueWords = {
  handle: 'a handle',
  null: 'NULL',
  'minus-one': '-1',
  'uint32-ones': '0xFFFFFFFF',
  wide: 'a value of 64 bits',
} as const satisfies Record<ValueClass, string>

const fateWords = {
  true: 'the right value',
  zeros: '32 ones with zeros above them',
  cut: 'its lower half',
  leftovers: 'its lower half with leftovers above',
  refused: 'an exception',
  other: 'another value',
} as const satisfies Record<Measured['becomes'], string>

/** Each restriction of a claim in words; a new one that has none here does not compile. */
const whereWords: { readonly [K in keyof Where]-?: (where: Where) => string | undefined } = {
  pointerBytes: ({ pointerBytes }) => pointerBytes && `with ${8 * pointerBytes}-bit pointers`,
  kernels: ({ kernels }) => kernels && `on the ${kernels.join(' or ')} kernel`,
  engines: ({ engines }) => engines && `with the engine ${engines.join(' or ')}`,
  ffi: ({ ffi }) =>
    ffi &&
    `where the FFI turns ${valueWords[ffi.value]} in ${ffi.declared} into ${fateWords[ffi.becomes]}`,
  hosts: ({ hosts }) => hosts && `through the host ${hosts.join(' or ')}`,
  devices: ({ devices }) => devices && `on the device ${devices.join(' or ')}`,
}

function whereInWords(where: Where): string {
  const parts = Object.values(whereWords).flatMap(words => words(where) ?? [])
  return parts.length === 0
    ? 'In every lane'
    : parts.join(', ').replace(/^./, first => first.toUpperCase())
}

function stepsInWords(steps: readonly Step[], all: readonly Step[]): string {
  if (steps.length === all.length) return 'every step'
  const operations = new Map<string, string[]>()
  for (const step of steps)
    operations.set(step.function, [...(operations.get(step.function) ?? []), step.id])
  if (operations.size > named)
    return `${steps.length} steps (${[...operations.keys()].slice(0, named).join(', ')} and ${operations.size - named} more)`
  return [...operations]
    .map(([operation, ids]) =>
      ids.length > 2 ? `${operation} (${ids.length} steps)` : `${operation} (${ids.join(', ')})`,
    )
    .join(', ')
}

function endInWords({ claim }: ClaimRule): string {
  const words = claim.verdicts.map(kind => `\`${marks[kind].word}\``)
  const causes = (claim.causes ?? []).map(cause => `\`${cause}\``)
  return `${words.join(' or ')}${causes.length === 0 ? '' : `, cause ${causes.join(' or ')}`}`
}

/** Each claim of a probe as a sentence; the first that fits a step holds. Claims about no step are left out. */
export function claimsInWords(probe: Probe): string[] {
  const all = fitTo(probe.device)(stepsOf(probe))
  const sentences = probe.claims.flatMap(rule => {
    const steps = all.filter(step => rule.steps(step, all))
    return steps.length === 0
      ? []
      : [
          `${whereInWords(rule.where)}: ${stepsInWords(steps, all)}: ${endInWords(rule)}${rule.claim.basis ? `, ${basisTexts[rule.claim.basis]}` : ''}.`,
        ]
  })
  return [
    ...sentences,
    sentences.length === 0
      ? 'Every step ends as in the control.'
      : 'Everything else ends as in the control.',
  ]
}
