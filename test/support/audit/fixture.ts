import { join } from 'node:path'
import { audit, type AuditOptions, type AuditResult } from '../../../src/audit/audit.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'

/** Folder of the bindings that the audit's tests look at. */
export const auditFixtures = join(packageFolder, 'fixtures', 'audit')

/** Audits one fixture. */
export async function auditFixture(
  name: string,
  options: Partial<AuditOptions> = {},
): Promise<AuditResult> {
  return await audit([name], { folder: auditFixtures, ...options })
}

/** Findings as short lines, one each: what a test compares. */
export function briefly({ findings }: AuditResult): string[] {
  return findings.map(
    ({ level, rule, line, function: name, struct, position, arch, lesser = [] }) =>
      [
        `${level} ${rule} ${line ?? '-'} ${name ?? struct ?? ''}.${position} ${arch.join('+')}`,
        ...lesser.map(less => `${less.level} ${less.arch.join('+')}`),
      ].join(', '),
  )
}
