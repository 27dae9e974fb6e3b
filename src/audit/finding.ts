import type { Deviation } from '../declare/deviation.ts'
import type { Level } from '../declare/level.ts'
import type { Architecture } from '../declare/win32/architecture.ts'
import type { Edit } from './edits/edit.ts'
import type { Basis, ShownBy } from './shown-by.ts'

/** The rules, by id, with the one sentence that says what they look for. */
export const rules = {
  'handle-narrowed':
    'A handle with 32 significant bits is declared with 32 bits in a 64-bit process',
  'pointer-truncated':
    'A pointer, or a handle that is an address, is declared narrower than a pointer',
  'integer-truncated': 'An integer is declared narrower than it is',
  'result-widened': 'A result is declared wider than the function returns it',
  'parameter-widened':
    'A parameter is declared wider than it is, in a process where that does no harm',
  'arguments-shifted':
    'A parameter takes another number of stack bytes than the function expects, so the following ones are misread',
  'integer-for-pointer': 'A pointer is declared where the function takes a small integer',
  'class-mismatch':
    'A floating point number is declared where the function takes an integer, or the other way round',
  'struct-by-value': 'A struct passed by value is declared with another size',
  'result-of-void': 'A result is declared for a function that returns nothing',
  'parameter-count': 'The number of parameters is not that of the function',
  convention: 'The calling convention on ia32 is not that of the function',
  'misspelt-attribute': 'An attribute of a function is set that the FFI does not look at',
  'no-such-export': 'The library exports no function of that name',
  'not-on-ia32': 'The function exists in 64-bit Windows only',
  'text-width': 'Text is declared with characters of another width than the function takes',
  'variable-narrow': 'The function writes more bytes than the declared variable has',
  'variable-wide': 'The function writes fewer bytes than the declared variable has',
  'undeclared-result':
    'The result is left undeclared where the default of the FFI is narrower than the function returns',
  'undeclared-parameters':
    'Parameters are left undeclared where the default of the FFI is narrower than the function takes',
  'alias-width': 'A Windows type name is given to a type of another width',
  'field-width': 'A field is declared with another width than it has',
  'field-offset': 'A field lies at another offset than in Windows',
  'struct-size': 'A struct is declared with another size than it has',
  'stated-size': 'A struct says another size of itself than Windows expects',
  sentinel: 'A result is compared with a value that the function never returns on failure',
} as const satisfies Record<string, string>
export type RuleId = keyof typeof rules

/** A type and its width, as declared or as it is. */
export interface Side {
  readonly type: string
  readonly bytes: number
}

/** What a rule says of one place on one architecture. */
export interface Observation {
  readonly rule: RuleId
  readonly level: Level
  readonly file?: string
  readonly line?: number
  /** Language of the file. */
  readonly language?: string
  /** Exactly one of the two is there. */
  readonly function?: string
  readonly struct?: string
  /** `return`, the name of a parameter or of a field; a parameter without name is `parameter 3`. */
  readonly position: string
  readonly declared: Side
  readonly true: Side
  readonly consequence: string
  /** What the consequence is taken from, where that is not to be seen by its text. */
  readonly basis?: Basis
  readonly fix: string
  /** What the rule judged, as data; the one of the first architecture. Absent where a name is wrong, not a declaration. */
  readonly deviation?: Deviation
}

/** One thing to tell, with all the architectures on which it holds. */
export interface Finding extends Omit<Observation, 'basis'> {
  readonly arch: readonly Architecture[]
  /** The consequence without what shows it: the same sentence in each language. */
  readonly effect: string
  /** With which FFI the probes were measured that the effect names. */
  readonly measured?: string
  /** That nothing was measured with the FFI of the program, and what is gone by instead. */
  readonly expected?: string
  /** The lanes in which a probe shows what follows, or the document that says so. Absent where nothing was measured. */
  readonly shownBy?: ShownBy
  /** What mends it at its place, where that is certain. */
  readonly edit?: Edit
  /** The same mistake on architectures where it is less bad. */
  readonly lesser?: readonly {
    readonly level: Level
    readonly arch: readonly Architecture[]
    readonly consequence: string
  }[]
}
