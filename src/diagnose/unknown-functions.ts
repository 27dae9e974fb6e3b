import { isKnownCall } from './call-groups.ts'
import { functionFacts, nearFunctions } from './functions.ts'
import { openWidthTable } from '../declare/widths/table.ts'
import { isOneSlip } from '../text/near-names.ts'
import type { SeenCall, Symptom } from './symptom.ts'

/** A function that neither the headers nor this program know, with the nearest names. */
export interface UnknownFunction {
  readonly name: string
  readonly near: readonly string[]
}

const isKnown = (name: string): boolean =>
  name === '' || isKnownCall(name) || functionFacts(name) !== undefined

/** A number behind a name makes another function of it. */
const unnumbered = (name: string): string => name.replace(/\d+/g, '')

/** The functions of Windows that a person may have meant who mistyped a name by one letter; none for a function of another DLL or of a runtime. */
export function mistypedFunctions(name: string): readonly string[] {
  // Functions of other DLLs have prefixes, C_Initialize, and those of libraries begin small. Sleep is a word.
  if (!/^[A-Z]\w{5,}$/.test(name) || isKnown(name)) return []
  const typed = name.toLowerCase()
  const near = openWidthTable()
    .functionNames.filter(
      own =>
        /[a-z][A-Z]\w/.test(own) &&
        Math.abs(own.length - name.length) <= 2 &&
        own.includes('_') === name.includes('_'),
    )
    .map(own => own.replace(/(?<=[a-z])[AW]$/, ''))
    .filter(own => isOneSlip(typed, own.toLowerCase()) && unnumbered(own) !== unnumbered(name))
  return [...new Set(near)].slice(0, 3)
}

/** Functions that a symptom names and nothing is known of. */
export function unknownFunctions({ failed, ok }: Symptom): readonly UnknownFunction[] {
  return [...new Set([...failed.map(({ call }) => call), ...ok])]
    .filter(name => !isKnown(name))
    .map(name => ({ name, near: nearFunctions(name) }))
}

/** A symptom in which the name of a function that nothing is known of is no evidence. */
export function withoutUnknown(symptom: Symptom): Symptom {
  const plain = (call: SeenCall): SeenCall => (isKnown(call.call) ? call : { ...call, call: '' })
  const first = symptom.failed[0]?.call ?? ''
  // A method of .NET is not declared by hand, as a function of another DLL is.
  const isMethod = symptom.ffi === 'pinvoke' && first.includes('.')
  return {
    ...symptom,
    failed: symptom.failed.map(plain),
    ok: symptom.ok.filter(isKnown),
    ...(isKnown(first) || isMethod ? {} : { isOfOther: true }),
  }
}
