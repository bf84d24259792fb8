import type { Clock, Log } from './ports.ts';

const KEPT = 50;
const LONGEST = 500;

export interface RecentLog extends Log {
  /** The last ones, the oldest first, without what is written for developers only. */
  readonly lines: readonly string[];
  show(): void;
}

/** Passes everything on, and keeps the last lines in memory for a report that the user may want to make. */
export function recentLog(log: Log & { show(): void }, clock: Clock): RecentLog {
  const lines: string[] = [];
  const kept = (level: 'info' | 'warn' | 'error') => (message: string) => {
    lines.push(`${new Date(clock.now()).toISOString()} [${level}] ${message.slice(0, LONGEST)}`);
    if (lines.length > KEPT) lines.shift();
    log[level](message);
  };
  return {
    lines,
    show: () => log.show(),
    trace: (message) => log.trace(message),
    debug: (message) => log.debug(message),
    info: kept('info'),
    warn: kept('warn'),
    error: kept('error'),
  };
}
