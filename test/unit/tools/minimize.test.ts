import t from 'tap'
import { minimize, type Objective } from '../../../src/tools/minimize.ts'

/** A sum of terms, one for each number, each with its value and its slope. */
function sumOf(
  term: (x: number, at: number) => readonly [value: number, slope: number],
): Objective {
  return (point, gradient) =>
    point.reduce((sum, x, at) => {
      const [value, slope] = term(x, at)
      gradient[at] = slope
      return sum + value
    }, 0)
}

/** Narrow in one direction and wide in another: descent along the gradient alone takes thousands of steps. */
const valley = sumOf((x, at) => {
  const [width, middle] = [10 ** at, at - 2]
  return [(width * (x - middle) ** 2) / 2, width * (x - middle)]
})

t.test('minimize() finds the middle of a valley in few steps', async t => {
  const found = minimize(valley, 5, 100)
  found.forEach((x, at) => t.ok(Math.abs(x - (at - 2)) < 1e-6, `${at}: ${x}`))
})

t.test('minimize() takes a shorter step where a whole one overshoots', async t => {
  const [found = 0] = minimize(
    sumOf(x => [Math.exp(x) + Math.exp(-10 * x), Math.exp(x) - 10 * Math.exp(-10 * x)]),
    1,
    100,
  )
  t.ok(Math.abs(found - Math.log(10) / 11) < 1e-6, `${found}`)
})

t.test('minimize() goes no further than asked, and not at all from a minimum', async t => {
  let asked = 0
  const counted: Objective = (point, gradient) => {
    asked++
    return valley(point, gradient)
  }
  const [one, three] = [1, 3].map(steps => valley(minimize(counted, 5, steps), new Float64Array(5)))
  t.ok((three ?? 1) < (one ?? 0), `${one} ${three}`)
  asked = 0
  t.same(
    [
      ...minimize(
        sumOf(x => [x ** 2, 2 * x]),
        2,
        100,
      ),
    ],
    [0, 0],
  )
  minimize(counted, 5, 1000)
  t.ok(asked < 100, `${asked} evaluations`)
})
