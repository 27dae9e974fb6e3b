import { fileURLToPath } from 'node:url'
import type { Place } from '../../model.ts'

/** The first line of a stack that lies neither in `ownFolder` nor in koffi: where the program itself is. */
export function placeOf({ stack }: Error, ownFolder: string): Place {
  for (const frame of String(stack).split('\n').slice(1)) {
    const match = /^((?:file:\/\/)?\/.+?|[A-Z]:\\.+?):(\d+):\d+\)?$/.exec(
      frame.replace(/^\s*at (async )?/, '').replace(/^.*\(/, ''),
    )
    const file = match?.[1]?.startsWith('file:') ? fileURLToPath(match[1]) : match?.[1]
    if (
      file &&
      !file.startsWith(ownFolder) &&
      !/[\\/]node_modules[\\/](koffi|koffi-cream|@koromix)[\\/]/.test(file)
    )
      return { file, line: Number(match?.[2]) }
  }
  return {}
}
