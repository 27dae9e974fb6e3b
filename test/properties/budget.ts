import process from 'node:process'
import { GCProfiler, getHeapStatistics } from 'node:v8'

/**
 * What a reader may take for an input: for what it does once (grammars and tables are loaded), and for each byte of
 * the input. Of the processor, which a busy machine does not stretch, in milliseconds; and of memory, in bytes that
 * were allocated, whether they were still needed at the end or not.
 */
const once = { ms: 10_000, bytes: 192 * 1024 ** 2 } as const
const perByte = { ms: 0.2, bytes: 16 * 1024 } as const

/** The length of all texts in a value. */
function sizeOf(value: unknown): number {
  return typeof value === 'string' ? value.length : (JSON.stringify(value) ?? '').length
}

/**
 * Counts what this process allocates from now on: of the heap, what is there more at the end and what was collected
 * meanwhile; of buffers outside of it, which are not counted when they are collected, what is there more at the end.
 */
function countAllocations(): () => number {
  const profiler = new GCProfiler()
  const before = getHeapStatistics()
  profiler.start()
  return () => {
    const collections = profiler.stop()?.statistics ?? []
    const after = getHeapStatistics()
    const collected = collections.reduce(
      (sum, { beforeGC, afterGC }) =>
        sum + beforeGC.heapStatistics.usedHeapSize - afterGC.heapStatistics.usedHeapSize,
      0,
    )
    const buffers = Math.max(0, after.external_memory - before.external_memory)
    return collected + after.used_heap_size - before.used_heap_size + buffers
  }
}

/** A reading of this process's processor time. One takes 0.1 ms, so it serves for a second. */
let reading = { at: -Infinity, cpu: process.cpuUsage() }

function recentReading(): NodeJS.CpuUsage {
  const now = performance.now()
  if (now - reading.at > 1000) reading = { at: now, cpu: process.cpuUsage() }
  return reading.cpu
}

/** Lets `check` look at `value`. Throws where it took more of the processor or of memory than the value is worth. */
export async function withinBudget(
  value: unknown,
  check: () => void | Promise<void>,
  onceMs: number = once.ms,
): Promise<void> {
  const allocated = countAllocations()
  const before = recentReading()
  const began = performance.now()
  await check()
  const tookMs = performance.now() - began
  const bytes = allocated()
  const size = sizeOf(value)
  const most = { ms: onceMs + perByte.ms * size, bytes: once.bytes + perByte.bytes * size }
  // One that took less by the clock took less of the processor too.
  if (tookMs > most.ms) {
    const { user, system } = process.cpuUsage(before)
    const ms = (user + system) / 1000
    if (ms > most.ms)
      throw new Error(`it took ${ms} ms of the processor, and may take ${most.ms} ms`)
  }
  if (bytes > most.bytes)
    throw new Error(`it allocated ${bytes} bytes, and may allocate ${most.bytes}`)
}
