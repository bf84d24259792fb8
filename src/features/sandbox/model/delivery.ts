/** A recipient whose messages always fail. The number belongs to no one: it is of the catalogue's family of examples. */
export const FAILING_NUMBER = '+306900000999';

export const SENT_AFTER_MS = 1000;
export const FINAL_AFTER_MS = 3000;

/** The states of something that goes to a number, in their order. */
export interface States {
  readonly queued: string;
  readonly sent: string;
  readonly final: string;
  readonly failed: string;
}

/** The states of each channel. */
export const STATES = {
  Sms: { queued: 'Queued', sent: 'Sent', final: 'Delivered', failed: 'Undelivered' },
  Viber: { queued: 'Queued', sent: 'Sent', final: 'Delivered', failed: 'Undelivered' },
  Voice: { queued: 'Queued', sent: 'InProgress', final: 'Completed', failed: 'Failed' },
} as const satisfies Record<string, States>;

export interface Delivery {
  readonly state: string;
  /** When it came to be in that state. */
  readonly date: string;
  /** Milliseconds from the beginning to the end; `undefined` before. */
  readonly latency: number | undefined;
  readonly isFinal: boolean;
  /** The reason of a failure. */
  readonly reason: { readonly detailedStatus: string; readonly description: string } | undefined;
}

/** The state at a time: all follows from how long ago it began, so that nothing has to run meanwhile. */
export function deliveryAt(
  { to, startsAt }: { readonly to: string; readonly startsAt: number },
  states: States,
  now: number,
): Delivery {
  const age = now - startsAt;
  if (age >= FINAL_AFTER_MS) {
    return {
      state: isFailing(to) ? states.failed : states.final,
      reason: isFailing(to)
        ? { detailedStatus: 'Unknown Number', description: 'The number is not assigned to anyone.' }
        : undefined,
      date: isoDate(startsAt + FINAL_AFTER_MS),
      latency: FINAL_AFTER_MS,
      isFinal: true,
    };
  }
  const isSent = age >= SENT_AFTER_MS;
  return {
    state: isSent ? states.sent : states.queued,
    date: isoDate(isSent ? startsAt + SENT_AFTER_MS : startsAt),
    latency: undefined,
    isFinal: false,
    reason: undefined,
  };
}

/** With or without its plus sign. */
export function isFailing(number: string): boolean {
  return number.replace(/^\+/, '') === FAILING_NUMBER.slice(1);
}

/** As Routee writes dates. */
export function isoDate(ms: number): string {
  return new Date(ms).toISOString();
}
