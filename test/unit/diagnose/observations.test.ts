import t from 'tap'
import { diagnose } from '../../../src/diagnose/diagnose.ts'
import { makeObservation } from '../../../src/diagnose/make-observation.ts'
import { otherBits } from '../../../src/diagnose/other-width.ts'
import { symptomOf } from '../../../src/diagnose/options/index.ts'
import type { Symptom } from '../../../src/diagnose/symptom.ts'

function symptom(failed: string, ffi: string, arch: 'x64' | 'ia32' | 'arm64' = 'x64'): Symptom {
  return symptomOf({ failed: [failed], ok: [], seen: [], ffi, arch })
}

t.test('the other width is the one that the process does not have', async t => {
  for (const [ffi, in32, in64] of [
    ['C#', 'x86</', 'x64</'],
    ['Delphi', 'Win32', 'Win64'],
    ['Java', '32-bit Java', '64-bit Java'],
    ['AutoHotkey', 'AutoHotkey32.exe', 'AutoHotkey64.exe'],
    ['Python', '-3-32', '-3-64'],
    ['node', 'ia32', 'x64'],
    ['Go', 'GOARCH=386', 'GOARCH=amd64'],
    ['PowerShell', 'SysWOW64', 'Sysnative'],
  ] as const) {
    t.match(makeObservation('width', symptom('ReadFile=6', ffi, 'x64')), in32, ffi)
    t.match(makeObservation('width', symptom('ReadFile=6', ffi, 'arm64')), in32, ffi)
    t.match(makeObservation('width', symptom('ReadFile=6', ffi, 'ia32')), in64, ffi)
  }
  const { next } = diagnose(symptom('EnumProcessModules=299', 'Delphi', 'ia32'))
  t.match(next[0]?.ask, /64-bit process/)
})

t.test('where no call is named, each call is to be looked at', async t => {
  t.match(makeObservation('before', symptom('5', 'ctypes')), /in front of each call$/)
  t.match(makeObservation('before', symptom('ReadFile=5', 'ctypes')), /in front of each ReadFile$/)
})

t.test('a runtime that has one width is not to be run in the other', async t => {
  for (const ffi of ['Bun', 'Deno', 'node:ffi']) {
    t.equal(otherBits(symptom('SetTimer=crash', ffi)), undefined, ffi)
    t.notOk(
      diagnose(symptom('SetTimer=crash', ffi)).next.some(({ feature }) => feature === 'width'),
      ffi,
    )
  }
})

t.test('nothing is asked that is known or cannot tell', async t => {
  for (const [failed, feature] of [
    ['CreateFileW=2', 'width'],
    ['bind=10048', 'width'],
    ['bind=10048', 'call'],
    ['CreateFileW=32', 'open'],
    ['CreateToolhelp32Snapshot=24', 'value'],
  ] as const)
    t.notOk(
      diagnose(symptom(failed, 'ctypes')).next.some(next => next.feature === feature),
      `${failed}: ${feature}`,
    )
})

t.test('what is printed is a handle where the function takes one, else its address', async t => {
  for (const [failed, ffi, line] of [
    ['PostMessageW=crash', 'ctypes', 'print(hex(handle)) right before PostMessageW'],
    [
      'EnumWindows=crash',
      'ctypes',
      'print(ctypes.cast(lpEnumFunc, ctypes.c_void_p)) right before EnumWindows',
    ],
    [
      'EnumWindows=crash',
      'C#',
      'Console.WriteLine(Marshal.GetFunctionPointerForDelegate(lpEnumFunc)) right before EnumWindows',
    ],
    ['EnumWindows=crash', 'VBA', undefined],
    ['VirtualFree=crash', 'VBA', 'Debug.Print Hex$(lpAddress) right before VirtualFree'],
    ['SetTimer=crash', 'Bun', 'console.log(handle) right before SetTimer'],
    ['SetTimer=crash', 'ffi-napi', undefined],
  ] as const)
    t.equal(makeObservation('value', symptom(failed, ffi)), line, `${failed} ${ffi}`)
})
