interface Parser {
  readonly tokens: readonly string[]
  at: number
}

/** The whole number that a sum of products of numbers is; undefined for anything else. */
export function sumOf(text: string): number | undefined {
  if (text.length > 500) return undefined
  const tokens = text.match(/0[xX][0-9a-fA-F]+|\d+|[-+*()]|\S/g) ?? []
  const parser = { tokens, at: 0 }
  const value = sum(parser, 0)
  return parser.at === tokens.length ? value : undefined
}

function sum(parser: Parser, depth: number): number | undefined {
  let value = product(parser, depth)
  while (/^[-+]$/.test(parser.tokens[parser.at] ?? '')) {
    const sign = parser.tokens[parser.at] === '-' ? -1 : 1
    parser.at += 1
    const other = product(parser, depth)
    value = value === undefined || other === undefined ? undefined : value + sign * other
  }
  return value
}

function product(parser: Parser, depth: number): number | undefined {
  let value = one(parser, depth)
  while (parser.tokens[parser.at] === '*') {
    parser.at += 1
    const other = one(parser, depth)
    value = value === undefined || other === undefined ? undefined : value * other
  }
  return value
}

function one(parser: Parser, depth: number): number | undefined {
  const token = parser.tokens[parser.at] ?? ''
  if (depth > 40) return undefined
  parser.at += 1
  if (/^\d/.test(token)) return Number(token)
  if (token === '-') {
    const value = one(parser, depth + 1)
    return value === undefined ? undefined : -value
  }
  if (token !== '(') return undefined
  const value = sum(parser, depth + 1)
  if (parser.tokens[parser.at] !== ')') return undefined
  parser.at += 1
  return value
}
