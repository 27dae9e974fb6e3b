import type { Sequence, Step } from '../step.ts'
import { address, flags, nothing, number, step, variable } from '../step-builders.ts'

/** The predefined keys are 32-bit constants that Windows sign-extends: (HKEY)(LONG_PTR)(LONG)0x80000002. */
const HKEY_LOCAL_MACHINE = 0x80000002 - 2 ** 32
const HKEY_CURRENT_USER = 0x80000001 - 2 ** 32

function readKey(prefix: string, root: number, path: string, title: string): Step[] {
  const key = `${prefix}Key`
  return [
    step(
      `${prefix}-open`,
      'registry',
      'RegOpenKeyExW',
      `open ${title}`,
      {
        hKey: number(root),
        lpSubKey: address(path),
        ulOptions: number(0),
        samDesired: flags('KEY_READ'),
        phkResult: address('keyCell'),
      },
      { load: { variable: key, from: 'keyCell' } },
    ),
    step(
      `${prefix}-info`,
      'registry',
      'RegQueryInfoKeyW',
      'count what is in it',
      {
        hKey: variable(key),
        lpClass: nothing,
        lpcchClass: nothing,
        lpReserved: nothing,
        lpcSubKeys: address('count'),
        lpcbMaxSubKeyLen: nothing,
        lpcbMaxClassLen: nothing,
        lpcValues: nothing,
        lpcbMaxValueNameLen: nothing,
        lpcbMaxValueLen: nothing,
        lpcbSecurityDescriptor: nothing,
        lpftLastWriteTime: nothing,
      },
      { after: [`${prefix}-open`] },
    ),
    step(
      `${prefix}-close`,
      'registry',
      'RegCloseKey',
      'close the key',
      { hKey: variable(key) },
      { after: [`${prefix}-open`] },
    ),
  ]
}

/** The predefined keys, and keys opened below them. */
export const registry: Sequence = {
  id: 'registry',
  memory: {
    software: { kind: 'text', text: 'SOFTWARE' },
    environment: { kind: 'text', text: 'Environment' },
    keyCell: { kind: 'variable', type: 'HKEY' },
    count: { kind: 'variable', type: 'DWORD' },
  },
  steps: [
    ...readKey('machine', HKEY_LOCAL_MACHINE, 'software', 'HKEY_LOCAL_MACHINE\\SOFTWARE'),
    ...readKey('user', HKEY_CURRENT_USER, 'environment', 'HKEY_CURRENT_USER\\Environment'),
  ],
}
