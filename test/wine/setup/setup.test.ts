import { join } from 'node:path'
import t from 'tap'
import { wine } from '../../../src/lanes/engines/wine.ts'
import { setupNode } from '../../../src/setup/setup-node.ts'
import { setupWine } from '../../../src/setup/setup-wine.ts'
import { needs } from '../../support/require.ts'

const states = [await wine.prepare('x64', () => {}), await wine.prepare('ia32', () => {})]

t.test('set-up says what to do where the cache cannot be used', async t => {
  const before = process.env['HANDLE_WIDTH_CACHE']
  const file = join(t.testdir({ file: '' }), 'file')
  process.env['HANDLE_WIDTH_CACHE'] = file
  t.teardown(() => {
    if (before === undefined) delete process.env['HANDLE_WIDTH_CACHE']
    else process.env['HANDLE_WIDTH_CACHE'] = before
  })
  const expected = {
    kind: 'by-hand',
    reason: `Cannot write ${file} in the cache: something else is in its place.`,
    advice: ['Name another folder in HANDLE_WIDTH_CACHE.'],
  }
  t.same(await setupWine(() => {}), expected)
  t.same(await setupNode(() => {}), expected)
})

t.test(
  'set-up does nothing where all is there',
  needs(
    'wine',
    states.every(state => state.ready),
    'Wine with both halves is needed: type "handle-width setup wine".',
  ),
  async t => {
    const notices: string[] = []
    t.match(await setupNode(message => notices.push(message)), {
      kind: 'done',
      summary: /^node\.exe 22\.\d+\.\d+ and koffi 3\.\d+\.\d+ for x64 and ia32 are in /,
    })
    t.match(await setupWine(message => notices.push(message)), {
      kind: 'done',
      summary: /^wine-\d+.* runs node\.exe 22\.\d+\.\d+ for x64 and ia32\.$/,
    })
    t.same(notices, [])
  },
)
