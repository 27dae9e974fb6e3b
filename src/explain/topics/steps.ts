import type { RunStep } from '../../result/run-file.ts'
import { list, section, text, type Page } from '../../text/page.ts'
import { sentence } from '../../text/sentence.ts'

/** A page for a name that reports and run files give to steps. */
interface StepTopic {
  readonly kind: 'step'
  readonly name: string
  page(): Page
}

function byName(
  steps: readonly RunStep[],
  nameOf: (step: RunStep) => string,
): ReadonlyMap<string, readonly RunStep[]> {
  const named = new Map<string, RunStep[]>()
  for (const step of steps) named.set(nameOf(step), [...(named.get(nameOf(step)) ?? []), step])
  return named
}

/** The calls behind a name, each once, with the sequences that make it. */
function callLines(steps: readonly RunStep[]): string[] {
  const calls = byName(steps, ({ operation, title }) => `\`${operation}\`: ${title}`)
  return [...calls].map(([call, own]) => {
    const sequences = [...new Set(own.map(({ sequence }) => `\`${sequence}\``))]
    return sentence(
      `${call} (in the ${sequences.length === 1 ? 'sequence' : 'sequences'} ${sequences.join(', ')})`,
    )
  })
}

function groupLines(steps: readonly RunStep[]): string[] {
  const operations = byName(steps, ({ operation }) => operation)
  return [...operations].map(([operation, own]) => {
    const ids = [...new Set(own.map(({ id }) => `\`${id}\``))]
    return sentence(`\`${operation}\`: ${ids.join(', ')}`)
  })
}

/**
 * Pages for the names of steps (`get-timeouts`) and for what groups them (`timeouts`): which Win32 function is
 * called, and what for. A name can be both.
 */
export function stepTopics(steps: readonly RunStep[]): readonly StepTopic[] {
  const ids = byName(steps, ({ id }) => id)
  const groups = byName(steps, ({ group }) => group)
  return [...new Set([...ids.keys(), ...groups.keys()])].map(name => ({
    kind: 'step',
    name,
    page: () => ({
      title: `${name} (step)`,
      sections: [
        ...section(
          'What it means',
          text(ids.has(name) ? 'A step of a probe: one call.' : 'A group of steps of a probe.'),
          list(...callLines(ids.get(name) ?? [])),
        ),
        ...section(
          'Steps of this group, by the function they call',
          list(...groupLines(groups.get(name) ?? [])),
        ),
      ],
    }),
  }))
}
