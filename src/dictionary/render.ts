import { lucks } from '../result/luck.ts'
import { code, inline, table } from '../report/markdown-text.ts'
import type { Dictionary } from './dictionary-file.ts'
import { groupFaults, signatureIn } from './groups.ts'
import { countingLanes, scoreFaults, type ScoredFault } from './score.ts'

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${(100 * part / whole).toFixed(1)} %`
}

function laneRows(dictionary: Dictionary): string[][] {
  return dictionary.lanes.map(lane => {
    const signatures = dictionary.faults.flatMap((_, position) => signatureIn(dictionary, lane, position) ?? [])
    const found = signatures.filter(signature => signature !== '')
    const six = found.filter(signature => /=6( |$)/.test(signature)).length
    const dead = found.filter(signature => signature.includes('=crashed')).length
    return [code(lane.id), String(signatures.length), String(found.length), percent(found.length, signatures.length), String(six), String(dead), String(new Set(signatures).size)]
  })
}

function classRows(scored: readonly ScoredFault[]): string[][] {
  const classes = [...new Set(scored.map(({ fault }) => fault.class))].sort()
  return classes.map(name => {
    const all = scored.filter(({ fault }) => fault.class === name)
    const found = all.filter(({ foundBy }) => foundBy.length > 0)
    return [code(name), String(all.length), String(found.length), percent(found.length, all.length)]
  })
}

/** What the luck of each fault rests on, and who sees through it. */
function luckRows(dictionary: Dictionary, scored: readonly ScoredFault[]): string[][] {
  const tagged = new Set(dictionary.lanes.filter(({ kernel }) => kernel === 'tagged').map(({ id }) => id))
  return Object.entries(lucks).flatMap(([luck, says]) => {
    const own = scored.filter(({ fault }) => [...fault.luck4 ?? [], ...fault.luck8 ?? []].some(name => name === luck))
    const plain = own.filter(({ foundBy }) => foundBy.some(id => !tagged.has(id)))
    const withTags = own.filter(({ foundBy }) => foundBy.length > 0 && foundBy.every(id => tagged.has(id)))
    return own.length === 0 ? [] : [[inline(says), String(own.length), String(plain.length), String(withTags.length), String(own.length - plain.length - withTags.length)]]
  })
}

function unfoundSection(scored: readonly ScoredFault[]): string {
  const reasons = new Map<string, string[]>()
  for (const { fault, reason } of scored) if (reason !== undefined) reasons.set(reason, [...reasons.get(reason) ?? [], fault.id])
  const blocks = [...reasons].sort(([, one], [, other]) => other.length - one.length)
    .map(([reason, ids]) => `<details><summary>${ids.length}: ${inline(reason)}</summary>\n\n${ids.map(code).join(', ')}\n\n</details>`)
  return blocks.join('\n\n')
}

/** The dictionary for people: the mutation score, lane by lane and class by class, and the faults that no lane notices with the reason. Pure. */
export function renderDictionary(dictionary: Dictionary): string {
  const scored = scoreFaults(dictionary)
  const found = scored.filter(({ foundBy }) => foundBy.length > 0)
  const groups = groupFaults(dictionary)
  const telling = scored.filter(({ equivalent }) => !equivalent)
  const lanes = countingLanes(dictionary).map(({ id }) => code(id)).join(', ')
  const unstable = Object.values(dictionary.unstable).reduce((sum, faults) => sum + Object.keys(faults).length, 0)
  return [
    '## Fault dictionary: every single mistake, tried',
    `${scored.length} faults, each with one place declared wrong in one way: functions, parameters, results, struct fields, variables, sentinels. **Found by at least one of ${lanes}: ${found.length} (${percent(found.length, scored.length)})**, the mutation score of the method; ${percent(found.length, telling.length)} without the ${scored.length - telling.length} that can make no difference, because only NULL or constants that fit are handed over there. The faults fall into ${groups.length} groups that no lane can tell apart.${unstable > 0 ? ` ${unstable} outcomes differed between recordings.` : ''}`,
    table(['lane', 'faults', 'noticed', 'share', 'with an error 6', 'with a crash', 'distinct signatures'], laneRows(dictionary)),
    table(['class', 'faults', 'found', 'share'], classRows(scored)),
    table(['what its luck rests on', 'faults', 'noticed without tags', 'with tags alone', 'not noticed'], luckRows(dictionary, scored)),
    `Not found by any of these lanes: ${scored.length - found.length}, by reason:`,
    unfoundSection(scored)
  ].filter(part => part !== '').join('\n\n') + '\n'
}
