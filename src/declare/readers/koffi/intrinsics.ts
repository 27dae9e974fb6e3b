/** Functions of the language on which the recorder stands, as they are when the child starts. */
const owners: Readonly<Record<string, object>> = {
  'Array.prototype': Array.prototype,
  Object: Object,
  JSON: JSON,
  'Map.prototype': Map.prototype,
  'WeakMap.prototype': WeakMap.prototype,
  'String.prototype': String.prototype,
  'RegExp.prototype': RegExp.prototype,
  Math: Math,
}

const { getOwnPropertyDescriptor, getOwnPropertyNames } = Object
const names: string[] = []
const before = new Map<string, unknown>()
for (const owner of Object.keys(owners)) {
  for (const name of getOwnPropertyNames(owners[owner])) {
    names.push(`${owner}.${name}`)
    before.set(`${owner}.${name}`, getOwnPropertyDescriptor(owners[owner], name)?.value)
  }
}
const get = before.get.bind(before)

/** Names of the functions that the target has replaced since. Uses none of them. */
export function findReplacedIntrinsics(): string[] {
  const replaced: string[] = []
  let count = 0
  for (let index = 0; index < names.length; index += 1) {
    const path = names[index] ?? ''
    let dot = path.length - 1
    while (path[dot] !== '.') dot -= 1
    let owner = ''
    let name = ''
    for (let at = 0; at < path.length; at += 1)
      if (at < dot) owner += path[at] ?? ''
      else if (at > dot) name += path[at] ?? ''
    const object = owners[owner]
    if (object && getOwnPropertyDescriptor(object, name)?.value !== get(path)) {
      replaced[count] = path
      count += 1
    }
  }
  return replaced
}
