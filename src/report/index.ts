import type { Format } from './report.ts'
export const formats = { pretty: report => report.matrix.summary.map(row => JSON.stringify(row)).join('\n'), json: report => JSON.stringify(report) } satisfies Record<string, Format>
export type FormatName = keyof typeof formats
export const formatNames = Object.keys(formats) as FormatName[]
