import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import type { PortQuestion } from '../../../../src/program/ports.ts'

// fake-ports WORLD QUESTION ANSWER: stands for a port child. WORLD says which ports there are and who hears whom; each question is noted beside it.
const [world = '', questionPath = '', answerPath = ''] = process.argv.slice(2)
const {
  states = {},
  listed = [],
  hears = [],
  silent = false,
} = JSON.parse(readFileSync(world, 'utf8')) as {
  states?: Record<string, unknown>
  listed?: string[]
  hears?: string[]
  silent?: boolean
}
const question = JSON.parse(readFileSync(questionPath, 'utf8')) as PortQuestion
appendFileSync(`${world}.asked`, `${JSON.stringify(question)}\n`)

function answer(): unknown {
  switch (question.ask) {
    case 'list':
      return {
        ask: 'list',
        ports: listed.map(name => ({ name, sources: ['registry'], device: '\\Device\\Serial0' })),
      }
    case 'inspect':
      return { ask: 'inspect', port: states[question.port] ?? { state: 'missing', code: 2 } }
    case 'ping':
      return {
        ask: 'ping',
        from: { state: 'free' },
        to: { state: 'free' },
        heard: hears.includes(`${question.from}-${question.to}`),
      }
    case 'echo':
      return { ask: 'echo', port: states[question.port] ?? { state: 'free' } }
  }
}

if (!silent) writeFileSync(answerPath, JSON.stringify(answer()))
if (question.ask === 'echo') setInterval(() => undefined, 1000)
