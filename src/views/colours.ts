import type { VerdictKind } from '../result/verdict-kind.ts'

/** Background and text colour of a verdict on a light and on a dark page. */
export interface VerdictColours {
  readonly light: string
  readonly lightText: string
  readonly dark: string
  readonly darkText: string
}

const ink = '#1f2328'
const paper = '#ffffff'
const darkBackground = '#0d1117'
const darkInk = '#f0f6fc'

/** Colours of each verdict. The text contrast is at least 4.5, and a symbol and a word accompany each colour. */
export const verdictColours = {
  same: { light: '#d3e6d3', lightText: ink, dark: '#25402c', darkText: darkInk },
  tolerated: { light: '#dfe8b0', lightText: ink, dark: '#47521f', darkText: darkInk },
  lucky: { light: '#f3d36b', lightText: ink, dark: '#7d620c', darkText: darkInk },
  'invalid-handle': {
    light: '#c92a3a',
    lightText: paper,
    dark: '#f0616d',
    darkText: darkBackground,
  },
  'other-error': { light: '#e9894a', lightText: ink, dark: '#e08a4f', darkText: darkBackground },
  'wrong-data': { light: '#8e44ad', lightText: paper, dark: '#c08adb', darkText: darkBackground },
  crashed: { light: '#111111', lightText: paper, dark: '#ffffff', darkText: darkBackground },
  'timed-out': { light: '#4a5a8a', lightText: paper, dark: '#8fa3de', darkText: darkBackground },
  'not-reached': { light: '#e4e4e7', lightText: ink, dark: '#303036', darkText: darkInk },
  unsupported: { light: '#c9d1d9', lightText: ink, dark: '#4b535d', darkText: darkInk },
  'not-judged': { light: '#f4f4f5', lightText: ink, dark: '#1d1d22', darkText: darkInk },
} as const satisfies Record<VerdictKind, VerdictColours>
