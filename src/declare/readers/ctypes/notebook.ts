import { z } from 'zod'

/** nbformat 4: https://nbformat.readthedocs.io/en/latest/format_description.html */
const notebook = z.object({
  cells: z.array(
    z.object({
      cell_type: z.string(),
      source: z.union([z.string(), z.array(z.string())]),
    }),
  ),
})

/**
 * The code of a notebook, each line of it in the line of the file in which it stands; undefined for what is no
 * notebook. Commands of IPython (`%time`, `!pip`) are left out.
 */
export function codeOfNotebook(text: string): string | undefined {
  let cells: z.infer<typeof notebook>['cells']
  try {
    ;({ cells } = notebook.parse(JSON.parse(text)))
  } catch {
    return undefined
  }
  const made: string[] = []
  let [at, line] = [0, 0]
  for (const { cell_type: type, source } of cells) {
    const lines = typeof source === 'string' ? source.split(/(?<=\n)/) : source
    for (const one of lines) {
      const found = text.indexOf(JSON.stringify(one), at)
      if (found >= 0) {
        for (; at < found; at += 1) if (text[at] === '\n') line += 1
      }
      // Lines of a cell that is one text stand in one line of the file; those behind the first come after it.
      const row = Math.max(line, made.length)
      const isCode = type === 'code' && !/^\s*[%!?]/.test(one)
      if (isCode) {
        while (made.length < row) made.push('')
        made.push(one.replace(/\r?\n$/, ''))
      }
    }
  }
  return made.join('\n')
}
