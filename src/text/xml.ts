/** Attributes of an element, in the order in which they are written. */
export type XmlAttributes = Readonly<Record<string, string | number>>

/** An element of an XML document under construction. */
export interface XmlElement {
  /** Appends a child element and returns it. */
  ele(name: string, attributes?: XmlAttributes): XmlElement
  /** Adds text. */
  txt(text: string): XmlElement
  /** The element and its content as XML: indented by two spaces per level, texts beside their tags. */
  end(): string
}

/** The XML declaration. */
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

/** Replaces characters that XML 1.0 does not allow (https://www.w3.org/TR/xml/#charsets). */
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
  // White space beside a text would become part of it.
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

/** Creates an XML document with its root element. Texts and values are escaped; names must come from this program. */
export function createXml(name: string, attributes: XmlAttributes = {}): XmlElement {
  return builderOf({ name, attributes, content: [] })
}
