import { parseArgs } from 'node:util'
import { printAuditBench } from './audit.ts'
import { printDiagnosisBench } from './diagnosis.ts'
import { printDictionaryBench } from './dictionary.ts'
import { benchGuard } from './guard.ts'
import { printHostsBench } from './hosts.ts'
import { benchRun } from './run.ts'
import { printReportBench } from './report.ts'
import { printComparison } from './against.ts'
import { printStartBench } from './start.ts'

/**
 * `npm run bench`: ratios within one invocation; absolute times say more about the machine than about
 * the program. `npm run bench -- --vs COMMIT` measures this program against an older commit of it.
 */
const print = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

async function printAll(): Promise<void> {
  await printStartBench(print)
  await printAuditBench(print)
  for (const line of await benchRun()) print(line)
  await printHostsBench(print)
  printReportBench(print)
  printDiagnosisBench(print)
  await printDictionaryBench(print)
  for (const line of await benchGuard()) print(line)
}

const { vs } = parseArgs({ options: { vs: { type: 'string' } } }).values
await (vs === undefined ? printAll() : printComparison(vs, print))
