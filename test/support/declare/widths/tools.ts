import { targets, versionOf } from '../../../../src/declare/widths/castxml.ts'

/** The programs for reading the Windows headers that this machine lacks. */
export async function missingTools(): Promise<string[]> {
  const tools = ['castxml', ...Object.values(targets).map(target => `${target}-gcc`)]
  const versions = await Promise.all(tools.map(versionOf))
  return tools.filter((_, index) => versions[index] === undefined)
}
