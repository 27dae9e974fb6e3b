import { statSync } from 'node:fs'
import { constants } from 'node:os'
import process from 'node:process'
import { getHeapStatistics } from 'node:v8'

/** Memory that the program itself needs. Bytes of V8's heap. */
const ownNeed = 128 * 1024 ** 2
/** Maximum heap needed per byte of an input file. */
const needPerByte = 16

const supervised = 'HANDLE_WIDTH_SUPERVISED'

function bytesOf(word: string): number {
  try {
    return statSync(word.replace(/^-[^=]*=/, '')).size
  } catch {
    return 0
  }
}

/**
 * Whether the heap may be too small for the files named by these arguments. A full heap ends the process at once,
 * with V8's own exit code and message, so a parent process has to watch it.
 */
export function isMemoryScarce(words: readonly string[]): boolean {
  if (process.env[supervised] === '1') return false
  const need = words.reduce((sum, word) => sum + needPerByte * bytesOf(word), ownNeed)
  return getHeapStatistics().heap_size_limit < need
}

/** How a supervised program ended: with an exit code of its own, or because it ran out of memory. */
export type SupervisedExit = number | 'out-of-memory'

/** V8 and Node end with these signals on a fatal error: by abort(), or by a trap instruction. */
const fatalSignals: readonly (NodeJS.Signals | null)[] = [
  'SIGABRT',
  'SIGTRAP',
  'SIGILL',
  'SIGSEGV',
  'SIGBUS',
]
/** Exit code of abort() in the Windows build of Node. */
const abortCode = 134
const fatalText = /\n*^(?:<--- Last few GCs|FATAL ERROR|#$|# Fatal)/m

/** Runs this program again with the same arguments. Its stderr goes to `say`, except V8's out-of-memory message. */
export async function superviseItself(say: (text: string) => void): Promise<SupervisedExit> {
  // Loaded here, since few inputs need a second process.
  const { spawn } = await import('node:child_process')
  const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
    env: { ...process.env, [supervised]: '1' },
    stdio: ['inherit', 'inherit', 'pipe'],
    windowsHide: true,
  })
  const pass = (signal: NodeJS.Signals): void => {
    child.kill(signal)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, pass)
  process.on('exit', () => child.kill('SIGKILL'))
  let last = ''
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    last += piece
    const at = fatalText.exec(last)?.index ?? last.lastIndexOf('\n') + 1
    say(last.slice(0, at))
    last = last.slice(at)
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      if (fatalSignals.includes(signal) || code === abortCode) return resolve('out-of-memory')
      say(last)
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]))
    })
  })
}
