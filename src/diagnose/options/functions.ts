import { similarNames } from '../../text/near-names.ts'
import { functionFacts, nearFunctions } from '../functions.ts'
import { codeNames } from '../text/codes.ts'
import { typedOutcomes } from './outcomes.ts'

/** Whether a word is written as functions are, and is similar to none of Windows and to nothing that is said of one: a function of another DLL. */
function isOfOther(word: string): boolean {
  return (
    /^(?=\w*[a-z])(?=\w*[A-Z_])[A-Za-z_]\w{3,79}$/.test(word) &&
    similarNames([...typedOutcomes, ...codeNames], word).length === 0 &&
    nearFunctions(word).length === 0
  )
}

/** Whether a word that a person typed alone names a function, of Windows or of another DLL, and nothing that is said of one. */
export function isTypedFunction(word: string): boolean {
  return (
    (/^[A-Za-z_]\w{0,79}$/.test(word) &&
      !typedOutcomes.includes(word.toLowerCase()) &&
      functionFacts(word) !== undefined) ||
    isOfOther(word)
  )
}
