/** Texts and comments. */
export const notRead = /"[^"\n]*"|'[^\n]*/g

/** By reference, in a delegate, and in calls of Marshal and of generic methods. */
export function signsOf(name: string): readonly RegExp[] {
  return [
    new RegExp(
      `\\b(delegate|gettype|sizeof|len|offsetof|ptrtostructure|structuretoptr)\\b[^\\n]{0,500}\\b${name}\\b`,
      'i',
    ),
    new RegExp(`\\bbyref\\s+\\w+(\\(\\))?\\s+as\\s+([\\w.]+\\.)?${name}\\b`, 'i'),
    new RegExp(`(?<!\\bnew\\s+[\\w.]{1,60})\\(of\\s+([\\w.]+\\.)?${name}\\s*\\)\\s*\\(`, 'i'),
    new RegExp(
      `\\b(\\w+)\\s+as\\s+(new\\s+)?([\\w.]+\\.)?${name}\\b[^]{0,20000}?\\b(sizeof|len|structuretoptr)\\s*\\(\\s*\\1\\b`,
      'i',
    ),
  ]
}
