/** Name and convention of a declared function, as far as the program said them. */
export interface ReadPrototype {
  readonly name?: string
  readonly convention?: 'stdcall' | 'cdecl' | 'other'
  readonly variadic: boolean
}

/** Name and convention, from the forms that koffi takes: `('int __stdcall F(int)')`, `(convention?, name, result, [types])`. */
export function readPrototype(values: readonly unknown[]): ReadPrototype {
  const last = values.at(-1)
  const text =
    typeof last === 'string'
      ? last
      : values
          .slice(0, -2)
          .filter(value => typeof value === 'string')
          .join(' ')
  const convention = /\b_*stdcall\b/.test(text)
    ? 'stdcall'
    : /\b_*(fastcall|thiscall)\b/.test(text)
      ? 'other'
      : /\b__cdecl\b/.test(text)
        ? 'cdecl'
        : undefined
  if (typeof last === 'string') {
    const name = /([A-Za-z_]\w*)\s*\(/.exec(last)?.[1]
    return {
      ...(name && { name }),
      ...(convention && { convention }),
      variadic: /\.\.\.\s*\)/.test(last),
    }
  }
  const name = values.length > 2 ? values.at(-3) : undefined
  return {
    ...(typeof name === 'string' && !name.startsWith('__') && { name }),
    ...(convention && { convention }),
    variadic: Array.isArray(last) && last.includes('...'),
  }
}

/** The file of a library in lower case, as the table of true widths has it. */
export function nameLibrary(path: unknown): string {
  const base = (typeof path === 'string' ? path : '').split(/[\\/]/).at(-1)?.toLowerCase() ?? ''
  return base === '' || base.includes('.') ? base : `${base}.dll`
}
