/**
 * Milliseconds since 1970 as they were when the process began, and going on steadily: a clock that is set, or leaps with
 * daylight or a virtual machine's sleep, neither lengthens a wait nor cuts one short.
 */
export function steadyNow(): number {
  return performance.timeOrigin + performance.now();
}
