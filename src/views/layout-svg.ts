import type { PointerBytes } from '../declare/win32/architecture.ts'
import { isLayoutDeviation } from '../declare/deviation.ts'
import type { XmlElement } from '../text/xml.ts'
import type { RunProbe } from '../result/run-file.ts'
import { trueAbi } from '../declare/win32/abi.ts'
import { layoutOf } from '../declare/win32/layout.ts'
import { isStructName, type StructName } from '../declare/win32/structs.ts'
import type { Format } from './report.ts'
import { beginPicture, label, round } from './svg.ts'

/** A field as drawn. Bytes from the start of the struct. */
interface Box {
  readonly name: string
  readonly offset: number
  readonly bytes: number
}

interface Struct {
  readonly name: StructName
  readonly pointerBytes: PointerBytes
  readonly true: { readonly boxes: readonly Box[]; readonly size: number }
  readonly declared: { readonly boxes: readonly Box[]; readonly size: number }
}

/** Leaves out members that overlap an earlier one. */
function visible(boxes: readonly Box[]): Box[] {
  return boxes.filter(
    (box, index) =>
      !boxes
        .slice(0, index)
        .some(
          other => box.offset < other.offset + other.bytes && other.offset < box.offset + box.bytes,
        ),
  )
}

/** A struct as a probe declared it: the true one with the deviations listed in the run file. */
function structOf(
  name: StructName,
  pointerBytes: PointerBytes,
  probe: RunProbe,
): Struct | undefined {
  const deviations = probe.deviations.flatMap(row =>
    row.pointerBytes === pointerBytes &&
    isLayoutDeviation(row.deviation) &&
    row.deviation.struct === name
      ? [row.deviation]
      : [],
  )
  const truth = layoutOf(trueAbi.structs[name], pointerBytes)
  const boxes = Object.entries(truth.fields).map(([field, { offset, bytes }]) => ({
    name: field,
    offset,
    bytes,
  }))
  const moved = new Map(
    deviations.flatMap(one => (one.kind === 'field' ? [[one.field, one.declared] as const] : [])),
  )
  if (moved.size === 0) return undefined
  const declared = boxes.map(box => {
    const own = moved.get(box.name)
    return own ? { name: box.name, bytes: own.bytes, offset: own.offset } : box
  })
  const ownSize = deviations.find(({ kind }) => kind === 'size')?.declared
  return {
    name,
    pointerBytes,
    true: { boxes: visible(boxes), size: truth.size },
    declared: {
      boxes: visible(declared),
      size: typeof ownSize === 'number' ? ownSize : truth.size,
    },
  }
}

function structsOf(probe: RunProbe): Struct[] {
  const names = [
    ...new Set(
      probe.deviations.flatMap(({ deviation }) =>
        isLayoutDeviation(deviation) ? [deviation.struct] : [],
      ),
    ),
  ].filter(isStructName)
  return names.flatMap(name =>
    ([4, 8] as const).flatMap(pointerBytes => structOf(name, pointerBytes, probe) ?? []),
  )
}

const scale = { left: 12, byte: 22, bar: 34, row: 86, head: 34 } as const

/** Condenses a name that would be wider than its box. Units of the picture. */
function fittedText(name: string, width: number): Record<string, string> {
  return name.length * 7 > width
    ? { textLength: String(round(width)), lengthAdjust: 'spacingAndGlyphs' }
    : {}
}

function drawBar(
  picture: XmlElement,
  y: number,
  title: string,
  boxes: readonly Box[],
  moved: ReadonlySet<string>,
): void {
  label(picture, scale.left, y - 6, title, { class: 'faint' })
  for (const box of boxes) {
    const x = scale.left + box.offset * scale.byte
    const group = picture.ele('g')
    group.ele('title').txt(`${box.name}: ${box.bytes} bytes at ${box.offset}`)
    group.ele('rect', {
      class: moved.has(box.name) ? 'lucky' : 'same',
      x,
      y,
      width: box.bytes * scale.byte,
      height: scale.bar,
    })
    group.ele('rect', { class: 'line', x, y, width: box.bytes * scale.byte, height: scale.bar })
    label(group, x + 5, y + 15, box.name, {
      class: 'name',
      ...fittedText(box.name, box.bytes * scale.byte - 10),
    })
    label(group, x + 5, y + 29, `${box.offset}`, { class: 'faint' })
  }
}

