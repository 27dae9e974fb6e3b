import type { Reading } from '../reading.ts'
import type { Architecture } from '../win32/architecture.ts'

/** How files are read. */
export interface ReadOptions {
  readonly architectures: readonly Architecture[]
  /** Milliseconds that reading all of them may take. */
  readonly limitMs: number
}

/**
 * A language whose files are read and not run: one folder with its reader and one line in `index.ts`. The reader gives
 * declarations (`../model.ts`) with file and line, one list for each architecture, and a vocabulary: the words of the
 * language, its fixes, and what its FFI shows of a failure.
 */
export interface Language {
  /** As people call it, with its FFI. */
  readonly title: string
  /** Ends of file names, in lower case. Two languages may share one: each takes the files that are its own. */
  readonly extensions: readonly string[]
  /** What a file holds that is of this language and not of another one with the same end of its name. */
  readonly mentions?: RegExp
  /** What is read, what is judged and what was measured: a row of docs/languages.md. */
  readonly reads: string
  readonly judges: string
  readonly measured: string
  /** Loads the reader, and reads files without running them. */
  read(files: readonly string[], options: ReadOptions): Promise<Reading>
}
