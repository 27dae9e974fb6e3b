import type { MistakeId } from '../mistakes/index.ts'

/** A type that is too narrow, wherever it stands: of an argument, a result or a member, or an alias of any of them. */
export const cut = ['arg-truncated', 'return-truncated', 'field-narrowed', 'type-alias'] as const

/** A struct with the wrong layout or size. */
export const ofStructs = [
  'struct-layout-shrunk',
  'struct-size-constant',
  'union-misplaced',
] as const

/** Classes with one mechanism and one cure, which a report seldom tells apart: they are answered together, the likeliest of them by name. */
interface CauseGroup {
  /** Written like the title of a mistake. */
  readonly title: string
  readonly members: readonly MistakeId[]
}

const groups: readonly CauseGroup[] = [
  {
    title:
      'a handle or a pointer is cut to 32 bits, as an argument, as a result or where it is stored',
    members: cut,
  },
  {
    title: 'an open failed, and the program did not notice',
    members: ['failed-open', 'sentinel-mismatch'],
  },
  {
    title: 'a struct has another size or layout than the process needs',
    members: ofStructs,
  },
  {
    title: 'a number does not fit into 32 bits and is refused',
    members: ['arg-overflow-raise', 'narrowing-throws'],
  },
]

/** The group of a class; `undefined` for most. */
export function causeGroupOf(name: MistakeId): CauseGroup | undefined {
  return groups.find(({ members }) => members.includes(name))
}

/** What the first class is answered as: its group, or itself. */
export interface ClassOrGroup {
  /** The title of the group; absent where the class has none, or no other member of it is possible. */
  readonly title?: string
  /** Of all its members together. */
  readonly score: number
}

/** The group of the first class of a ranking, and how probable it is. */
export function causeOf(
  ranking: readonly { readonly class: MistakeId; readonly score: number }[],
): ClassOrGroup {
  const [first] = ranking
  if (!first) return { score: 0 }
  const group = causeGroupOf(first.class)
  const members = ranking.filter(({ class: name }) => group?.members.includes(name))
  return group && members.length > 1
    ? { title: group.title, score: members.reduce((sum, { score }) => sum + score, 0) }
    : { score: first.score }
}
