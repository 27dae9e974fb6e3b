/** Bytes of a page of memory on x86 and on arm64 as Wine uses it. */
const pageBytes = 0x1000

/** Offset in the DOS header of the field with the offset of the PE header. */
const peOffsetAt = 0x3c

/** Offsets of fields, from the PE header: the file header of 20 bytes and the optional header follow its signature. */
const file = { sectionCount: 6, optionalBytes: 20 }
const optional = { at: 24, fileAlignment: 36, headerBytes: 60, checkSum: 64 }
/** The directory of certificates comes after four others. Where they begin depends on the width of the program. */
const directories = { pe32: 96, pe32plus: 112, certificates: 4 * 8 }
/** Of the table of sections, each of 40 bytes. */
const section = { bytes: 40, rawBytes: 16, rawOffset: 20 }

/**
 * A Windows program with each section at a multiple of a page in its file. What Windows and Wine load into memory stays
 * the same; the signature, which is over the file as it was, is left out.
 *
 * Linkers put sections at multiples of 512 bytes. Wine cannot map such a section and reads it whole into memory
 * (`map_file_into_view` in dlls/ntdll/unix/virtual.c of Wine 8.0 and 10.0), of which a program needs only parts: with the
 * 87 MB of node.exe that is half of the time of a start.
 *
 * Format: https://learn.microsoft.com/windows/win32/debug/pe-format. Throws RangeError for what is no such program.
 */
export function alignSections(program: Buffer): Buffer {
  const pe = program.readUInt32LE(peOffsetAt)
  if (program.toString('latin1', pe, pe + 4) !== 'PE\0\0')
    throw new RangeError('no Windows program: it has no PE header')
  const at = pe + optional.at
  const header = padded(program.subarray(0, program.readUInt32LE(at + optional.headerBytes)))
  header.writeUInt32LE(pageBytes, at + optional.fileAlignment)
  header.writeUInt32LE(header.length, at + optional.headerBytes)
  header.writeUInt32LE(0, at + optional.checkSum)
  const isWide = program.readUInt16LE(at) === 0x20b
  const certificates =
    at + (isWide ? directories.pe32plus : directories.pe32) + directories.certificates
  header.fill(0, certificates, certificates + 8)
  const parts = [header]
  let length = header.length
  const table = at + program.readUInt16LE(pe + file.optionalBytes)
  for (let index = 0; index < program.readUInt16LE(pe + file.sectionCount); index++) {
    const row = table + index * section.bytes
    const [bytes, offset] = [section.rawBytes, section.rawOffset].map(field =>
      program.readUInt32LE(row + field),
    ) as [number, number]
    if (bytes === 0) continue
    const part = padded(program.subarray(offset, offset + bytes))
    header.writeUInt32LE(part.length, row + section.rawBytes)
    header.writeUInt32LE(length, row + section.rawOffset)
    parts.push(part)
    length += part.length
  }
  return Buffer.concat(parts, length)
}

/** A copy, with zeros up to the next multiple of a page. */
function padded(bytes: Uint8Array): Buffer {
  const copy = Buffer.alloc(Math.ceil(bytes.length / pageBytes) * pageBytes)
  copy.set(bytes)
  return copy
}
