import type { FunctionName, ParameterName } from '../../../declare/win32/functions.ts'
import type { Answer } from './answer.ts'

/** Arguments as the callee received them, by parameter name. Unsigned at their true width. */
export type Values<F extends FunctionName> = Readonly<Record<ParameterName<F>, bigint>>

/** A simulated function. */
type Callee<F extends FunctionName> = (values: Values<F>) => Answer

/** The simulated functions of a group; all of them for `Callees<FunctionName>`. */
export type Callees<F extends FunctionName> = { readonly [K in F]: Callee<K> }
