import type { MistakeId } from '../../mistakes/index.ts'
import { ofStructs } from '../cause-groups.ts'
import { odds, type SupportRule } from './rule.ts'
import { isWide, type Symptom } from '../symptom.ts'

/** What a user tells with `--seen` that names a cause, and the classes that it names. */
const named: Readonly<
  Record<string, { readonly classes: readonly MistakeId[]; readonly text: string }>
> = {
  'hint=success': {
    classes: ['stale-last-error'],
    text: 'you say that the call succeeded: the last error after it is that of an earlier call',
  },
  'check=wrong': {
    classes: ['sentinel-mismatch'],
    text: 'you say that the result of the open is compared with a wrong value',
  },
  'hint=cbsize': {
    classes: ['struct-size-constant'],
    text: 'you say that cbSize, the size of a struct, is wrong',
  },
  'hint=closed': {
    classes: ['closed-handle'],
    text: 'you say that the handle was closed before',
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

/** Whether a user tells with `--seen` what names a cause: then it counts as that alone, and not as a word of a text too. */
export function isTold({ told = [] }: Symptom, observation: string): boolean {
  return Object.hasOwn(named, observation) && told.includes(observation)
}

/** Who looked and typed what was seen knows it; a text may say it of something else. */
const byTold: SupportRule = symptom => {
  const [first] = symptom.failed
  // A code of 0 is none of an earlier call.
  if (first?.outcome === '0' || first?.isZero === true) return []
  return Object.entries(named)
    .filter(([observation]) => isTold(symptom, observation))
    .flatMap(([, { classes, text }]) =>
      classes.map(name => ({ class: name, odds: odds.named, text })),
    )
}

/** The code is said to be lost. */
const byLost: SupportRule = ({ failed }) =>
  failed.some(({ outcome }) => outcome === 'lost')
    ? [{ class: 'last-error-lost', odds: odds.told, text: 'you say that the code was lost' }]
    : []

/** HKEY_CLASSES_ROOT to HKEY_CURRENT_USER_LOCAL_SETTINGS, HKEY_PERFORMANCE_TEXT and HKEY_PERFORMANCE_NLSTEXT, as numbers of 32 bits: winreg.h. https://learn.microsoft.com/en-us/windows/win32/sysinfo/predefined-keys */
const predefinedKey = /^800000(?:0[0-7]|[56]0)$/

/** A predefined key whose upper half is empty, in a process where it is all ones. */
const byKey: SupportRule = (symptom: Symptom) =>
  symptom.handle !== undefined &&
  predefinedKey.test(symptom.handle.toString(16)) &&
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
