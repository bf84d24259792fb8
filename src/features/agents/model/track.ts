import type { Timers } from '../../../core/kit/ports.ts';
import type { ApiAnswer } from '../../../core/protocol/sendAuthorized.ts';
import { parseJson } from '../../../core/kit/parseJson.ts';
import { pause } from '../../../core/tokens/pause.ts';
import { type AgentRequest, InvalidCall, operationOf, readRequest } from './agentInput.ts';
import { isAtItsEnd } from './trackedState.ts';

/** Two minutes in all. */
const PAUSES_MS = [1000, 2000, 4000, 8000, 15_000, 30_000, 30_000, 30_000];

interface Tracked {
  readonly answer: Pick<ApiAnswer, 'status' | 'text'>;
  readonly text: string;
}

/** @throws {InvalidCall} for an operation that does not track something by its id */
export function trackingRequest(trackingId: string, operation = 'sms.track'): AgentRequest {
  const { method, path } = operationOf(operation);
  const [name, ...others] = [...path.matchAll(/\{(\w+)\}/g)].map(([, variable = '']) => variable);
  if (method !== 'GET' || name === undefined || others.length > 0) {
    throw new InvalidCall('This operation does not read the state of one thing by its id.');
  }
  return readRequest({ operation, variables: { [name]: trackingId } });
}

/**
 * Asks for a state until it is the last one, for up to two minutes.
 *
 * @returns the last answer
 * @throws {RouteeError} `cancelled` when the signal is aborted
 */
export async function track(
  timers: Timers,
  ask: () => Promise<Tracked>,
  signal: AbortSignal,
): Promise<string> {
  let tracked = await ask();
  const isOver = ({ answer }: Tracked): boolean => answer.status >= 400 || isAtItsEnd(parseJson(answer.text));
  for (const ms of PAUSES_MS) {
    if (isOver(tracked)) return tracked.text;
    await pause(ms, timers, signal);
    tracked = await ask();
  }
  return isOver(tracked)
    ? tracked.text
    : `Still on its way after two minutes; track it again later.\n${tracked.text}`;
}
