import { trueAbi } from '../../declare/win32/abi.ts'
import { layoutOf } from '../../declare/win32/layout.ts'
import type { StructName } from '../../declare/win32/structs.ts'
import type { Kernel } from '../kernels/kernel.ts'
import { readUnsigned, writeUnsigned } from '../memory.ts'

/** A block of memory that is passed to a call. */
interface Block {
  readonly address: bigint
  readonly bytes: Uint8Array
  /** An unsigned number at an offset. */
  number(offset?: number, bytes?: number): bigint
  put(value: bigint, offset?: number, bytes?: number): void
}

/** The tools of a port child: true prototypes, and memory of its own. */
export interface Tools {
  readonly kernel: Kernel
  /** New memory, zeroed. */
  allocate(bytes: number): Block
  /** A zero-terminated UTF-16 text. */
  text(text: string): bigint
  /** Frees all memory that `work` allocated. */
  within<Result>(work: () => Result): Result
  /** Memory of a struct, its fields by name. */
  struct(
    name: StructName,
  ): Block & { field(name: string): bigint; set(fields: Readonly<Record<string, number>>): void }
}

/** Tools on a kernel. */
export function createTools(kernel: Kernel): Tools {
  const { base, bytes } = kernel.memory
  let used = 0
  const allocate = (size: number): Block => {
    const offset = used
    used += Math.ceil(size / 16) * 16
    if (used > bytes.length) throw new Error('The port child has used up its memory')
    const own = bytes.subarray(offset, offset + size).fill(0)
    const memory = { base: base + BigInt(offset), bytes: own }
    return {
      address: memory.base,
      bytes: own,
      number: (at = 0, width = 4) => readUnsigned(memory, at, width),
      put: (value, at = 0, width = 4) => {
        writeUnsigned(memory, at, width, value)
      },
    }
  }
  return {
    kernel,
    allocate,
    text(text) {
      const content = Buffer.from(`${text}\0`, 'utf16le')
      const made = allocate(content.length)
      made.bytes.set(content)
      return made.address
    },
    within(work) {
      const before = used
      const result = work()
      used = before
      return result
    },
    struct(name) {
      const { size, fields } = layoutOf(trueAbi.structs[name], kernel.pointerBytes)
      const made = allocate(size)
      const place = (field: string) => {
        const found = fields[field]
        if (!found) throw new Error(`${name} has no field ${field}`)
        return found
      }
      return {
        ...made,
        field: field => made.number(place(field).offset, place(field).bytes),
        set(values) {
          for (const [field, value] of Object.entries(values))
            made.put(BigInt(value), place(field).offset, place(field).bytes)
        },
      }
    },
  }
}

/** A UTF-16 text out of memory, up to its zero. */
export function textIn(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('utf16le')
  const end = text.indexOf('\0')
  return end < 0 ? text : text.slice(0, end)
}
