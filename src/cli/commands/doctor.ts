import type { ArgumentsCamelCase, Argv, InferredOptionTypes } from 'yargs'
import { examineCache } from '../../doctor/examine-cache.ts'
import { examineEngines } from '../../doctor/examine-engines.ts'
import { examinePorts } from '../../doctor/examine-ports.ts'
import { examineProgram } from '../../doctor/examine-program.ts'
import { examineWine } from '../../doctor/examine-wine.ts'
import { concludeFrom } from '../../doctor/finding.ts'
import { examinationPage } from '../../doctor/page.ts'
import type { Ready } from '../../lanes/engines/engine.ts'
import { engines } from '../../lanes/engines/index.ts'
import { escapeTexts } from '../../text/escape.ts'
import { renderTerminal } from '../../text/terminal.ts'
import type { Architecture } from '../../declare/win32/architecture.ts'
import { defineCommand } from '../command.ts'
import type { ExitCode } from '../exit-code.ts'
import { output } from '../output.ts'
import { screen } from '../screen.ts'
import { likelyEngines, usualArchitectures } from '../../library/select.ts'
import { packageVersion } from '../../os/package-version.ts'

const options = {
  json: { boolean: true, default: false, describe: 'for programs' },
  ping: {
    boolean: true,
    default: false,
    describe: 'ask who answers on the serial ports: writes to every one that is not in use',
  },
} as const

type Options = InferredOptionTypes<typeof options>

/** An engine with ports, on the first architecture that is ready: nothing is fetched to list ports. */
async function engineWithPorts(usual: readonly Architecture[]): Promise<Ready | undefined> {
  for (const id of likelyEngines()) {
    for (const architecture of id === 'sim' ? [] : usual) {
      if ((await engines[id].look?.(architecture))?.state !== 'ready') continue
      const ready = await engines[id].prepare(architecture, output.notice)
      if (ready.ready) return ready
    }
  }
  return undefined
}

async function doctor(argv: ArgumentsCamelCase<Options>): Promise<ExitCode> {
  const usual = usualArchitectures()
  const examination = concludeFrom(
    escapeTexts([
      ...examineProgram(packageVersion()),
      ...(await examineEngines(
        likelyEngines().map(id => engines[id]),
        usual,
      )),
      ...(await examineWine()),
      ...(await examineCache()),
      ...(await examinePorts(await engineWithPorts(usual), argv.ping)),
    ]),
  )
  output.result(
    argv.json
      ? JSON.stringify(examination, null, 2)
      : renderTerminal(examinationPage(examination), screen()),
  )
  return examination.ok ? 0 : 1
}

/** `handle-width doctor`: what works here, and how to fix the rest. Fetches and changes nothing. */
export default defineCommand((argv: Argv) => argv.options(options), doctor)
