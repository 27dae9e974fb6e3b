import { statusOutcomes } from '../../../src/diagnose/text/said.ts'
import { asksWine } from '../../support/lanes/engines/wine/ask.ts'

/** What Wine answers otherwise than Windows documents it. */
const otherInWine: Readonly<Record<string, string>> = { c000000e: '433' }

const asked = Object.entries(statusOutcomes).filter(([, outcome]) => /^\d+$/.test(outcome))

await asksWine(
  'RtlNtStatusToDosError answers what the table of statuses has',
  `const toCode = koffi.load('ntdll.dll').func('__stdcall', 'RtlNtStatusToDosError', 'uint32_t', ['uint32_t'])
  const asked = ${JSON.stringify(asked.map(([status]) => status))}
  return asked.map(status => [status, String(toCode(Number.parseInt(status, 16)))])`,
  (t, answer) => {
    t.ok(asked.length > 60, `${asked.length} statuses`)
    t.same(
      answer,
      asked.map(([status, code]) => [status, otherInWine[status] ?? code]),
    )
  },
)
