import { parseJson } from '../kit/parseJson.ts';
import type { Timers } from '../kit/ports.ts';
import type { ApiAnswer } from '../protocol/sendAuthorized.ts';
import { pause } from '../tokens/pause.ts';
import { isAtItsEnd } from './trackedState.ts';

/** Two minutes in all. */
const PAUSES_MS = [1000, 2000, 4000, 8000, 15_000, 30_000, 30_000, 30_000];

interface Tracked {
  readonly answer: Pick<ApiAnswer, 'status' | 'text'>;
}

/**
 * Asks for a state until it is the last one or the server refuses, for up to two minutes.
 *
 * @param ask for the state, once
 * @throws {RouteeError} `cancelled` when the signal is aborted
 */
export async function track<Answered extends Tracked>(
  timers: Timers,
  ask: () => Promise<Answered>,
  signal: AbortSignal,
): Promise<{ readonly last: Answered; readonly isOver: boolean }> {
  let last = await ask();
  for (const ms of PAUSES_MS) {
    if (isOver(last)) break;
    await pause(ms, timers, signal);
    last = await ask();
  }
  return { last, isOver: isOver(last) };
}

function isOver({ answer: { status, text } }: Tracked): boolean {
  return status >= 400 || isAtItsEnd(parseJson(text));
}
