import * as z from 'zod/mini';

import { ok, refusal } from './answer.ts';
import { deliveryAt, isFailing, isoDate, STATES } from './delivery.ts';
import { countryOf, isPhoneNumber, NETWORK } from './phoneNumber.ts';
import { operationsOf } from './started.ts';
import { type Operation, type Operations, readBody } from './world.ts';

const schema = z.object({ to: z.string() });

const lookup = operationsOf({
  entity: 'Lookup',
  service: 'Lookup',
  recipient: ({ to }) => to,
  notFound: ['404014000', 'Lookup not found.'],
  show: (started, now) => {
    const { id, to, body, startsAt } = started;
    const { state, date, isFinal, reason } = deliveryAt(started, STATES.Voice, now);
    return {
      ...{ lookupId: id, to, label: body['label'], createdAt: isoDate(startsAt) },
      statusInfo: { status: state, description: reason?.description ?? state, updatedAt: date },
      details: isFinal && reason === undefined ? detailsOf(to) : undefined,
    };
  },
});

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
  'lookup.start': lookup.start,
  'lookup.track': lookup.track,
  'lookup.search': lookup.search,
  'numberValidator.validate': validate,
};
