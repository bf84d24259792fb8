export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface Scenario {
  readonly name: string;
  readonly applications: number;
  readonly windows: number;
  readonly days: number;
  readonly policy: 'same' | 'new';
  /** 8 hours each night, and an hour at noon. */
  readonly sleeps: boolean;
  /** The clock goes wrong by up to 3 hours every few days, and is corrected some hours later. */
  readonly clockJumps: boolean;
  /** Share of requests that fail at random. */
  readonly failing: number;
  /** Now and then the server is away for 6 hours. */
  readonly outages: boolean;
  /** Tokens revoked a day, in all. */
  readonly revocations: number;
  readonly slow: boolean;
}

const base = {
  windows: 1,
  days: 30,
  policy: 'same',
  sleeps: true,
  clockJumps: true,
  failing: 0,
  outages: false,
  revocations: 0,
  slow: false,
} as const;

/** Every policy of the server, 1 to 10,000 applications, 1 to 8 windows, 30 days. */
export const SCENARIOS: readonly Scenario[] = [
  { ...base, name: 'same token, awake', applications: 1, sleeps: false, clockJumps: false },
  { ...base, name: 'new tokens, awake', applications: 1, policy: 'new', sleeps: false, clockJumps: false },
  { ...base, name: 'same token', applications: 100, windows: 8 },
  { ...base, name: 'new tokens', applications: 100, windows: 8, policy: 'new' },
  { ...base, name: 'same token, slow', applications: 100, windows: 4, slow: true },
  { ...base, name: 'new tokens, slow', applications: 100, windows: 4, policy: 'new', slow: true },
  { ...base, name: 'revoking', applications: 100, windows: 2, policy: 'new', revocations: 50 },
  { ...base, name: 'failing 1 %', applications: 100, windows: 2, failing: 0.01 },
  { ...base, name: 'failing 30 %', applications: 100, windows: 2, failing: 0.3 },
  { ...base, name: 'away for 6 h', applications: 100, windows: 2, outages: true },
  { ...base, name: 'away for 6 h', applications: 1000, windows: 4, policy: 'new', outages: true },
  { ...base, name: 'same token', applications: 10_000 },
  { ...base, name: 'new tokens', applications: 10_000, windows: 8, policy: 'new' },
];

/** The same in a few seconds, for the unit ring. */
export const SHORT_SCENARIOS: readonly Scenario[] = SCENARIOS.map((scenario) => ({
  ...scenario,
  applications: Math.min(scenario.applications, 30),
  windows: Math.min(scenario.windows, 3),
  days: 7,
}));

export function isFailureFree({ failing, outages, revocations }: Scenario): boolean {
  return failing === 0 && !outages && revocations === 0;
}
