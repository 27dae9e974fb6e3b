import { escapeText } from './escape.ts'

/** Escapes text of a workflow command that is already one line; in properties two separators are escaped as well. */
function escapeData(text: string): string {
  return escapeText(text).replaceAll('%', '%25')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

/**
 * A line that GitHub Actions shows as an annotation: its level, its properties (`file`, `line`, `title`; undefined
 * ones are left out), and the message. Untrusted texts are escaped
 * (https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions).
 */
export function workflowCommand(
  kind: 'error' | 'warning' | 'notice',
  properties: Readonly<Record<string, string | number | undefined>>,
  message: string,
): string {
  const given = Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`],
  )
  return `::${kind} ${given.join(',')}::${escapeData(message)}`
}
