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
    const { page, complaints } = await open(text, undefined, '#probe=overlapped-32&show=all')
    t.equal(
      await page.locator('#overview tr[data-probe]:visible').count(),
      report.matrix.probes.length,
    )
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

  t.test('begins with a probe that ends in error 6 on one architecture alone', async t => {
    const { page } = await open(text)
    t.match(await page.locator('#probe-title').textContent(), /^overlapped-32: /)
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

  t.test('begins with tiles and what differs; the controls are folded', async t => {
    const { page } = await open(text)
    const tile = page.locator('.tile', { hasText: /^wine-x64\d/ })
    t.match(await tile.innerText(), /wine-x64\s+\d+\s+ends? in error 6, of \d+ probes/)
    t.match(
      await page.locator('.beside', { hasText: 'wine-x64-tagged' }).innerText(),
      /a sanitizer.*wine-x64-tagged \d+ of \d+/,
    )
    t.equal(
      await page.locator('#overview tr[data-probe] th:text-matches("^correct"):visible').count(),
      0,
    )
    t.match(
      await page.locator('#overview-status').textContent(),
      /that end as the control does are folded/,
    )
    await tile.click()
    t.equal(await page.locator('#overview thead th:visible').count(), 2, 'that lane alone')
    t.match(new URL(page.url()).hash, /lanes=wine-x64&verdict=invalid-handle/)
    await page.locator('#verdict').selectOption('')
    await page.locator('#extent').selectOption('all')
    t.ok(await page.locator('#overview tr[data-probe] th:text-matches("^correct"):visible').count())
  })

  t.test('a click on a red cell lands on the first step that differs', async t => {
    const { page } = await open(text)
    const row = page.locator('#overview tr', {
      has: page.locator('th', { hasText: /^overlapped-32/ }),
    })
    await row.locator('button.invalid-handle').first().click()
    const focused = page.locator('#matrix button:focus')
    t.match(await focused.getAttribute('class'), /invalid-handle/)
    t.match(await focused.getAttribute('aria-label'), /error 6, wine-x64, read/)
    const box = await focused.boundingBox()
    t.ok(box && box.y >= 0 && box.y + box.height <= 900, JSON.stringify(box))
  })

  t.test('evidence has an address; Back leaves it, and then the probe', async t => {
    const { page } = await open(text, undefined, '#probe=upper-half-garbage')
    await page.locator('#probe').selectOption({ label: 'overlapped-32' })
    await page.locator('#matrix td button.invalid-handle').first().click()
    const { hash } = new URL(page.url())
    t.match(hash, /step=read-wait&in=wine-x64/)
    const again = await open(text, undefined, hash)
    t.match(await again.page.locator('#evidence').innerText(), /ReadFile in wine-x64/)
    await again.page.keyboard.press('Escape')
    await again.page.waitForURL(url => !url.hash.includes('step='))
    await page.goBack()
    t.equal(await page.locator('#evidence').isVisible(), false)
    t.match(await page.locator('#probe-title').textContent(), /^overlapped-32/)
    await page.goBack()
    t.match(await page.locator('#probe-title').textContent(), /^upper-half-garbage/)
    await page.goForward()
    await page.goForward()
    t.equal(await page.locator('#evidence').isVisible(), true)
  })

  t.test('a filter by operation changes the overview as well', async t => {
    const { page } = await open(text)
    const cell = page
      .locator('#overview tr', { has: page.locator('th', { hasText: /^upper-half-garbage/ }) })
      .locator('td[data-lane="0"]')
    const before = await cell.innerText()
    const count = (operation: string): number => {
      const ids = new Set(
        report.matrix.steps.filter(step => step.operation === operation).map(({ id }) => id),
      )
      return cells.filter(
        one =>
          one.lane === 'wine-x64' &&
          one.probe === 'upper-half-garbage' &&
          one.verdict.kind === 'invalid-handle' &&
          ids.has(one.step),
      ).length
    }
    await page.locator('#operation').fill('ReadFile')
    t.match(await cell.innerText(), new RegExp(`${count('ReadFile')}× error 6`))
    await page.locator('#operation').fill('')
    t.equal(await cell.innerText(), before)
    // The page itself sums up what passes a filter: where all passes, as it was served.
    const texts = (): Promise<string[]> =>
      page.locator('#overview tr[data-probe]:visible td').allInnerTexts()
    await page.locator('#extent').selectOption('all')
    const served = await texts()
    await page.locator('#operation').fill('e')
    t.equal((await texts()).length, served.length)
  })

  for (const width of [1280, 390])
    t.test(`the heads of the columns stay, ${width} px wide`, async t => {
      const { page } = await open(text, { width, height: 300, colorScheme: 'light' }, '#show=all')
      const frame = page.locator('.scroll', { has: page.locator('#overview') })
      const heads = (name: string) => page.locator('.heads th:visible', { hasText: name }).first()
      const place = (name: string) => heads(name).boundingBox()
      await page.locator('#overview tr[data-probe]:visible').last().scrollIntoViewIfNeeded()
      // They are shown by what listens to the scrolling.
      await heads('wine-x64').waitFor()
      const before = await place('wine-x64')
      t.ok(before && before.y >= 0 && before.y < 300, JSON.stringify(before))
      const moved = await frame.evaluate(
        element =>
          new Promise<number>(resolve => {
            element.addEventListener('scroll', () => {
              resolve(element.scrollLeft)
            })
            element.scrollLeft = 60
            if (element.scrollLeft === 0) resolve(0)
          }),
      )
      const after = await place('wine-x64')
      t.equal(Math.round((before?.x ?? 0) - (after?.x ?? 0)), moved, 'they scroll with the rows')
    })

  t.test('x64 and ia32 stand side by side on a phone', async t => {
    const { page } = await open(text, { width: 390, height: 844, colorScheme: 'dark' })
    const heads = page.locator('#overview thead th')
    const platform = report.matrix.lanes.filter(
      lane => lane.kernel !== 'tagged' && cells.some(cell => cell.lane === lane.id),
    )
    for (const index of [1, 2]) {
      const box = await heads.nth(index).boundingBox()
      t.ok(box && box.x + box.width <= 390, `${platform[index - 1]?.id}: ${JSON.stringify(box)}`)
    }
  })

  t.test('a tolerated cell names the reason, a flaky one what was seen where', async t => {
    const { page } = await open(text, undefined, '#probe=handle-u32&show=all')
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
    t.match(await focused(), /error 6, wine-x64, get-state/)
    await page.keyboard.press('ArrowRight')
    t.match(await focused(), /same, wine-ia32, get-state/)
    await page.keyboard.press('Enter')
    t.equal(await page.locator('#evidence').isVisible(), true)
    await page.keyboard.press('Escape')
    await page.waitForURL(url => !url.hash.includes('step='))
    t.match(await focused(), /wine-ia32, get-state/, 'focus comes back')
    t.equal(await page.locator('#matrix td button[tabindex="0"]').count(), 1, 'one tab stop')
    await page.locator('#extent').selectOption('all')
    await page
      .locator('#overview tr[data-probe]:has(th:text-matches("^correct@heap")) button')
      .first()
      .focus()
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
        const { page, complaints } = await open(text, look, '#probe=handle-mishaps&show=all')
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
