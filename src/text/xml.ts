/** Attributes of an element, in the order in which they are written. */
export type XmlAttributes = Readonly<Record<string, string | number>>

/** An element of an XML document that is being made. */
export interface XmlElement {
  /** Adds an element as the last one, and gives it. */
  ele(name: string, attributes?: XmlAttributes): XmlElement
  /** Adds text. */
  txt(text: string): XmlElement
  /** The element with all that is in it, as XML: two spaces deeper in each element, texts beside their tags. */
  end(): string
}

/** The first line of a document that says that it is XML. */
export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8"?>'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
}

/** Replaces what XML 1.0 has no way to write (https://www.w3.org/TR/xml/#charsets). */
function allowed(text: string): string {
  return text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\p{Surrogate}]/gu, '\ufffd')
}

function inText(text: string): string {
  return allowed(text).replace(/[&<>\r]/g, character => entities[character] ?? character)
}

function inAttribute(text: string): string {
  return allowed(text).replace(/[&<>"\t\n\r]/g, character => entities[character] ?? character)
}

interface Node {
  readonly name: string
  readonly attributes: XmlAttributes
  readonly content: (Node | string)[]
}

function write({ name, attributes, content }: Node, indent: string): string {
  const head = [
    name,
    ...Object.entries(attributes).map(([key, value]) => `${key}="${inAttribute(String(value))}"`),
  ].join(' ')
  if (content.length === 0) return `${indent}<${head}/>`
  // White space beside a text would be a part of it.
  const isText = content.some(part => typeof part === 'string')
  const parts = content.map(part =>
    typeof part === 'string' ? inText(part) : write(part, isText ? '' : `${indent}  `),
  )
  return isText
    ? `${indent}<${head}>${parts.join('')}</${name}>`
    : `${indent}<${head}>\n${parts.join('\n')}\n${indent}</${name}>`
}

function builderOf(node: Node): XmlElement {
  const element: XmlElement = {
    ele(name, attributes = {}) {
      const child: Node = { name, attributes, content: [] }
      node.content.push(child)
      return builderOf(child)
    },
    txt(text) {
      if (text !== '') node.content.push(text)
      return element
    },
    end: () => write(node, ''),
  }
  return element
}

/** Begins an XML document with its outermost element. Texts and values are escaped; names are the caller's own. */
export function createXml(name: string, attributes: XmlAttributes = {}): XmlElement {
  return builderOf({ name, attributes, content: [] })
}
