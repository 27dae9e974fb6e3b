import process from 'node:process'
import { installGuard, shareStates } from './install.ts'
import { readSettings } from './settings.ts'

/**
 * `node --import handle-width/guard app.js`: checks what the program declares through koffi, and follows its kernel
 * handles. Settings are taken from `HANDLE_WIDTH_GUARD`.
 */
const installed = Symbol.for('handle-width guard')
if (!Object.hasOwn(globalThis, installed)) {
  Object.defineProperty(globalThis, installed, { value: true, enumerable: false })
  shareStates()
  installGuard(readSettings(process.env['HANDLE_WIDTH_GUARD']))
}

export type { CountedLoss, GuardReport } from './reports.ts'
export type { Loss, Reason } from './loss.ts'
