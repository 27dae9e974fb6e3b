import { createRequire } from 'node:module'
import type * as Koffi from 'koffi'

/** What koffi reports of a type. */
export type TypeObject = Koffi.TypeObject

/**
 * The only place where the project imports koffi.
 *
 * A child that runs on the Windows build of node.exe finds koffi's Windows binary beside a copy of koffi in the
 * cache folder, not in the package's own node_modules; the engine names that copy in `HANDLE_WIDTH_KOFFI`.
 */
export const koffi = createRequire(import.meta.url)(
  process.env['HANDLE_WIDTH_KOFFI'] ?? 'koffi',
) as typeof Koffi
