import { Parser } from 'web-tree-sitter'
import { UserProblem } from '../../../os/problem.ts'
import type { Source } from './sources.ts'

/** The part of WebAssembly that is used here; TypeScript declares it only for browsers. */
declare const WebAssembly: { readonly Memory: new (limits: typeof pages) => object }

/** Pages of WebAssembly, of 64 KiB each: what the parsers start with, as their module declares, and the most they get. */
const pages = { initial: 512, maximum: 4096 } as const

/**
 * Loads the parsers' own module, once. In a 32-bit process they get 256 MiB at most: V8 reserves addresses for as much
 * as a memory may grow, 512 MiB of about 1500 where nothing is said (measured with node.exe 22.23.2 for ia32, Wine 8).
 */
export async function initParser(): Promise<void> {
  await Parser.init({
    // What it prints when it ends is said by `parsing`.
    printErr: () => undefined,
    ...(process.arch === 'ia32' ? { wasmMemory: new WebAssembly.Memory(pages) } : {}),
  })
}

/**
 * Runs what parses a text. Where the parsers' memory does not suffice, they end for good in this process, and nothing
 * more can be read.
 *
 * @throws UserProblem in that case.
 */
export function parsing<T>({ file, text }: Source, parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    // How a program made by Emscripten ends.
    if (!(error instanceof Error && error.message.startsWith('Aborted('))) throw error
    const other = process.arch === 'ia32' ? ', or use a 64-bit Node.js' : ''
    throw new UserProblem(
      `Cannot read ${file}, of ${text.length} characters: its syntax takes more memory than the parsers have in this process; leave it out with --exclude${other}`,
    )
  }
}
