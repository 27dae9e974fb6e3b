import { isOf64BitsAlone } from '../about-failure.ts'
import { isWide, isMissing } from '../symptom.ts'
import { type SupportRule, odds } from './rule.ts'

/** ERROR_MOD_NOT_FOUND of what loads a module, or of a call that is not told: it, or one that it needs, is not there for this kind of process. */
const byModule: SupportRule = ({ failed: [first], also }) => {
  if (first?.outcome !== '126') return []
  const isLoader =
    first.call.startsWith('LoadLibrary') ||
    (first.call === '' && also?.call?.includes('module') === true)
  if (!isLoader && (first.call !== '' || also?.call !== undefined)) return []
  const text =
    'the module, or one that it needs, was not found in any folder of this kind of process'
  return [
    { class: 'process-bitness', odds: isLoader ? odds.named * odds.leans : 3 * odds.leans, text },
    { class: 'failed-open', odds: isLoader ? odds.told : odds.leans, text },
  ]
}

/** SetWindowsHookEx fails with ERROR_MOD_NOT_FOUND where hMod is not the handle of a DLL: https://learn.microsoft.com/en-us/windows/win32/api/winuser/nf-winuser-setwindowshookexw */
const byHook: SupportRule = symptom => {
  const [first] = symptom.failed
  // Where the module was asked for by its name, it is one, and what is passed may be cut.
  const isModule =
    isWide(symptom) === true && symptom.ok.some(name => /^GetModuleHandle|^LoadLibrary/.test(name))
  return first?.outcome === '126' && first.call.startsWith('SetWindowsHookEx')
    ? (['bad-parameter', 'wrong-kind'] as const).map(name => ({
        class: name,
        odds: isModule ? odds.leans : odds.told * odds.leans,
        text: `${first.call} expects the handle of a DLL; an EXE or a managed assembly is none`,
      }))
    : []
}

/** What is said of GetLastError where its code is not the one that was expected. */
const lastErrorEnds = ['wrong-result', 'wrong-data', 'failed', '0', '126', '127', 'lost']

/** Codes that a lost last error shows, where no call is named: others show them too. */
const byLost: SupportRule = ({ failed: [first], also }) => {
  if (first?.call === 'GetLastError' && lastErrorEnds.includes(first.outcome))
    return (['last-error-lost', 'stale-last-error'] as const).map(name => ({
      class: name,
      odds: name === 'last-error-lost' ? odds.named : odds.told,
      text: 'GetLastError cannot fail: what it returns is the code of another call',
    }))
  if (first?.call !== '' || also?.call !== undefined) return []
  if (first.outcome === '0')
    return [
      {
        class: 'stale-last-error',
        odds: odds.nearly,
        text: 'code 0 is read after a call that succeeded, too',
      },
    ]
  return ['126', '127'].includes(first.outcome)
    ? (['process-bitness', 'failed-open'] as const).map(name => ({
        class: name,
        odds: odds.nearly,
        text: 'a module, or a function in it, is not there for this kind of process',
      }))
    : []
}

const byMissingFunction: SupportRule = symptom => {
  const name = symptom.failed[0]?.call ?? ''
  if (!isOf64BitsAlone(symptom) && isMissing(symptom))
    return (['bad-parameter', 'process-bitness'] as const).map(id => ({
      class: id,
      odds: id === 'bad-parameter' ? odds.told : odds.decides,
      text: `the DLL exports no function ${name === '' ? 'of that name' : name}`,
      url: 'https://learn.microsoft.com/en-us/windows/win32/api/libloaderapi/nf-libloaderapi-getprocaddress',
    }))
  return isOf64BitsAlone(symptom)
    ? [
        {
          class: 'process-bitness',
          odds: odds.named * odds.leans,
          text: `user32.dll exports ${name} in 64 bits alone; in 32 bits it is a macro of the headers: call ${name.replace('LongPtr', 'Long')} there`,
        },
      ]
    : []
}

/** What ERROR_MOD_NOT_FOUND and ERROR_PROC_NOT_FOUND say: a module that is not there, or a last error that was lost. */
export const moduleRules: readonly SupportRule[] = [byModule, byHook, byLost, byMissingFunction]
