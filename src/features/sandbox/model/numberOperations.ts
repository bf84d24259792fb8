import * as z from 'zod/mini';

import { ok, refusal } from './answer.ts';
import { deliveryAt, isFailing, isoDate, type States } from './delivery.ts';
import { found, pageOf } from './page.ts';
import { countryOf, isPhoneNumber, NETWORK } from './phoneNumber.ts';
import { type Lookup, type Operation, type Operations, readBody, refuseNumbers } from './world.ts';

const schema = z.object({ to: z.string(), label: z.optional(z.string()) });
const LOOKUP_STATES: States = {
  queued: 'Queued',
  sent: 'InProgress',
  final: 'Completed',
  failed: 'Failed',
};

const lookUp: Operation = ({ body }, { now, account, lookups }) => {
  const draft = readBody(body, schema);
  const refused = refuseNumbers('Lookup', [draft?.to ?? '']) ?? account.charge('Lookup');
  if (!draft || refused) return refused ?? refusal('400014000', 'Invalid lookup.');
  const lookup = { id: crypto.randomUUID(), to: draft.to, label: draft.label, startsAt: now() };
  lookups.set(lookup.id, lookup);
  return ok(shown(lookup, now()));
};

const track: Operation = ({ variables: [id = ''] }, { now, lookups }) => {
  const lookup = lookups.get(id);
  return lookup ? ok(shown(lookup, now())) : refusal('404014000', 'Lookup not found.');
};

const search: Operation = (call, { now, lookups }) => {
  const at = now();
  return ok(
    pageOf(
      found(lookups.values, call, (lookup) => [shown(lookup, at)]),
      call.query,
    ),
  );
};

/** Whether a number can exist: its form, and a country that the sandbox knows. */
const validate: Operation = ({ body }, { account }) => {
  const draft = readBody(body, schema);
  if (!draft) return refusal('400016000', 'A number is needed in to.');
  const refused = account.charge('NumberValidator');
  if (refused) return refused;
  const { to } = draft;
  const country = countryOf(to)?.code;
  const valid = isPhoneNumber(to) && country !== undefined && !isFailing(to);
  return ok({ trackingId: crypto.randomUUID(), to, valid, country, type: valid ? 'Mobile' : 'Unknown' });
};

function shown(lookup: Lookup, now: number): object {
  const { id, to, label, startsAt } = lookup;
  const { state, date, isFinal, reason } = deliveryAt(lookup, LOOKUP_STATES, now);
  return {
    lookupId: id,
    to,
    label,
    createdAt: isoDate(startsAt),
    statusInfo: { status: state, description: reason?.description ?? state, updatedAt: date },
    details: isFinal && reason === undefined ? detailsOf(to) : undefined,
  };
}

function detailsOf(number: string): object {
  const country = countryOf(number);
  return {
    mcc: country?.mcc,
    country: country && { code: country.code, isoA3Code: country.isoA3Code },
    network: NETWORK,
    ported: false,
    portedNetwork: null,
    roamingNetwork: { state: 'NotRoaming' },
  };
}

export const numberOperations: Operations = {
  'lookup.start': lookUp,
  'lookup.track': track,
  'lookup.search': search,
  'numberValidator.validate': validate,
};
