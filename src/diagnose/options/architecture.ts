import type { Architecture } from '../../declare/win32/architecture.ts'
import { OptionProblem } from './problem.ts'

const architectureNames: Readonly<Record<string, Architecture>> = {
  ...{ x64: 'x64', amd64: 'x64', x86_64: 'x64', '64': 'x64', '64-bit': 'x64', win64: 'x64' },
  ...{
    ia32: 'ia32',
    x86: 'ia32',
    i386: 'ia32',
    i686: 'ia32',
    '386': 'ia32',
    '32': 'ia32',
    '32-bit': 'ia32',
    win32: 'ia32',
  },
  ...{ arm64: 'arm64', aarch64: 'arm64', arm: 'arm64' },
}

/** An architecture by any of its names: `x86` is ia32. Throws OptionProblem with one sentence. */
export function architectureOf(name: string): Architecture {
  const key = name.trim().toLowerCase()
  const found = Object.hasOwn(architectureNames, key) ? architectureNames[key] : undefined
  if (found) return found
  throw new OptionProblem(
    `Not an architecture: ${JSON.stringify(name)}; expected x64 (amd64), ia32 (x86) or arm64 (aarch64)`,
  )
}
