import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Ready } from '../engines/engine.ts'
import type { PortAnswer, PortQuestion } from '../../program/ports.ts'
import { ownModule } from '../../os/own-module.ts'
import { startChild, type Child } from '../../os/spawn.ts'
import { makeTemporary } from '../../os/temporary.ts'

/** Time limit of a port child, including its start. Milliseconds. */
const answerLimitMs = 30_000
const pollMs = 10

type AnswerTo<Ask extends PortQuestion['ask']> = Extract<PortAnswer, { ask: Ask }>

interface Asked<Ask extends PortQuestion['ask']> {
  /** `undefined` where the child crashed, hung, or could not be started. */
  readonly answer: AnswerTo<Ask> | undefined
  /** Ends the child. Idempotent; never rejects. */
  end(): Promise<void>
}

/** What the child has written; `undefined` while it has not, or is in the middle of it. */
async function readAnswer(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** The answer; `undefined` and whether the child has ended where there is none. */
async function waitForAnswer(
  child: Child,
  path: string,
): Promise<{ readonly answer: unknown; readonly hasEnded: boolean }> {
  let running = true
  void child.exited.then(() => {
    running = false
  })
  for (const limit = performance.now() + answerLimitMs; performance.now() < limit;) {
    const wasRunning = running
    const answer = await readAnswer(path)
    if (answer !== undefined || !wasRunning) return { answer, hasEnded: !wasRunning }
    await Promise.race([wait(pollMs), child.exited])
  }
  return { answer: undefined, hasEnded: false }
}

/**
 * Asks a question about ports in a process of its own. Where that process serves the port, it keeps running after
 * its answer. Never rejects because of the child.
 */
export async function startPortChild<Question extends PortQuestion>(
  ready: Ready,
  question: Question,
): Promise<Asked<Question['ask']>> {
  const { folder, remove } = makeTemporary()
  const [asked, answered, output] = [
    join(folder, 'question.json'),
    join(folder, 'answer.json'),
    join(folder, 'output.txt'),
  ]
  await writeFile(asked, JSON.stringify(question))
  const {
    file,
    arguments: words,
    environment,
  } = ready.command(ownModule('child/port-main'), [
    ready.childPath(asked),
    ready.childPath(answered),
  ])
  const start = (): Child =>
    startChild({
      file,
      arguments: words,
      environment,
      stdoutFile: output,
      stderrFile: output,
    })
  let child = start()
  let said = await waitForAnswer(child, answered)
  // A child that ends without an answer is started once more; one that hangs is not.
  if (said.answer === undefined && said.hasEnded) {
    child = start()
    said = await waitForAnswer(child, answered)
  }
  const answer = said.answer as AnswerTo<Question['ask']> | undefined
  return {
    answer,
    async end() {
      await child.kill()
      remove()
    },
  }
}

/** Asks a question about ports and waits until the child has ended. `undefined` where it did not answer. */
export async function askPort<Question extends PortQuestion>(
  ready: Ready,
  question: Question,
): Promise<AnswerTo<Question['ask']> | undefined> {
  const { answer, end } = await startPortChild(ready, question)
  await end()
  return answer
}
