import { dirname, join, relative, resolve, sep } from 'node:path'
import { render } from '../views/index.ts'
import type { RenderOptions, Report } from '../views/report.ts'
import { makeFolder, writeResult } from './output.ts'

function address(from: string, to: string): string {
  return relative(from, to).split(sep).join('/')
}

/** Writes the pictures of a report into a folder; returns their paths relative to the file that shows them. */
export async function writePictures(
  report: Report,
  folder: string,
  shownIn: string,
): Promise<Required<RenderOptions>['pictures']> {
  await makeFolder(folder)
  const matrix = join(resolve(folder), 'matrix.svg')
  const layouts = join(resolve(folder), 'layouts.svg')
  await writeResult(matrix, render('svg', report))
  await writeResult(layouts, render('layout-svg', report))
  const from = dirname(resolve(shownIn))
  return { matrix: address(from, matrix), layouts: address(from, layouts) }
}
