import type { Interpreter } from './machine.ts'
import type { PythonNode } from './syntax.ts'

const bits =
  /(^|_)((py|python|process|proc|pointer|ptr|word|os|sys|system|arch|architecture|platform|machine|interpreter|win|windows)_?)?(bits|bitness|bit_?(size|width|count))$|(^|_)word_?size$/i
const pointerBytes = /(^|_)(size_?of_?)?(pointer|ptr|void_?p)(_?(size|bytes|width))?$/i
const is64 =
  /^_*((is|on|has|running|use)_?)?((x|win|windows|py|python|os|arch|platform|process|system|cpu)_?)?64(_?(bit|bits|python|process|windows|os|system|arch))?$/i
const is32 =
  /^_*((is|on|has|running|use)_?)?((x|win|windows|py|python|os|arch|platform|process|system|cpu)_?)?(32_?(bit|bits)|86)$/i

/**
 * What a condition says of the width of the process where its value is not known and its name says it:
 * `IS_64BIT` of a module that is not at hand, `process.bitness == 32`. Only in a module itself: a function may ask it of
 * another process.
 */
export function truthByName(
  machine: Interpreter,
  node: PythonNode | undefined,
): boolean | undefined {
  if (!node || machine.frames.length > 0) return undefined
  const isWide = machine.pointerBytes === 8
  switch (node.type) {
    case 'parenthesized_expression':
      return truthByName(machine, node.children[0])
    case 'not_operator': {
      const is = truthByName(machine, node.field('argument'))
      return is === undefined ? undefined : !is
    }
    case 'comparison_operator':
      return compareByName(machine, node)
    default: {
      const name = nameOf(node)
      return is64.test(name) ? isWide : is32.test(name) ? !isWide : undefined
    }
  }
}

function compareByName(machine: Interpreter, node: PythonNode): boolean | undefined {
  const [left, right] = node.children
  if (!left || !right || !/^([!=]=|is|is not)$/.test(node.operator)) return undefined
  const [named, number] = left.type === 'integer' ? [right, left] : [left, right]
  const [name, value] = [nameOf(named), Number(number.text)]
  const width =
    bits.test(name) && (value === 32 || value === 64)
      ? value / 8
      : pointerBytes.test(name) && (value === 4 || value === 8)
        ? value
        : undefined
  if (width === undefined) return undefined
  return (width === machine.pointerBytes) === (node.operator === '==' || node.operator === 'is')
}

/** The last part of a name, or of the function that is called without arguments. */
function nameOf(node: PythonNode): string {
  if (node.type === 'identifier') return node.text
  if (node.type === 'attribute') return node.field('attribute')?.text ?? ''
  const isBare = node.type === 'call' && node.field('arguments')?.children.length === 0
  const callee = isBare ? node.field('function') : undefined
  return callee ? nameOf(callee) : ''
}
