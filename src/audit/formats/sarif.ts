import { escapeText } from '../../text/escape.ts'
import type { AuditResult } from '../audit.ts'
import type { Edit } from '../edits/edit.ts'
import { rules, type Finding, type RuleId } from '../finding.ts'
import { sentenceOf, subjectOf } from './text.ts'

/** SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), for code scanning services. */
export function renderSarif(result: AuditResult): string {
  const used = [
    ...new Set(
      [...result.findings, ...result.ignored.map(({ finding }) => finding)].map(({ rule }) => rule),
    ),
  ].sort()
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'handle-width',
            rules: used.map(id => ({ id, shortDescription: { text: rules[id] } })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: [
          ...result.findings.map(finding => renderResult(finding, used)),
          ...result.ignored.map(({ finding, reason }) => ({
            ...renderResult(finding, used),
            suppressions: [{ kind: 'external', justification: escapeText(reason) }],
          })),
        ],
        invocations: [
          {
            executionSuccessful: result.failures.length === 0,
            toolExecutionNotifications: result.notices.map(notice => ({
              level: result.failures.includes(notice) ? 'error' : 'note',
              message: { text: escapeText(notice) },
            })),
          },
        ],
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

function renderResult(finding: Finding, used: readonly RuleId[]): object {
  const { file, line } = finding
  return {
    ruleId: finding.rule,
    ruleIndex: used.indexOf(finding.rule),
    level: finding.level,
    message: {
      text: `${subjectOf(finding)}: ${sentenceOf(finding)}. Write: ${escapeText(finding.fix)}`,
    },
    ...(file !== undefined && {
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: toUri(file) },
            ...(line !== undefined && line > 0 && { region: { startLine: line } }),
          },
        },
      ],
    }),
    ...(file !== undefined &&
      finding.edit &&
      isPlain(finding.edit) && { fixes: [fixOf(file, finding.edit)] }),
    properties: {
      architectures: finding.arch,
      position: finding.position,
      declared: finding.declared,
      true: finding.true,
      fix: finding.fix,
      ...(finding.shownBy && { shownBy: finding.shownBy }),
    },
  }
}

/** Names of types, perhaps in quotes: what is inserted as it is must not be able to act. */
function isPlain({ text }: Edit): boolean {
  return /^['"\w.* ]+$/.test(text)
}

/** A change that an editor or a code scanning service can offer. */
function fixOf(file: string, { line, column, old, text }: Edit): object {
  return {
    description: { text: `Write ${escapeText(text)}` },
    artifactChanges: [
      {
        artifactLocation: { uri: toUri(file) },
        replacements: [
          {
            deletedRegion: {
              startLine: line,
              startColumn: column,
              endLine: line,
              endColumn: column + old.length,
            },
            insertedContent: { text },
          },
        ],
      },
    ],
  }
}

/** A path as a relative reference, or as a file URL where it is absolute. */
function toUri(file: string): string {
  // Windows' file names may hold half a surrogate pair, which a URI cannot.
  const encoded = Buffer.from(file).toString().split('/').map(encodeURIComponent).join('/')
  return file.startsWith('/')
    ? `file://${encoded}`
    : /^[A-Za-z]:/.test(file)
      ? `file:///${encoded.replace('%3A', ':')}`
      : encoded
}
