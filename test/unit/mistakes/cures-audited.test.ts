import t from 'tap'
import { audit } from '../../../src/audit/audit.ts'
import { curedIn, type CureLanguage } from '../../../src/mistakes/cures/cure.ts'
import { cures } from '../../../src/mistakes/cures/index.ts'

/** How a file of a language is called, and what stands around lines that are no program by themselves. */
const files: Readonly<
  Partial<Record<CureLanguage, readonly [file: string, before?: string, behind?: string]>>
> = {
  pinvoke: ['a.cs', 'class X {', '}'],
  vba: ['a.bas'],
  vbnet: ['a.vb', 'Class X', 'End Class'],
  powershell: ['a.ps1'],
  ahk: ['a.ahk'],
  java: ['A.java', 'import com.sun.jna.*;\nclass A {', '}'],
  lua: ['a.lua'],
  cffi: ['a.py', 'from cffi import FFI\nffi = FFI()'],
  mql: ['a.mq5'],
}

for (const [language, [file, before = '', behind = '']] of Object.entries(files))
  t.test(`what the cures in ${language} declare is right, and can be followed`, async t => {
    let judged = 0
    for (const [name, cure] of Object.entries(cures)) {
      const lines = curedIn(cure, language as CureLanguage)
      if (typeof lines === 'string') {
        t.match(lines, /^Not available in \w+ because [^.]+\.$/, name)
        continue
      }
      const folder = t.testdir({ [file]: [before, ...lines, behind].join('\n') })
      const architectures = file.endsWith('.mq5') ? (['x64'] as const) : undefined
      const { findings, coverage } = await audit([file], {
        folder,
        ...(architectures && { architectures }),
      })
      t.same(
        [
          ...findings.map(
            ({ rule, function: called, position }) => `${rule} ${called} ${position}`,
          ),
          ...coverage.notFollowed.map(({ why }) => why),
        ],
        [],
        name,
      )
      judged += coverage.judged
    }
    t.ok(judged > 5, `${judged} declarations were judged`)
  })
