/** A smooth convex function: gives its value at a point, and writes its gradient there. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number

/** A move and how the gradient changed by it. */
interface Move {
  readonly step: Float64Array
  readonly change: Float64Array
  readonly curvature: number
}

/** So many moves are remembered. */
const mostMoves = 8
/** A move must bring this part of what the gradient promises. */
const enough = 1e-4
/** A gradient this short against the point is that of the minimum. */
const flat = 1e-9
/** A move is halved so often at most; then rounding hides what is left. */
const mostHalves = 30

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0)
  return sum
}

/** Adds a multiple of a vector to another. */
function add(to: Float64Array, from: Float64Array, factor: number): void {
  for (let at = 0; at < to.length; at++) to[at] = (to[at] ?? 0) + factor * (from[at] ?? 0)
}

const difference = (one: Float64Array, other: Float64Array): Float64Array =>
  one.map((value, at) => value - (other[at] ?? 0))

/** Where to go: against the gradient, as the last moves have it curved. */
function directionFrom(gradient: Float64Array, moves: readonly Move[]): Float64Array {
  const direction = gradient.map(value => -value)
  const factors = moves.toReversed().map(({ step, change, curvature }) => {
    const factor = dot(step, direction) / curvature
    add(direction, change, -factor)
    return factor
  })
  const last = moves.at(-1)
  const scale = last ? last.curvature / dot(last.change, last.change) : 1 / length(gradient)
  direction.forEach((value, at) => (direction[at] = scale * value))
  for (const [index, { step, change, curvature }] of moves.entries())
    add(direction, step, (factors.at(-1 - index) ?? 0) - dot(change, direction) / curvature)
  return direction
}

const length = (vector: Float64Array): number => Math.sqrt(dot(vector, vector))

/**
 * The minimum of a smooth convex function of so many numbers, or where so many moves from 0 lead: L-BFGS with backtracking
 * (Nocedal and Wright, Numerical Optimization, algorithms 7.4, 7.5 and 3.1). The same function gives the same point.
 */
export function minimize(objective: Objective, size: number, mostSteps: number): Float64Array {
  let point: Float64Array = new Float64Array(size)
  let gradient: Float64Array = new Float64Array(size)
  let value = objective(point, gradient)
  let moves: readonly Move[] = []
  for (let count = 0; count < mostSteps; count++) {
    if (length(gradient) <= flat * Math.max(1, length(point))) break
    const direction = directionFrom(gradient, moves)
    const slope = dot(direction, gradient)
    const next = new Float64Array(size)
    const nextGradient = new Float64Array(size)
    let nextValue = Infinity
    let factor = 1
    for (let half = 0; nextValue > value + enough * factor * slope; half++) {
      if (half === mostHalves) return point
      if (half > 0) factor /= 2
      next.set(point)
      add(next, direction, factor)
      nextValue = objective(next, nextGradient)
    }
    const step = difference(next, point)
    const change = difference(nextGradient, gradient)
    const curvature = dot(step, change)
    if (curvature > 0) moves = [...moves.slice(1 - mostMoves), { step, change, curvature }]
    ;[point, gradient, value] = [next, nextGradient, nextValue]
  }
  return point
}
