import type { PassedSigns } from '../common/own-structs.ts'

/** Texts and comments. */
export const notRead = /"[^"\n]*"|'[^\n]*/g

/** By reference, in a delegate, and in calls of Marshal and of generic methods; `passed`, in lower case, by functions. */
export function signsOf(passed: ReadonlySet<string>): PassedSigns {
  return {
    end: /\n/,
    passes: name =>
      passed.has(name.toLowerCase())
        ? [/^/]
        : [
            /\b(delegate|gettype|sizeof|len|offsetof|ptrtostructure|structuretoptr)\b/i,
            new RegExp(`\\bbyref\\s+\\w+(\\(\\))?\\s+as\\s+(\\w+\\.)*${name}\\b`, 'i'),
            new RegExp(`(?<!\\bnew\\s+[\\w.]{1,60})\\(of\\s+(\\w+\\.)*${name}\\s*\\)\\s*\\(`, 'i'),
          ],
    holds: name => new RegExp(`\\b(\\w+)\\s+as\\s+(?:new\\s+)?(?:\\w+\\.)*${name}\\b`, 'i'),
    copies: /\b(?:sizeof|len|structuretoptr)\s*\(\s*(\w+)/gi,
  }
}
