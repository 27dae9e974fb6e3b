import { escapeText } from './escape.ts'

/** Text of a workflow command, one line already; the properties have two separators of their own. */
function escapeData(text: string): string {
  return escapeText(text).replaceAll('%', '%25')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

/**
 * A line that GitHub Actions shows as an annotation: what of which kind, where (`file`, `line`, `title`; those
 * that are undefined are left out), and the message. Texts from outside are escaped
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