/** The memory after the program's object, which the callee reads, including the last member. */
function drawBehind(picture: XmlElement, y: number, struct: Struct): void {
  const behind = struct.true.size - struct.declared.size
  if (behind <= 0) return
  const x = scale.left + struct.declared.size * scale.byte
  picture.ele('rect', {
    class: 'invalid-handle',
    x,
    y,
    width: behind * scale.byte,
    height: scale.bar,
    opacity: 0.85,
  })
  const read = struct.true.boxes
    .filter(box => box.offset + box.bytes > struct.declared.size)
    .map(box => box.name)
  label(picture, x + 5, y + 15, `behind the object, ${behind} bytes`, { style: 'fill:#fff' })
  label(picture, x + 5, y + 29, `${read.join(', ')} is read here`, {
    style: 'fill:#fff;font-weight:600',
  })
}

/** Below the declared bar: where the callee reads the event, if that is not where the program put it. */
function drawEvent(
  picture: XmlElement,
  y: number,
  struct: Struct,
  moved: ReadonlySet<string>,
): void {
  const event = struct.true.boxes.find(box => box.name === 'hEvent')
  if (!event || !moved.has('hEvent') || struct.declared.size < struct.true.size) return
  const x = scale.left + event.offset * scale.byte
  picture.ele('rect', {
    class: 'invalid-handle',
    x,
    y: y + scale.bar + 2,
    width: event.bytes * scale.byte,
    height: 4,
  })
  label(picture, x, y + scale.bar + 18, 'hEvent is read here', { class: 'faint' })
}

function drawStruct(
  picture: XmlElement,
  y: number,
  probes: readonly string[],
  struct: Struct,
): void {
  const moved = new Set(
    struct.declared.boxes
      .filter(box => {
        const right = struct.true.boxes.find(one => one.name === box.name)
        return right?.offset !== box.offset || right.bytes !== box.bytes
      })
      .map(box => box.name),
  )
  label(
    picture,
    scale.left,
    y,
    `${struct.name} with pointers of ${struct.pointerBytes} bytes, as declared by ${probes.join(', ')}`,
    { class: 'name' },
  )
  drawBar(picture, y + 26, `true, ${struct.true.size} bytes`, struct.true.boxes, new Set())
  drawBar(
    picture,
    y + 26 + scale.row - 18,
    `declared, ${struct.declared.size} bytes`,
    struct.declared.boxes,
    moved,
  )
  drawBehind(picture, y + 26 + scale.row - 18, struct)
  drawEvent(picture, y + 26 + scale.row - 18, struct, moved)
}

/** Each distinct layout, with the probes that declare it. */
function distinctStructs(
  probes: readonly RunProbe[],
): { readonly probes: string[]; readonly struct: Struct }[] {
  const found = new Map<string, { readonly probes: string[]; readonly struct: Struct }>()
  for (const probe of probes) {
    for (const struct of structsOf(probe)) {
      const known = found.get(JSON.stringify(struct))
      if (known) known.probes.push(probe.id)
      else found.set(JSON.stringify(struct), { probes: [probe.id], struct })
    }
  }
  return [...found.values()]
}

/** The struct layouts that the probes of a report declare wrong, each beside the true one. Drawn from the run file and the true tables. */
export const layoutSvg: Format = report => {
  const distinct = distinctStructs(report.matrix.probes)
  const bytes = Math.max(
    16,
    ...distinct.map(({ struct }) => Math.max(struct.true.size, struct.declared.size)),
  )
  const height = Math.max(60, scale.head + distinct.length * (2 * scale.row + 10))
  const picture = beginPicture(
    round(2 * scale.left + bytes * scale.byte),
    height,
    'Structs as declared and as they are',
    'Each pair of bars shows the members of a struct at their offsets: the true layout above, the declared one below, and what the callee reads behind the declared object.',
  )
  if (distinct.length === 0)
    label(
      picture,
      scale.left,
      30,
      'No probe of this report declares a struct otherwise than it is.',
    )
  distinct.forEach(({ probes, struct }, index) =>
    drawStruct(picture, scale.head - 8 + index * (2 * scale.row + 10), probes, struct),
  )
  return `${picture.end()}\n`
}
