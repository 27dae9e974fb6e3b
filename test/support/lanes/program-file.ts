/** A program file for Windows as this project needs it in tests: headers and sections, and no code. */
export interface ProgramFile {
  readonly isWide: boolean
  /** What the file holds of each section, and its size in memory, in bytes. */
  readonly sections: readonly { readonly held: Buffer; readonly virtualBytes: number }[]
}

const peAt = 0x80
const optionalAt = peAt + 24

/** The bytes of such a file, as a linker lays it out, with a signature behind. */
export function programFile({ isWide, sections }: ProgramFile): Buffer {
  const optionalBytes = isWide ? 240 : 224
  const header = Buffer.alloc(0x400)
  header.write('MZ', 0, 'latin1')
  header.writeUInt32LE(peAt, 0x3c)
  header.write('PE\0\0', peAt, 'latin1')
  header.write('rest', header.length - 4, 'latin1')
  header.writeUInt16LE(sections.length, peAt + 6)
  header.writeUInt16LE(optionalBytes, peAt + 20)
  header.writeUInt16LE(isWide ? 0x20b : 0x10b, optionalAt)
  header.writeUInt32LE(0x1000, optionalAt + 32)
  header.writeUInt32LE(0x200, optionalAt + 36)
  header.writeUInt32LE(header.length, optionalAt + 60)
  header.writeUInt32LE(0x1234, optionalAt + 64)
  const parts = [header]
  let [offset, address] = [header.length, 0x1000]
  sections.forEach(({ held, virtualBytes }, index) => {
    const row = optionalAt + optionalBytes + index * 40
    const part = Buffer.concat([held, Buffer.alloc((0x200 - (held.length % 0x200)) % 0x200)])
    header.writeUInt32LE(virtualBytes, row + 8)
    header.writeUInt32LE(address, row + 12)
    header.writeUInt32LE(part.length, row + 16)
    header.writeUInt32LE(part.length === 0 ? 0 : offset, row + 20)
    parts.push(part)
    offset += part.length
    address += Math.ceil(virtualBytes / 0x1000) * 0x1000
  })
  const signature = Buffer.from('a signature')
  const directory = optionalAt + (isWide ? 112 : 96) + 4 * 8
  header.writeUInt32LE(offset, directory)
  header.writeUInt32LE(signature.length, directory + 4)
  return Buffer.concat([...parts, signature])
}

/** A section of a program in memory, and where it lies in the file. */
export interface LoadedSection {
  readonly address: number
  readonly offset: number
  readonly bytes: Buffer
}

/** What a loader makes of a program file: https://learn.microsoft.com/windows/win32/debug/pe-format. */
export function loadSections(program: Buffer): LoadedSection[] {
  const pe = program.readUInt32LE(0x3c)
  const table = pe + 24 + program.readUInt16LE(pe + 20)
  return Array.from({ length: program.readUInt16LE(pe + 6) }, (_, index) => {
    const [virtualBytes = 0, address = 0, held = 0, offset = 0] = [8, 12, 16, 20].map(field =>
      program.readUInt32LE(table + index * 40 + field),
    )
    const bytes = Buffer.alloc(virtualBytes)
    program.copy(bytes, 0, offset, offset + Math.min(held, virtualBytes))
    return { address, offset, bytes }
  })
}
