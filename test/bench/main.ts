import { printDiagnosisBench } from './diagnosis.ts'
import { printDictionaryBench } from './dictionary.ts'
import { benchGuard } from './guard.ts'
import { benchRun } from './run.ts'
import { printReportBench } from './report.ts'

/** `npm run bench`: ratios within one invocation; absolute times say more about the machine than about the program. */
const print = (line: string): void => {
  process.stdout.write(`${line}\n`)
}
for (const line of await benchRun()) print(line)
printReportBench(print)
printDiagnosisBench(print)
await printDictionaryBench(print)
for (const line of await benchGuard()) print(line)
