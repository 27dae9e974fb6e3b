import { Parser } from 'web-tree-sitter'

/** The part of it that is used here; its types come with those of browsers. */
declare const WebAssembly: { readonly Memory: new (limits: typeof pages) => object }

/** Pages of WebAssembly, of 64 KiB each: what the parsers start with, as their module declares, and the most they get. */
const pages = { initial: 512, maximum: 4096 } as const

/**
 * Loads the parsers' own module, once. In a 32-bit process they get 256 MiB at most: V8 reserves addresses for as much
 * as a memory may grow, 512 MiB of about 1500 where nothing is said (measured with node.exe 22.23.2 for ia32, Wine 8).
 */
export async function initParser(): Promise<void> {
  const options = process.arch === 'ia32' ? { wasmMemory: new WebAssembly.Memory(pages) } : {}
  await Parser.init(options)
}
