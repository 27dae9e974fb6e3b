import type { CFunction, CMember, CRef, CStruct, CTypedef } from './declared.ts'
import { annotation, cdecl, CTokens, noise, stdcall } from './tokens.ts'

/** Nobody nests structs deeper by hand. */
const deepest = 32

/** Parses declarations of C, and passes over what it does not understand, up to the next semicolon. */
export class CParser extends CTokens {
  readonly structs: CStruct[] = []
  readonly functions: CFunction[] = []
  readonly typedefs: CTypedef[] = []
  readonly callbacks: CFunction[] = []
  readonly enums = new Set<string>()
  private unnamed = 0
  private packs: (number | undefined)[] = [undefined]

  constructor(text: string, firstLine: number) {
    super(text, firstLine)
    while (this.at < this.tokens.length) {
      const before = this.at
      this.declaration()
      if (this.at === before) this.at += 1
    }
  }

  private declaration(): void {
    if (this.peek().startsWith('#pack')) return this.packing()
    const line = this.line()
    const isTypedef = this.takes('typedef')
    const base = this.base(0)
    if (!base) return this.skip()
    do {
      const made = this.declarator(base.words, 0)
      if (!made) break
      const { name, type, parameters, convention, isVariadic } = made
      if (parameters && !type.isFunction && !isTypedef)
        this.functions.push({
          name,
          result: type,
          parameters,
          isVariadic,
          convention: convention ?? base.convention,
          line,
        })
      else if (isTypedef && parameters)
        this.callbacks.push({
          name,
          result: { ...type, isFunction: false },
          parameters,
          isVariadic,
          convention: convention ?? base.convention,
          line,
        })
      if (isTypedef)
        this.typedefs.push({
          name,
          type: parameters
            ? { words: 'void', pointers: 1, dimensions: [], isFunction: true }
            : type,
          line,
        })
    } while (this.takes(','))
    this.skip()
  }

  private packing(): void {
    const [, word, bytes] = this.peek().split(' ')
    this.at += 1
    const number = bytes ? Number(bytes) : undefined
    if (word === 'pop') this.packs.pop()
    else if (word === 'push') this.packs.push(number ?? this.packs.at(-1))
    else this.packs[this.packs.length - 1] = number
  }

  /** To behind the next semicolon, over whole blocks. */
  private skip(): void {
    let depth = 0
    while (this.at < this.tokens.length) {
      const text = this.peek()
      if (text === '{') depth += 1
      else if (text === '}') depth -= 1
      this.at += 1
      if (depth <= 0 && (text === ';' || (text === '}' && this.peek() !== ';'))) return
    }
  }

  private base(
    depth: number,
  ): { readonly words: string; readonly convention?: 'stdcall' | 'cdecl' } | undefined {
    const words: string[] = []
    let convention: 'stdcall' | 'cdecl' | undefined
    for (;;) {
      const text = this.peek()
      if (noise.test(text)) this.at += 1
      else if (annotation.test(text)) {
        this.at += 1
        this.brackets()
      } else if (stdcall.test(text) || cdecl.test(text)) {
        convention = stdcall.test(text) ? 'stdcall' : 'cdecl'
        this.at += 1
      } else if (/^(__attribute__|__declspec|__asm__)$/.test(text)) {
        this.at += 1
        this.brackets()
      } else if (/^(struct|union|class)$/.test(text) && words.length === 0) {
        words.push(this.struct(text === 'union', depth))
        break
      } else if (text === 'enum' && words.length === 0) {
        words.push(this.enumeration())
        break
      } else if (
        /^(unsigned|signed|long|short|int|char|float|double|__int64|__int32|__int16|__int8)$/.test(
          text,
        )
      ) {
        words.push(text)
        this.at += 1
      } else if (/^[A-Za-z_$]/.test(text) && words.length === 0) {
        words.push(text)
        this.at += 1
        break
      } else break
    }
    // A convention may stand behind the type: BOOL WINAPI CloseHandle(…).
    while (noise.test(this.peek()) || stdcall.test(this.peek()) || cdecl.test(this.peek())) {
      if (stdcall.test(this.peek())) convention = 'stdcall'
      else if (cdecl.test(this.peek())) convention = 'cdecl'
      this.at += 1
    }
    return words.length > 0
      ? { words: words.join(' '), ...(convention && { convention }) }
      : undefined
  }

