import { prototypeOf, type FunctionName } from './functions.ts'
import { win32Type, win32Types, type HandleFamily, type Win32TypeName } from './types.ts'

/** The family of handle that a type means in a function, or `undefined` where it is no handle. */
export function familyIn(name: FunctionName, type: Win32TypeName): HandleFamily | undefined {
  const { family } = win32Type(type)
  return family === 'kernel' && prototypeOf(name).pointerLike ? 'pointer-like' : family
}

/** Whether the tagged kernel tags handles of this type in this function: those with 32 significant bits. */
export function isTaggedFamily(name: FunctionName, type: Win32TypeName): boolean {
  return familyIn(name, type) === 'kernel'
}

/** Whether a parameter of this type is the address of a variable that receives a kernel handle. */
export function isHandleOut(type: Win32TypeName): boolean {
  const { pointsTo } = win32Type(type)
  return (
    pointsTo !== undefined &&
    Object.hasOwn(win32Types, pointsTo) &&
    win32Type(pointsTo as Win32TypeName).family === 'kernel'
  )
}
