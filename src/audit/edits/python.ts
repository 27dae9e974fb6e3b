import type { Finding } from '../finding.ts'
import { editOf, type Edit } from './edit.ts'

/** What ctypes itself calls types of ctypes.wintypes, of the same width in each process. */
const plainNames: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      'HANDLE',
      'HMODULE',
      'HINSTANCE',
      'HWND',
      'HKEY',
      'HDC',
      'HICON',
      'HMENU',
      'LPVOID',
      'LPCVOID',
    ].map(name => [name, 'c_void_p']),
  ),
  BOOL: 'c_int32',
  DWORD: 'c_uint32',
  UINT: 'c_uint32',
  WORD: 'c_uint16',
  LPARAM: 'c_ssize_t',
  WPARAM: 'c_size_t',
  LPCWSTR: 'c_wchar_p',
  LPWSTR: 'c_wchar_p',
  LPCSTR: 'c_char_p',
  LPSTR: 'c_char_p',
}

/** Lines that one list of parameter types may take. */
const longestList = 60

/** What a finding in a Python file is mended by, where the type stands there by its name alone; undefined where not. */
export function editPython(
  lines: readonly string[],
  finding: Finding,
  index: number | undefined,
): Edit | undefined {
  const { line = 0, rule, position, declared, fix } = finding
  const text = lines[line - 1] ?? ''
  if (rule === 'misspelt-attribute') {
    const meant = finding.true.type
    const found = new RegExp(`\\.${declared.type}(?=\\s*=[^=])`).exec(text)
    return found
      ? editOf(lines, { line, column: found.index + 2, old: declared.type, text: meant })
      : undefined
  }
  const place =
    position === 'return'
      ? find(lines, line, /\.restype\s*=\s*([\w.]+)\s*(?:#.*)?$/)
      : position === 'alias'
        ? find(lines, line, new RegExp(`^\\s*${finding.struct}\\s*=\\s*([\\w.]+)\\s*(?:#.*)?$`))
        : finding.struct !== undefined
          ? find(lines, line, new RegExp(`['"]${position}['"]\\s*,\\s*([\\w.]+)\\s*[\\]),]`))
          : index === undefined
            ? undefined
            : itemOf(lines, line, index)
  if (!place || lastOf(place.old) !== declared.type) return undefined
  // HANDLE cannot be given to the name HANDLE.
  const wanted = fix === finding.struct ? 'c_void_p' : fix
  const name =
    nameIn(lines, wanted, place.old) ?? nameIn(lines, plainNames[wanted] ?? '', place.old)
  return name === undefined ? undefined : editOf(lines, { ...place, text: name })
}

type Piece = Pick<Edit, 'line' | 'column' | 'old'>

function find(lines: readonly string[], line: number, pattern: RegExp): Piece | undefined {
  const found = pattern.exec(lines[line - 1] ?? '')
  const old = found?.[1]
  if (!found || old === undefined) return undefined
  return { line, column: found.index + found[0].lastIndexOf(old) + 1, old }
}

/** An item of the list that `argtypes` is set to, which may go over several lines. */
function itemOf(lines: readonly string[], first: number, index: number): Piece | undefined {
  const start = /\.argtypes\s*=\s*[[(]/.exec(lines[first - 1] ?? '')
  if (!start) return undefined
  let [line, at, depth, items] = [first, start.index + start[0].length, 0, 0]
  while (line < first + longestList) {
    const text = lines[line - 1] ?? ''
    for (; at < text.length; at += 1) {
      const character = text[at] ?? ''
      if (character === '#') break
      if (depth === 0 && items === index && /\w/.test(character)) {
        const [old = ''] = /^[\w.]+/.exec(text.slice(at)) ?? []
        // A type that is made by a call or a product is not written anew.
        return /^\s*([,\])]|#|$)/.test(text.slice(at + old.length))
          ? { line, column: at + 1, old }
          : undefined
      }
      if ('[('.includes(character)) depth += 1
      else if (')]'.includes(character) && (depth -= 1) < 0) return undefined
      else if (character === ',' && depth === 0) items += 1
    }
    line += 1
    at = 0
  }
  return undefined
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

/** How the file names a type of ctypes or ctypes.wintypes; undefined where it does not import it. */
function nameIn(lines: readonly string[], type: string, old: string): string | undefined {
  if (!/^[A-Za-z_]\w*$/.test(type)) return undefined
  const isOfCtypes = type.startsWith('c_')
  const module = isOfCtypes ? 'ctypes' : 'ctypes\\.wintypes'
  const text = lines.join('\n')
  const imported = [
    ...text.matchAll(
      new RegExp(`^[ \\t]*from[ \\t]+${module}[ \\t]+import[ \\t]+(\\([^)]*\\)|.*)`, 'gm'),
    ),
  ]
  const isBare = imported.some(
    ([, names = '']) =>
      names.trim() === '*' || new RegExp(`\\b${type}\\b(?!\\s+as\\b)`).test(names),
  )
  if (isBare) return type
  const prefixes = isOfCtypes
    ? [...text.matchAll(/^[ \t]*import[ \t]+ctypes(?:[ \t]+as[ \t]+(\w+))?[ \t]*$/gm)].map(
        ([, as]) => as ?? 'ctypes',
      )
    : [
        ...text.matchAll(
          /^[ \t]*from[ \t]+ctypes[ \t]+import[ \t]+(?:.*,[ \t]*)?wintypes(?:[ \t]+as[ \t]+(\w+))?/gm,
        ),
      ].map(([, as]) => as ?? 'wintypes')
  if (!isOfCtypes && /^[ \t]*import[ \t]+ctypes\.wintypes[ \t]*$/m.test(text))
    prefixes.push('ctypes.wintypes')
  const own = prefixes.find(prefix => old.startsWith(`${prefix}.`)) ?? prefixes[0]
  return own === undefined ? undefined : `${own}.${type}`
}
