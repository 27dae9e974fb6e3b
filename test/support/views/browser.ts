import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import type { Test } from 'tap'
import { needs, type Need } from '../require.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome']

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Finds a Chromium on this machine. */
function findBrowser(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders.flatMap(folder => names.map(name => join(folder, name))).find(isExecutable)
}

/** Skips a test where there is no Chromium. */
export function needsBrowser(): Need {
  return needs('chromium', findBrowser() !== undefined, 'needs Chromium: apt-get install chromium')
}

/** How a page is displayed. */
export interface Look {
  readonly width: number
  readonly height: number
  readonly colorScheme: 'light' | 'dark'
}

/** Passed to a test: opens a page and collects its errors and network requests. */
export interface Opened {
  readonly page: Page
  readonly complaints: readonly string[]
}

/** A page of the browser, which shows one text after the other: to open another one takes three times as long. */
interface Shown {
  readonly page: Page
  /** Of the text that is shown now. */
  complaints: string[]
}

async function newPage(browser: Browser): Promise<Shown> {
  // In a context with others it would be hidden behind them.
  const page = await browser.newPage({ offline: true })
  const shown: Shown = { page, complaints: [] }
  page.on('console', message => {
    shown.complaints.push(`console: ${message.text()}`)
  })
  page.on('pageerror', error => {
    shown.complaints.push(`error: ${error.message}`)
  })
  page.on('dialog', dialog => {
    shown.complaints.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', request => {
    if (!request.url().startsWith('file:') || request.resourceType() !== 'document')
      shown.complaints.push(`request: ${request.url()}`)
  })
  return shown
}

/** Starts a browser for a test and opens texts, without network. A page is taken again when the subtest that opened it has ended. */
export async function browse(
  t: Test,
): Promise<(text: string, look?: Look, hash?: string) => Promise<Opened>> {
  const folder = mkdtempSync(join(tmpdir(), 'handle-width-page-'))
  const browser = await chromium.launch({
    executablePath: findBrowser() ?? 'chromium',
    args: ['--no-sandbox'],
  })
  t.teardown(async () => {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const free: Shown[] = []
  const used: Shown[] = []
  t.afterEach(() => {
    free.push(...used.splice(0))
  })
  let texts = 0
  return async (text, look = { width: 1280, height: 900, colorScheme: 'light' }, hash = '') => {
    const file = join(folder, `page-${++texts}.html`)
    writeFileSync(file, text)
    const shown = free.pop() ?? (await newPage(browser))
    used.push(shown)
    shown.complaints = []
    await shown.page.setViewportSize(look)
    await shown.page.emulateMedia({ colorScheme: look.colorScheme })
    await shown.page.goto(`${pathToFileURL(file).href}${hash}`)
    return shown
  }
}
