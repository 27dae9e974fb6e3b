import type { PointerBytes } from '../../win32/architecture.ts'

interface Branch {
  readonly from: number
  readonly to: number
  readonly only: PointerBytes
}

const word = /\b(?:if|elseif|else|then|end|function|do|repeat|until)\b/g

/** What a condition asks for; undefined where it asks for something else. https://luajit.org/ext_ffi_api.html#ffi_abi */
function widthAsked(condition: string): PointerBytes | undefined {
  if (/\b(and|or)\b/.test(condition)) return undefined
  const [, architecture] =
    /\barch\s*[=~]=\s*["'](x64|x86|arm64|arm)["']/.exec(condition) ??
    /\babi\s*\(?\s*["'](64bit|32bit)["']/.exec(condition) ??
    /\bsizeof\s*\(?\s*["'](?:void|char)\s*\*["']\s*\)?\s*[=~]=\s*([48])/.exec(condition) ??
    []
  if (architecture === undefined) return undefined
  const width = /^(x64|arm64|64bit|8)$/.test(architecture) ? 8 : 4
  const isNot = /\bnot\b|~=/.test(condition)
  return isNot ? other(width) : width
}

function other(width: PointerBytes): PointerBytes {
  return width === 8 ? 4 : 8
}

/**
 * Finds the width of a pointer for which a place of a Lua file is meant, by the `if` around it. `masked` has blanks for
 * comments and texts, and the places of `text`.
 */
export function luaWidthFinder(
  text: string,
  masked: string,
): (at: number) => PointerBytes | undefined {
  const branches: Branch[] = []
  const open: { readonly from: number; readonly only: PointerBytes | undefined }[] = []
  let condition = 0
  const close = (at: number): PointerBytes | undefined => {
    const block = open.pop()
    if (block?.only) branches.push({ from: block.from, to: at, only: block.only })
    return block?.only
  }
  for (const { 0: said, index } of masked.matchAll(word)) {
    const behind = index + said.length
    if (said === 'if') condition = behind
    else if (said === 'elseif') {
      close(index)
      condition = behind
    } else if (said === 'then')
      open.push({ from: behind, only: widthAsked(text.slice(condition, index).slice(0, 300)) })
    else if (said === 'else') {
      const only = close(index)
      open.push({ from: behind, only: only && other(only) })
    } else if (said === 'end' || said === 'until') close(index)
    else open.push({ from: behind, only: undefined })
  }
  return at => branches.findLast(({ from, to }) => from <= at && at < to)?.only
}
