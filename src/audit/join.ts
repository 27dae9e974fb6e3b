import { architectures } from '../declare/win32/architecture.ts'
import { levels } from '../declare/level.ts'
import type { Finding, Observation } from './finding.ts'

/** A finding that still says what its consequence is taken from. */
export type Joined = Omit<Finding, 'effect' | 'measured' | 'expected'> & Pick<Observation, 'basis'>

/**
 * What makes two findings the same mistake: its place in the program, whatever its bytes on an architecture, and
 * whichever of its names a struct is found under.
 */
function mistakeOf({ file, line, function: name, struct, position, declared }: Joined): string {
  const type = position === 'size' ? '' : declared.type.replace(/ at offset \d+$/, '')
  return JSON.stringify([file, line, name, struct !== undefined, position, type])
}

/** One finding for each mistake: that of the architecture on which it is worst, with the others under `lesser`. */
export function joinArchitectures(findings: readonly Joined[]): Joined[] {
  const mistakes = new Map<string, Joined[]>()
  for (const finding of findings) {
    const key = mistakeOf(finding)
    const known = mistakes.get(key)
    if (known) known.push(finding)
    else mistakes.set(key, [finding])
  }
  return [...mistakes.values()].flatMap(joinOne)
}

function joinOne(findings: readonly Joined[]): Joined[] {
  const [worst, ...others] = [...findings].sort(
    (left, right) => levels.indexOf(left.level) - levels.indexOf(right.level),
  )
  if (!worst) return []
  const equal = others.filter(({ level }) => level === worst.level)
  const lesser = others.filter(({ level }) => level !== worst.level)
  const on = new Set([worst, ...equal].flatMap(({ arch }) => arch))
  return [
    {
      ...worst,
      arch: architectures.filter(architecture => on.has(architecture)),
      ...(lesser.length > 0 && {
        lesser: lesser.map(({ level, arch, consequence }) => ({ level, arch, consequence })),
      }),
    },
  ]
}
