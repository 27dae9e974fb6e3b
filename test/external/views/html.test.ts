import t from 'tap'
import { render } from '../../../src/views/index.ts'
import { reportOf } from '../../../src/views/report.ts'
import { browse, needsBrowser } from '../../support/views/browser.ts'
import { everyOutcome } from '../../support/views/every-outcome.ts'

const report = reportOf(everyOutcome)
const text = render('html', report)
const { cells } = report.matrix

t.test('the page in a browser', needsBrowser(), async t => {
  const open = await browse(t)

  t.test('shows the overview and the matrix of a probe, and asks nobody for anything', async t => {
    const { page, complaints } = await open(text, undefined, '#probe=overlapped-32')
    t.equal(await page.locator('#overview tbody tr').count(), report.matrix.probes.length)
    t.match(await page.locator('#probe-title').textContent(), /^overlapped-32: /)
    const own = cells.filter(cell => cell.probe === 'overlapped-32')
    t.equal(await page.locator('#matrix td button').count(), own.length)
    t.equal(
      await page.locator('#matrix td button.invalid-handle').count(),
      own.filter(cell => cell.verdict.kind === 'invalid-handle').length,
    )
    t.match(await page.locator('#overview tr.chosen th').textContent(), /^overlapped-32/)
    t.same(complaints, [])
  })

  t.test('begins with a probe that ends in error 6', async t => {
    const { page } = await open(text)
    t.match(await page.locator('#probe-title').textContent(), /^handle-u32: /)
  })

  t.test('a cell opens its evidence: values, names, cause, fix, declared against true', async t => {
    const { page, complaints } = await open(text, undefined, '#probe=overlapped-32')
    await page.locator('#matrix td button.invalid-handle').first().click()
    const evidence = await page.locator('#evidence').innerText()
    for (const expected of [
      'ReadFile in wine-x64',
      'ERROR_INVALID_HANDLE (6)',
      'STATUS_INVALID_HANDLE (0xC0000008)',
      '0xcccccccccccccccc',
      'meant 0xd4',
      'struct-layout',
      'ULONG_PTR',
      'OVERLAPPED hEvent',
      '8 bytes at 16',
      '8 bytes at 24',
    ]) {
      t.ok(evidence.includes(expected), expected)
    }
    await page.keyboard.press('Escape')
    t.equal(await page.locator('#evidence').isVisible(), false)
    t.same(complaints, [])
  })

  t.test('a tolerated cell names the reason, a flaky one what was seen where', async t => {
    const { page } = await open(text, undefined, '#probe=handle-u32')
    await page.locator('#matrix td button.tolerated').first().click()
    t.match(await page.locator('#evidence').innerText(), /32 significant bits/)
    const flaky = await open(text, undefined, '#probe=handle-i8&verdict=flaky')
    t.equal(await flaky.page.locator('#matrix tbody tr').count(), 1)
    await flaky.page.locator('#matrix td button', { hasText: 'flaky' }).click()
    t.match(await flaky.page.locator('#evidence').innerText(), /succeeded \(node 24\.1\.0\)/)
  })

  t.test('filters by lane, verdict and operation; the address keeps them', async t => {
    const { page } = await open(text, undefined, '#probe=upper-half-garbage')
    await page.locator('#verdict').selectOption('invalid-handle')
    const failing = new Set(
      cells
        .filter(
          cell => cell.probe === 'upper-half-garbage' && cell.verdict.kind === 'invalid-handle',
        )
        .map(cell => cell.step),
    )
    t.equal(await page.locator('#matrix tbody tr').count(), failing.size)
    await page.locator('#operation').fill('ReadFile')
    t.equal(await page.locator('#matrix tbody tr').count(), 2)
    await page.getByLabel('wine-x64', { exact: true }).first().uncheck()
    t.equal(await page.locator('#matrix thead th', { hasText: /^wine-x64$/ }).count(), 0)
    t.equal(await page.locator('#overview thead th:visible').count(), 1 + 4)
    t.match(await page.locator('#status').textContent(), /^2 of 11 steps/)
    const again = await open(text, undefined, new URL(page.url()).hash)
    t.equal(await again.page.locator('#matrix tbody tr').count(), 2)
    t.equal(await again.page.locator('#operation').inputValue(), 'ReadFile')
    await page.locator('#operation').fill('no such operation')
    t.match(await page.locator('#matrix').innerText(), /No step passes the filters/)
  })

  t.test('works by keyboard alone', async t => {
    const { page } = await open(text, undefined, '#probe=upper-half-garbage')
    const focused = (): Promise<string | null> =>
      page.locator('*:focus').first().getAttribute('aria-label')
    await page.locator('#matrix td button').first().focus()
    await page.keyboard.press('ArrowDown')
    t.match(await focused(), /error 6, wine-x64, file-type/)
    await page.keyboard.press('ArrowRight')
    t.match(await focused(), /error 6, wine-x64-tagged, file-type/)
    await page.keyboard.press('Enter')
    t.equal(await page.locator('#evidence').isVisible(), true)
    await page.keyboard.press('Escape')
    t.match(await focused(), /wine-x64-tagged, file-type/, 'focus comes back')
    t.equal(await page.locator('#matrix td button[tabindex="0"]').count(), 1, 'one tab stop')
    await page.locator('#overview td button').nth(10).focus()
    await page.keyboard.press('Enter')
    t.match(await page.locator('#probe-title').textContent(), /^correct@heap: /)
    t.equal(await page.locator('*:focus').first().getAttribute('id'), 'probe-title')
  })

  t.test('names everything for a screen reader', async t => {
    const { page } = await open(text)
    t.equal(await page.locator('html').getAttribute('lang'), 'en')
    t.same(await page.locator('button:not([aria-label])').count(), 0)
    t.equal(await page.locator('th:not([scope])').count(), 0)
    t.equal(await page.locator('table:not(:has(caption)):not([aria-label]):visible').count(), 0)
    t.ok(await page.getByRole('combobox', { name: 'Probe' }).isVisible())
    t.ok(await page.getByRole('group', { name: 'Lanes' }).isVisible())
    t.ok(await page.getByRole('cell').first().isVisible())
  })

  for (const look of [
    { width: 1280, height: 900, colorScheme: 'light' },
    { width: 1280, height: 900, colorScheme: 'dark' },
    { width: 360, height: 780, colorScheme: 'light' },
    { width: 360, height: 780, colorScheme: 'dark' },
  ] as const) {
    t.test(
      `does not scroll sideways and can be read at ${look.width} pixels, ${look.colorScheme}`,
      async t => {
        const { page, complaints } = await open(text, look, '#probe=handle-mishaps')
        const { wide, contrasts } = await page.evaluate<{
          wide: number
          contrasts: { name: string; ratio: number }[]
        }>(measurePage)
        t.ok(wide <= look.width, `${wide} pixels wide`)
        t.ok(contrasts.length > 20)
        for (const { name, ratio } of contrasts.filter(one => one.ratio < 4.5))
          t.fail(`${name}: contrast ${ratio.toFixed(2)}`)
        t.same(complaints, [])
      },
    )
  }
})

/** Runs in the page: its width, and the contrast of text on each kind of cell (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). */
const measurePage = `(() => {
  const numbers = text => text.match(/[\\d.]+/g).slice(0, 3).map(value => value / 255).map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
  const luminance = text => { const [red, green, blue] = numbers(text); return 0.2126 * red + 0.7152 * green + 0.0722 * blue }
  const contrasts = [...document.querySelectorAll('td button, .legend span')].map(element => {
    const style = getComputedStyle(element)
    const [one, other] = [luminance(style.color), luminance(style.backgroundColor)]
    return { name: element.className, ratio: (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05) }
  })
  return { wide: document.documentElement.scrollWidth, contrasts }
})()`
