import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { PortAnswer, PortQuestion } from '../program/ports.ts'
import { nativeKernel } from './kernels/native.ts'
import { listPorts } from './ports/list.ts'
import { echo, ping } from './ports/ping.ts'
import { inspectPort } from './ports/serial.ts'
import { createTools } from './ports/tools.ts'

/** A port child: `port-main.js QUESTION ANSWER`. Both are JSON files; the answer appears only when complete. */
const [questionPath = '', answerPath = ''] = process.argv.slice(2)
const question = JSON.parse(readFileSync(questionPath, 'utf8')) as PortQuestion
const tools = createTools(nativeKernel(false))

function answer(value: PortAnswer): void {
  writeFileSync(`${answerPath}.part`, JSON.stringify(value))
  renameSync(`${answerPath}.part`, answerPath)
}

switch (question.ask) {
  case 'list':
    answer({ ask: 'list', ports: listPorts(tools) })
    break
  case 'inspect':
    answer({ ask: 'inspect', port: inspectPort(tools, question.port) })
    break
  case 'ping':
    answer({ ask: 'ping', ...ping(tools, question.from, question.to, question.text) })
    break
  case 'echo':
    echo(tools, question.port, port => {
      answer({ ask: 'echo', port })
    })
}
