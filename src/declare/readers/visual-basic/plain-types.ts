import type { PlainTypes } from '../common/plain-types.ts'

/** https://learn.microsoft.com/en-us/office/vba/language/reference/user-interface-help/data-type-summary */
export const vba: PlainTypes = {
  byte: ['unsigned', 1],
  boolean: ['signed', 2],
  integer: ['signed', 2],
  long: ['signed', 4],
  longlong: ['signed', 8],
  longptr: ['signed', 'pointer'],
  currency: ['signed', 8],
  single: ['float', 4],
  double: ['float', 8],
  date: ['float', 8],
  object: ['pointer', 'pointer'],
  any: ['pointer', 'pointer'],
  ole_handle: ['signed', 4],
  ole_color: ['unsigned', 4],
}

/** https://learn.microsoft.com/en-us/dotnet/visual-basic/language-reference/data-types/ and the marshaller: Boolean has 4 bytes. */
export const net: PlainTypes = {
  byte: ['unsigned', 1],
  sbyte: ['signed', 1],
  boolean: ['signed', 4],
  short: ['signed', 2],
  int16: ['signed', 2],
  ushort: ['unsigned', 2],
  uint16: ['unsigned', 2],
  integer: ['signed', 4],
  int32: ['signed', 4],
  uinteger: ['unsigned', 4],
  uint32: ['unsigned', 4],
  long: ['signed', 8],
  int64: ['signed', 8],
  ulong: ['unsigned', 8],
  uint64: ['unsigned', 8],
  single: ['float', 4],
  double: ['float', 8],
  intptr: ['signed', 'pointer'],
  uintptr: ['unsigned', 'pointer'],
  handleref: ['pointer', 'pointer'],
}

export const netMarshal: PlainTypes = {
  bool: ['signed', 4],
  variantbool: ['signed', 2],
  i1: ['signed', 1],
  u1: ['unsigned', 1],
  i2: ['signed', 2],
  u2: ['unsigned', 2],
  i4: ['signed', 4],
  u4: ['unsigned', 4],
  i8: ['signed', 8],
  u8: ['unsigned', 8],
  sysint: ['signed', 'pointer'],
  sysuint: ['unsigned', 'pointer'],
  lpstruct: ['pointer', 'pointer'],
  asany: ['pointer', 'pointer'],
  functionptr: ['pointer', 'pointer'],
}
