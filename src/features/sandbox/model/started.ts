import type { Service } from './account.ts';
import { ok, refusal } from './answer.ts';
import { isoDate } from './delivery.ts';
import { found, pageOf } from './page.ts';
import { type Given, type Operation, readObject, refuseNumbers, type Started } from './world.ts';

/** Things that are started and come to their end by themselves. */
export interface Kind {
  /** As Routee names it in errors. */
  readonly entity: string;
  /** The service that is charged, for things that go to a number. */
  readonly service?: Service;
  /** The number or address in a body that fits the catalogue. */
  readonly recipient: (body: Given) => unknown;
  readonly show: (started: Started, now: number) => object;
  readonly notFound: readonly [code: string, developerMessage: string];
}

/** The operations of all things of a kind. */
export function operationsOf({ entity, service, recipient, show, notFound }: Kind): {
  readonly start: Operation;
  readonly track: Operation;
  readonly search: Operation;
} {
  return {
    start: (call, { account, now, started }) => {
      const body = readObject(call.body);
      const to = String(recipient(body));
      const refused = service && (refuseNumbers(entity, [to]) ?? account.charge(service));
      if (refused) return refused;
      const one = { entity, id: crypto.randomUUID(), to, body, startsAt: now() };
      started.set(one.id, one);
      return ok(show(one, one.startsAt));
    },
    track: ({ variables: [id = ''] }, { now, started }) => {
      const one = started.get(id);
      return one?.entity === entity ? ok(show(one, now())) : refusal(...notFound);
    },
    search: (call, { now, started }) => {
      const at = now();
      const all = started.values.filter((one) => one.entity === entity);
      const shown = found(all, call, (one) => [show(one, at)]);
      return ok(pageOf(shown, call.query));
    },
  };
}

/** The members that most of them have. */
export const heading = ({ id, startsAt, body: { label } }: Started): object => ({
  ...{ trackingId: id, label, createdAt: isoDate(startsAt) },
});
