import type {
  CallbackInfo,
  FunctionInfo,
  StructInfo,
  TypeInfo,
  WidthTable,
} from './widths/table.ts'
import { pointerBytesOf, type Architecture, type PointerBytes } from './win32/architecture.ts'

/** What is true on one architecture. Lookups give undefined for what is not known. */
export interface Truth {
  readonly architecture: Architecture
  readonly pointerBytes: PointerBytes
  function(name: string): FunctionInfo | undefined
  struct(name: string): StructInfo | undefined
  type(name: string): TypeInfo | undefined
  callback(name: string): CallbackInfo | undefined
}

/** What the headers say on one architecture. */
export function truthOn(table: WidthTable, architecture: Architecture): Truth {
  return {
    architecture,
    pointerBytes: pointerBytesOf(architecture),
    function: name => table.function(name, architecture),
    struct: name => table.struct(name, architecture),
    type: name => table.type(name, architecture),
    callback: name => table.callback(name, architecture),
  }
}
