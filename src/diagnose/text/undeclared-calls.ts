import { functionFacts } from '../functions.ts'
import { gated } from '../patterns/gated.ts'
import type { WrongDeclaration } from './prototypes.ts'

/** A call of ctypes by the loader that all modules share, as those write it who declare nothing: `windll.kernel32.GetFileType(h)`. */
const call = gated(/\bwindll\.\w{3,20}\.([A-Z]\w{2,50})\( ?(?!\))(.{0,120})/)

/** An argument that has the width of a pointer already. */
const wrapped =
  /^(?:\w{1,12}\.){0,2}(?:c_void_p|HANDLE|HWND|HMODULE|byref|pointer|addressof|c_size_t)\(|^-?\d+\b/

/**
 * Calls in Python code that pass a handle of a kernel object to a function that nothing in the text declares: ctypes takes it
 * for an int of 32 bits, and CPython up to 3.7 leaves the upper half as it was. https://docs.python.org/3/library/ctypes.html#calling-functions
 */
export function undeclaredCallsIn(lines: readonly string[]): readonly WrongDeclaration[] {
  const found = lines.flatMap((line, index): WrongDeclaration[] => {
    const [, name = '', list = ''] = call.exec(line) ?? []
    const facts = name === '' ? undefined : functionFacts(name)
    return facts?.handles.includes('kernel') === true && !wrapped.test(list)
      ? [
          {
            function: name,
            classes: ['arg-upper-garbage', 'arg-truncated'],
            first: 'arg-upper-garbage',
            quote: line.trim().slice(0, 120),
            index,
            isTopic: true,
          },
        ]
      : []
  })
  const isDeclared = (name: string): boolean =>
    lines.some(line => line.includes(`${name}.argtypes`) || line.includes(`${name}.restype`))
  return found.filter(({ function: name }) => !isDeclared(name)).slice(0, 1)
}
