import type { MistakeId } from '../mistakes/index.ts'
import { ofStructs } from './cause-groups.ts'
import { odds, type SupportRule } from './support-rule.ts'
import { isWide, type Symptom } from './symptom.ts'

/** What a user tells with `--seen` that names a cause, and the classes that it names. */
const named: Readonly<
  Record<string, { readonly classes: readonly MistakeId[]; readonly text: string }>
> = {
  'hint=success': {
    classes: ['stale-last-error'],
    text: 'you say that the call succeeded: the last error after it is that of an earlier call',
  },
  'hint=unplug': { classes: ['unplugged'], text: 'you say that the device was unplugged' },
  'hint=wow64': {
    classes: ['process-bitness'],
    text: 'you say that a process or a DLL of the other width is involved',
  },
  'hint=module': {
    classes: ['shared-prototype-pollution'],
    text: 'you say that another module is involved',
  },
  'layout=wrong': { classes: ofStructs, text: 'you say that a struct is laid out wrongly' },
}

/** Who looked and typed what was seen knows it; a text may say it of something else. */
const byTold: SupportRule = ({ failed: [first], told = [] }) =>
  // A code of 0 is none of an earlier call.
  (first?.outcome === '0' || first?.isZero === true ? [] : told).flatMap(observation =>
    (Object.hasOwn(named, observation) ? (named[observation]?.classes ?? []) : []).map(name => ({
      class: name,
      odds: odds.told,
      text: named[observation]?.text ?? '',
    })),
  )

/** The code is said to be lost. */
const byLost: SupportRule = ({ failed }) =>
  failed.some(({ outcome }) => outcome === 'lost')
    ? [{ class: 'last-error-lost', odds: odds.told, text: 'you say that the code was lost' }]
    : []

/** HKEY_CLASSES_ROOT to HKEY_PERFORMANCE_NLSTEXT, as numbers of 32 bits. https://learn.microsoft.com/en-us/windows/win32/sysinfo/predefined-keys */
const predefinedKeys = { first: 0x80000000n, last: 0x80000060n } as const

/** A predefined key whose upper half is empty, in a process where it is all ones. */
const byKey: SupportRule = (symptom: Symptom) =>
  symptom.handle !== undefined &&
  symptom.handle >= predefinedKeys.first &&
  symptom.handle <= predefinedKeys.last &&
  isWide(symptom) !== false
    ? [
        {
          class: 'hkey-not-sign-extended',
          odds: odds.named,
          text: `0x${symptom.handle.toString(16)} is a predefined key in 32 bits; in 64 bits its upper half is all ones`,
        },
      ]
    : []

/** What a user observed beside the calls. */
export const observationRules: readonly SupportRule[] = [byTold, byLost, byKey]
