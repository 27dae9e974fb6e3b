import { closeSync } from 'node:fs'
import os from 'node:os'
import { openTerminal } from '../lanes/devices/terminal.ts'
import { thisMachine } from '../lanes/engines/windows/host.ts'
import { wineBelow } from '../os/wine-below.ts'
import { koffi } from '../os/koffi.ts'
import { findNpm } from '../lanes/provision/npm.ts'
import { koffiVersion } from '../hosts/koffi.ts'
import type { DoctorFinding } from './finding.ts'
import { typing } from '../lanes/provision/remedy.ts'

function terminalFinding(): DoctorFinding[] {
  if (process.platform === 'win32') return []
  try {
    const { master, slave } = openTerminal()
    closeSync(slave)
    closeSync(master)
    return [
      {
        part: 'program',
        title: 'pseudo terminals',
        state: 'ok',
        detail: 'serial wires can be made',
      },
    ]
  } catch (error) {
    return [
      {
        part: 'program',
        title: 'pseudo terminals',
        state: 'missing',
        detail: error instanceof Error ? error.message : String(error),
        remedy: 'Mount /dev/pts, or allow this user to open /dev/ptmx.',
      },
    ]
  }
}

function koffiFinding(): DoctorFinding {
  const fits = koffi.version === koffiVersion
  return {
    part: 'program',
    title: 'koffi',
    state: fits ? 'ok' : 'missing',
    detail: fits ? koffi.version : `${koffi.version} is installed, ${koffiVersion} is pinned`,
    ...(fits ? {} : typing('npm ci')),
  }
}

function npmFinding(): DoctorFinding {
  const npm = findNpm()
  const title = 'npm'
  if (npm) return { part: 'program', title, state: 'ok', detail: npm.arguments[0] ?? npm.file }
  return {
    part: 'program',
    title,
    state: 'note',
    detail: 'not found, so nothing can be fetched',
    remedy: 'Start this program through npm, as "npx handle-width doctor" does, or install npm.',
    command: 'npx handle-width doctor',
  }
}

/** What runs: versions, system, and what it may do. */
export function examineProgram(version: string): DoctorFinding[] {
  const wine = wineBelow()
  const system = `${process.platform === 'win32' ? os.version() : os.type()} ${os.release()} ${thisMachine().machine}${wine === undefined ? '' : `, which is wine-${wine}`}`
  return [
    { part: 'program', title: 'handle-width', state: 'ok', detail: version },
    {
      part: 'program',
      title: 'node',
      state: 'ok',
      detail: `${process.version} ${process.platform} ${process.arch}, ${process.execPath}`,
    },
    { part: 'program', title: 'system', state: 'ok', detail: system },
    koffiFinding(),
    npmFinding(),
    ...terminalFinding(),
  ]
}
