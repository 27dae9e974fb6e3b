import type { Dictionary } from './dictionary-file.ts'
import { unmeasured } from './dictionary-file.ts'
import { signatureKey, type FaultSignature } from './signature.ts'

/** Signatures as stored in a dictionary: unique, sorted, the empty one first. */
export function numberSignatures(signatures: readonly FaultSignature[]): {
  readonly list: Dictionary['signatures']
  indexOf(signature: FaultSignature): number
} {
  const byKey = new Map(
    [[], ...signatures].map(signature => [signatureKey(signature), signature] as const),
  )
  const keys = [...byKey.keys()].sort((one, other) =>
    one === '[]' ? -1 : other === '[]' ? 1 : one < other ? -1 : 1,
  )
  const index = new Map(keys.map((key, position) => [key, position]))
  return {
    list: keys.map(key => [...(byKey.get(key) ?? [])]),
    indexOf: signature => index.get(signatureKey(signature)) ?? unmeasured,
  }
}
