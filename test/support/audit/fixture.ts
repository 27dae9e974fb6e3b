import { join } from 'node:path'
import { audit, type AuditOptions, type AuditResult } from '../../../src/audit/audit.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'

/** Folder of the bindings used by the audit's tests. */
export const auditFixtures = join(packageFolder, 'fixtures', 'audit')

/** Audits one fixture. */
export async function auditFixture(
  name: string,
  options: Partial<AuditOptions> = {},
): Promise<AuditResult> {
  return await audit([name], { folder: auditFixtures, ...options })
}

/** Findings as one short line each, for comparison. */
export function briefly({ findings }: AuditResult): string[] {
  return findings.map(
    ({ level, rule, line, function: name, struct, position, arch, lesser = [] }) =>
      [
        `${level} ${rule} ${line ?? '-'} ${name ?? struct ?? ''}.${position} ${arch.join('+')}`,
        ...lesser.map(less => `${less.level} ${less.arch.join('+')}`),
      ].join(', '),
  )
}
