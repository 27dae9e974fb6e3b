interface Token {
  readonly text: string
  readonly line: number
}

/** Words that say nothing of a width. */
export const noise =
  /^(const|GDIPCONST|volatile|static|extern|inline|__inline|CONST|IN|OUT|OPTIONAL|_In_|_Out_|_Inout_|_In_opt_|_Out_opt_|_Inout_opt_|far|FAR|NEAR|near|__unaligned|UNALIGNED|WINBASEAPI|WINUSERAPI|WINADVAPI|restrict|__restrict|DECLSPEC_IMPORT)$/
/** Annotations with arguments: __out_bcount(n), _In_reads_(n). */
export const annotation =
  /^_{1,2}(in|out|inout|deref|reserved|outptr|field|ret|check|success|pre|post|null|notnull|when)(_\w*|opt|ptr\w*)?$/i
export const stdcall = /^(__stdcall|_stdcall|WINAPI|CALLBACK|APIENTRY|NTAPI|PASCAL|STDCALL|WSAAPI)$/
export const cdecl = /^(__cdecl|_cdecl|WINAPIV|CDECL)$/

function tokensOf(
  text: string,
  firstLine: number,
): { readonly tokens: Token[]; readonly constants: Map<string, string> } {
  const tokens: Token[] = []
  const constants = new Map<string, string>()
  let line = firstLine
  const pattern =
    /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|--[^\n]*|#[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\.\.\.|[A-Za-z_$]\w*|0[xX][0-9a-fA-F]+|\d+\w*|\s+|[^\s\w]/g
  for (const [said] of text.matchAll(pattern)) {
    if (said.startsWith('#')) {
      const [, name, value] = /^#\s*define\s+(\w+)\s+(.{1,60}?)\s*$/.exec(said) ?? []
      if (name && value) constants.set(name, value)
      const pack = /^#\s*pragma\s+pack\s*\(\s*(?:(push|pop)\s*,?\s*)?(\d+)?\s*\)/.exec(said)
      if (pack) tokens.push({ text: `#pack ${pack[1] ?? ''} ${pack[2] ?? ''}`, line })
    } else if (!/^(\s|\/[*/]|--)/.test(said)) tokens.push({ text: said, line })
    for (let at = said.indexOf('\n'); at >= 0; at = said.indexOf('\n', at + 1)) line += 1
  }
  return { tokens, constants }
}

/** The tokens of a text, and where among them its reader stands. */
export class CTokens {
  readonly constants: ReadonlyMap<string, string>
  protected readonly tokens: readonly Token[]
  protected at = 0

  constructor(text: string, firstLine: number) {
    const { tokens, constants } = tokensOf(text, firstLine)
    this.tokens = tokens
    this.constants = constants
  }

  protected peek(ahead = 0): string {
    return this.tokens[this.at + ahead]?.text ?? ''
  }

  protected line(): number {
    return this.tokens[this.at]?.line ?? 0
  }

  protected takes(text: string): boolean {
    if (this.peek() !== text) return false
    this.at += 1
    return true
  }

  protected brackets(): void {
    if (this.peek() !== '(') return
    let depth = 0
    while (this.at < this.tokens.length) {
      const text = this.peek()
      if (text === '(') depth += 1
      else if (text === ')') depth -= 1
      this.at += 1
      if (depth === 0) return
    }
  }

  protected word(): string {
    const text = this.peek()
    if (!/^[A-Za-z_$]/.test(text)) return ''
    this.at += 1
    return text
  }
}
