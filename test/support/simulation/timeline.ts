import { DAY, HOUR, MINUTE, type Scenario } from './scenario.ts';

export type SimulationEvent = { readonly atMs: number } & (
  | { readonly kind: 'use'; readonly application: number }
  | { readonly kind: 'sleep'; readonly ms: number }
  | { readonly kind: 'jump'; readonly ms: number }
  | { readonly kind: 'outage'; readonly away: boolean }
  | { readonly kind: 'revoke'; readonly application: number }
);

export interface Timeline {
  /** In order. Times are true milliseconds since the start; none lies within a sleep. */
  readonly events: readonly SimulationEvent[];
  /** In order: when the machine is awake. */
  readonly awake: readonly Span[];
  readonly endMs: number;
}

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What happens around the manager in these days: drawn before the run, so that the least number of exchanges is known. */
export function drawTimeline(scenario: Scenario, random: () => number): Timeline {
  const endMs = scenario.days * DAY;
  const sleeps = scenario.sleeps ? everyDay(scenario.days, (day) => sleepsOf(day, random)) : [];
  const isAwake = ({ atMs }: { atMs: number }): boolean =>
    atMs < endMs && !sleeps.some(({ fromMs, toMs }) => atMs >= fromMs && atMs <= toMs);
  const events = [
    ...drawUses(scenario, random),
    ...(scenario.clockJumps ? drawJumps(scenario, random) : []),
    ...drawRevocations(scenario, random),
  ].filter(isAwake);
  return {
    events: [...events, ...outagesOf(scenario), ...sleeps.map(toEvent)].sort((a, b) => a.atMs - b.atMs),
    awake: between(sleeps, endMs),
    endMs,
  };
}

/** Few applications are used often, most of them now and then: a tenth as popular is used a tenth as often. */
const USES_OF_THE_FIRST = 100;
const MOST_USES = 15;

function drawUses({ applications, days }: Scenario, random: () => number): SimulationEvent[] {
  const events: SimulationEvent[] = [];
  for (let application = 0; application < applications; application += 1) {
    const perDay = Math.min(MOST_USES, USES_OF_THE_FIRST / (application + 1));
    let atMs = 0;
    while (atMs < days * DAY) {
      // Exponential pauses: a use is as likely at one moment as at any other, sleep excepted.
      atMs += (-Math.log(1 - random()) * DAY) / perDay;
      events.push({ kind: 'use', atMs, application });
    }
  }
  return events;
}

function drawJumps({ days }: Scenario, random: () => number): SimulationEvent[] {
  const events: SimulationEvent[] = [];
  for (let day = 3; day < days; day += 5 + Math.floor(random() * 7)) {
    const ms = Math.round((random() < 0.5 ? -1 : 1) * (MINUTE + random() * 3 * HOUR));
    const atMs = day * DAY + (8 + random() * 3) * HOUR;
    events.push(
      { kind: 'jump', ms, atMs },
      { kind: 'jump', ms: -ms, atMs: atMs + (6 + random() * 4) * HOUR },
    );
  }
  return events;
}

function drawRevocations(
  { applications, days, revocations }: Scenario,
  random: () => number,
): SimulationEvent[] {
  return Array.from({ length: revocations * days }, () => ({
    kind: 'revoke',
    atMs: random() * days * DAY,
    application: Math.floor(random() ** 3 * applications),
  }));
}

function outagesOf({ days, outages }: Scenario): SimulationEvent[] {
  const starts = outages
    ? [1, 8, 9, 20].filter((day) => day < days).map((day) => day * DAY + 13.5 * HOUR)
    : [];
  return starts.flatMap((atMs) => [
    { kind: 'outage' as const, atMs, away: true },
    { kind: 'outage' as const, atMs: atMs + 6 * HOUR, away: false },
  ]);
}

/** About noon, and most of the night; not to the minute, or the tokens of an hour would fit in by chance. */
function sleepsOf(day: number, random: () => number): Span[] {
  const at = (hour: number): number => Math.round(day * DAY + (hour + random()) * HOUR);
  return [
    { fromMs: at(12), toMs: at(13) },
    { fromMs: at(21), toMs: at(29) },
  ];
}

function toEvent({ fromMs, toMs }: Span): SimulationEvent {
  return { kind: 'sleep', atMs: fromMs, ms: toMs - fromMs };
}

function everyDay<T>(days: number, make: (day: number) => T[]): T[] {
  return Array.from({ length: days }, (_, day) => make(day)).flat();
}

function between(sleeps: readonly Span[], endMs: number): Span[] {
  const starts = [0, ...sleeps.map(({ toMs }) => toMs)];
  const ends = [...sleeps.map(({ fromMs }) => fromMs), endMs];
  return starts
    .map((fromMs, n) => ({ fromMs, toMs: ends[n] ?? endMs }))
    .filter(({ fromMs, toMs }) => toMs > fromMs);
}
