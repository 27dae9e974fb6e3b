/** Sentences of Windows by code and language. */
export type MessageTable = Readonly<Record<number, Readonly<Record<string, readonly string[]>>>>

/** A table from lines with a code, a language and a sentence each. */
export function readMessages(sentences: string): MessageTable {
  const table: Record<number, Record<string, string[]>> = {}
  for (const line of sentences.trim().split('\n')) {
    const [code = '', language = '', ...words] = line.split(' ')
    const own = (table[Number(code)] ??= {})
    own[language] = [...(own[language] ?? []), words.join(' ')]
  }
  return table
}
