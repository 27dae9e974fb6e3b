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

/** Starts a browser for a test and opens texts as separate pages, without network. */
export async function browse(
  t: Test,
): Promise<(text: string, look?: Look, hash?: string) => Promise<Opened>> {
  const folder = mkdtempSync(join(tmpdir(), 'handle-width-page-'))
  const browser: Browser = await chromium.launch({
    executablePath: findBrowser() ?? 'chromium',
    args: ['--no-sandbox'],
  })
  t.teardown(async () => {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return async (text, look = { width: 1280, height: 900, colorScheme: 'light' }, hash = '') => {
    const file = join(folder, 'page.html')
    writeFileSync(file, text)
    const context = await browser.newContext({
      viewport: { width: look.width, height: look.height },
      colorScheme: look.colorScheme,
      offline: true,
    })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', message => {
      complaints.push(`console: ${message.text()}`)
    })
    page.on('pageerror', error => {
      complaints.push(`error: ${error.message}`)
    })
    page.on('dialog', dialog => {
      complaints.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    page.on('request', request => {
      if (!request.url().startsWith('file:') || request.resourceType() !== 'document')
        complaints.push(`request: ${request.url()}`)
    })
    await page.goto(`${pathToFileURL(file).href}${hash}`)
    return { page, complaints }
  }
}