  private struct(isUnion: boolean, depth: number): string {
    this.at += 1
    const line = this.line()
    while (/^(__attribute__|__declspec)$/.test(this.peek())) {
      this.at += 1
      this.brackets()
    }
    const tag = /^[A-Za-z_$]/.test(this.peek()) ? this.peek() : undefined
    if (tag !== undefined) this.at += 1
    const name = tag ?? `unnamed ${(this.unnamed += 1)} at line ${line}`
    if (this.peek() !== '{') return name
    this.at += 1
    const members: CMember[] = []
    while (this.at < this.tokens.length && this.peek() !== '}') {
      const before = this.at
      members.push(...this.members(depth + 1))
      if (this.at === before) this.at += 1
    }
    this.at += 1
    this.structs.push({ names: [name], isUnion, members, pack: this.packs.at(-1), line })
    return name
  }

  private members(depth: number): CMember[] {
    const line = this.line()
    const base = depth > deepest ? undefined : this.base(depth)
    const made: CMember[] = []
    if (base && this.peek() === ';')
      made.push({
        name: '',
        type: { words: base.words, pointers: 0, dimensions: [], isFunction: false },
        line,
      })
    else if (base)
      do {
        const own = this.declarator(base.words, depth)
        if (!own) break
        const bits = this.takes(':') ? Number(this.peek()) : undefined
        if (bits !== undefined) this.at += 1
        made.push({
          name: own.name,
          type: own.parameters ? { ...own.type, isFunction: true } : own.type,
          line,
          bits,
        })
      } while (this.takes(','))
    while (this.at < this.tokens.length && this.peek() !== ';' && this.peek() !== '}') this.at += 1
    this.takes(';')
    return made
  }

  private enumeration(): string {
    this.at += 1
    const tag = /^[A-Za-z_$]/.test(this.peek()) ? this.peek() : undefined
    if (tag !== undefined) this.at += 1
    if (this.takes('{')) while (this.at < this.tokens.length && !this.takes('}')) this.at += 1
    if (tag !== undefined) this.enums.add(tag)
    return 'int'
  }

  private declarator(
    words: string,
    depth: number,
  ):
    | (Omit<CFunction, 'result' | 'line' | 'parameters'> & {
        readonly type: CRef
        readonly parameters?: readonly CRef[]
      })
    | undefined {
    let pointers = 0
    let convention: 'stdcall' | 'cdecl' | undefined
    const modify = (): void => {
      for (;;) {
        const text = this.peek()
        if (text === '*' || text === '&') pointers += 1
        else if (stdcall.test(text)) convention = 'stdcall'
        else if (cdecl.test(text)) convention = 'cdecl'
        else if (!noise.test(text)) return
        this.at += 1
      }
    }
    modify()
    let isFunction = false
    let name = ''
    // A pointer to a function: ( WINAPI * name )( … ).
    if (this.peek() === '(') {
      this.at += 1
      const outer = pointers
      modify()
      isFunction = pointers > outer
      pointers = outer
      name = this.word()
      if (!this.takes(')') || !isFunction) return undefined
    } else name = this.word()
    const dimensions: string[] = []
    while (this.takes('[')) {
      const parts: string[] = []
      while (this.at < this.tokens.length && this.peek() !== ']') {
        parts.push(this.peek())
        this.at += 1
      }
      this.at += 1
      dimensions.push(parts.join(' '))
    }
    const type: CRef = { words, pointers, dimensions, isFunction: false }
    if (this.peek() !== '(' || depth > deepest) return { name, type, convention, isVariadic: false }
    this.at += 1
    const { parameters, isVariadic } = this.parameters(depth + 1)
    return { name, type, parameters, isVariadic, convention }
  }

  private parameters(depth: number): {
    readonly parameters: readonly CRef[]
    readonly isVariadic: boolean
  } {
    const parameters: CRef[] = []
    let isVariadic = false
    while (this.at < this.tokens.length && this.peek() !== ')') {
      if (this.takes('...')) isVariadic = true
      const before = this.at
      const base = this.base(depth)
      const made = base && this.declarator(base.words, depth)
      if (made)
        parameters.push(
          made.parameters
            ? { words: 'void', pointers: 1, dimensions: [], isFunction: true }
            : made.type,
        )
      // A default value of MQL.
      while (this.at < this.tokens.length && !/^[,)]$/.test(this.peek())) this.at += 1
      this.takes(',')
      if (this.at === before) this.at += 1
    }
    this.at += 1
    const [only] = parameters
    return {
      parameters:
        parameters.length === 1 &&
        only &&
        /^(void|VOID)$/.test(only.words) &&
        only.pointers === 0 &&
        !only.isFunction
          ? []
          : parameters,
      isVariadic,
    }
  }
}
