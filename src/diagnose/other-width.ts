import type { Symptom } from './symptom.ts'

/** How the same program is run in 32 and in 64 bits. */
type Runs = Readonly<Record<32 | 64, string>>

const both = (line: (bits: 32 | 64) => string): Runs => ({ 32: line(32), 64: line(64) })

const inPython = both(bits => `py -3-${bits} port.py`)
const inDotNet = both(
  bits =>
    `build with <PlatformTarget>${bits === 32 ? 'x86' : 'x64'}</PlatformTarget> and run it again`,
)

const byFfi: Readonly<Record<string, Runs>> = {
  ctypes: inPython,
  pywin32: inPython,
  cffi: inPython,
  js: both(
    bits =>
      `start the same script with a ${bits}-bit node.exe (node -p process.arch prints ${bits === 32 ? 'ia32' : 'x64'})`,
  ),
  pinvoke: inDotNet,
  vbnet: inDotNet,
  powershell: both(
    bits =>
      `& $env:SystemRoot\\${bits === 32 ? 'SysWOW64' : 'Sysnative'}\\WindowsPowerShell\\v1.0\\powershell.exe -File script.ps1`,
  ),
  vba: both(bits => `open the same file in a ${bits}-bit Office`),
  ahk: both(bits => `run it with AutoHotkey${bits}.exe (U${bits})`),
  go: both(bits => `GOARCH=${bits === 32 ? '386' : 'amd64'} go run .`),
  rust: both(bits => `cargo run --target ${bits === 32 ? 'i686' : 'x86_64'}-pc-windows-msvc`),
  java: both(bits => `start it with a ${bits}-bit Java`),
  delphi: both(bits => `build for the platform Win${bits} and run it again`),
}

/** FFIs whose runtime has no 32-bit build for Windows: https://bun.com/docs/installation, https://docs.deno.com/runtime/getting_started/installation/; Node.js has none since 23. */
const in64Alone: readonly (string | undefined)[] = ['bun', 'deno', 'node-ffi']

/** The bits of the width that the failing process does not have; 32 where its width is not known. `undefined` where its runtime has no other. */
export function otherBits({ architecture, host }: Symptom): 32 | 64 | undefined {
  if (in64Alone.includes(host)) return undefined
  return architecture === 'ia32' ? 64 : 32
}

/** How the program is run in the other width, in the user's language; `undefined` where that is not written down. */
export function runInOtherWidth(symptom: Symptom): string | undefined {
  const bits = otherBits(symptom)
  const { ffiName = '' } = symptom
  return bits !== undefined && Object.hasOwn(byFfi, ffiName) ? byFfi[ffiName]?.[bits] : undefined
}
