import type { AuditResult } from '../audit.ts'
import { renderDiff } from './diff.ts'
import { renderGithub } from './github.ts'
import { renderJson } from './json.ts'
import { renderPretty } from './pretty.ts'
import { renderSarif } from './sarif.ts'

/** The formats of an audit, by name. Each is a pure function of the result. */
export const auditFormats = {
  pretty: renderPretty,
  json: renderJson,
  sarif: renderSarif,
  github: renderGithub,
  diff: renderDiff,
} as const satisfies Record<string, (result: AuditResult) => string>

export type AuditFormat = keyof typeof auditFormats
