import { IDLE_AFTER_MS } from '../../../src/core/tokens/keptFresh.ts';
import type { Span } from './timeline.ts';

/**
 * The least number of exchanges with which one application has a token whenever one is wanted, for somebody who knows
 * the future: always for the active application, for a day after each use of any other, and only while the machine
 * is awake.
 */
export function leastExchanges(
  usesMs: readonly number[],
  isActive: boolean,
  awake: readonly Span[],
  lifetimeMs: number,
): number {
  let count = 0;
  let validUntilMs = -Infinity;
  for (const { fromMs, toMs } of isActive ? awake : wantedSpans(usesMs, awake)) {
    for (let at = Math.max(fromMs, validUntilMs); at < toMs; at = validUntilMs) {
      count += 1;
      validUntilMs = at + lifetimeMs;
    }
  }
  return count;
}

function wantedSpans(usesMs: readonly number[], awake: readonly Span[]): Span[] {
  const kept: { fromMs: number; toMs: number }[] = [];
  for (const fromMs of usesMs) {
    const last = kept.at(-1);
    if (last !== undefined && last.toMs >= fromMs) {
      last.toMs = fromMs + IDLE_AFTER_MS;
    } else {
      kept.push({ fromMs, toMs: fromMs + IDLE_AFTER_MS });
    }
  }
  return kept.flatMap((span) =>
    awake
      .map(({ fromMs, toMs }) => ({
        fromMs: Math.max(fromMs, span.fromMs),
        toMs: Math.min(toMs, span.toMs),
      }))
      .filter(({ fromMs, toMs }) => toMs > fromMs),
  );
}
