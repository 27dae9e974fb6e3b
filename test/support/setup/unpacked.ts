import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const echo = '#!/bin/sh\necho wine-10.0 "$@"\n'

/** The packages of a Wine as they are unpacked into `tree` in a folder, with programs that print what they are given. */
export function unpacked(folder: string): string {
  const tree = join(folder, 'tree')
  const files: Record<string, string> = {
    'usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2': echo,
    'usr/lib/x86_64-linux-gnu/libx.so.1.2': 'x',
    'usr/lib/x86_64-linux-gnu/gconv/koi8.so': '',
    'usr/lib/x86_64-linux-gnu/wine/x86_64-unix/ntdll.so': '',
    'usr/lib/x86_64-linux-gnu/wine/x86_64-windows/kernel32.dll': '',
    'usr/lib/aarch64-linux-gnu/ld-linux-aarch64.so.1': '',
    'usr/lib/aarch64-linux-gnu/wine/aarch64-unix/ntdll.so': '',
    'usr/lib/i386-linux-gnu/wine/i386-windows/kernel32.dll': '',
    'usr/lib/wine/wine64': '',
    'usr/lib/wine/wineserver64': '',
    'usr/share/wine/wine.inf': '',
    'usr/bin/qemu-aarch64': echo,
    'usr/x86_64-w64-mingw32/lib/zlib1.dll': 'm'.repeat(100),
    'usr/i686-w64-mingw32/lib/zlib1.dll': 'm'.repeat(100),
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(tree, name, '..'), { recursive: true })
    writeFileSync(join(tree, name), text, { mode: 0o755 })
  }
  const libraries = join(tree, 'usr/lib/x86_64-linux-gnu')
  symlinkSync('libx.so.1.2', join(libraries, 'libx.so.1'))
  symlinkSync('libx.so.1', join(libraries, 'libx.so'))
  symlinkSync('/etc/passwd', join(libraries, 'leads-out.so'))
  symlinkSync('nowhere', join(libraries, 'dangling.so'))
  return tree
}
