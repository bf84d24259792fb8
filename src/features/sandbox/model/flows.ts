import { PRICES, priceOf } from './account.ts';
import { ok } from './answer.ts';
import { deliveryAt, isFailing, isoDate, STATES, type States } from './delivery.ts';
import { countryOf, NETWORK } from './phoneNumber.ts';
import { heading, type Kind, operationsOf } from './started.ts';
import { type Given, objectsIn, type Operation, type Operations, type Started } from './world.ts';

const FLOW: States = { queued: 'Queued', sent: 'InProgress', final: 'Succeeded', failed: 'Failed' };

/** The step that is taken: one that fails has no other behind it here. */
const stepOf = ({ flow }: Given): Given => objectsIn(flow)[0] ?? {};

/** The number that a step goes to: a text, one of several, or the one that is called. */
function numberOf({ to }: Given): unknown {
  const [first] = typeof to === 'object' && to !== null ? (Object.values(to) as unknown[]) : [to];
  return first;
}

const failover = operationsOf({
  entity: 'FailoverTracking',
  service: 'Sms',
  recipient: (body) => numberOf(stepOf(body)),
  notFound: ['404005000', 'Tracking not found.'],
  show: (started, now) => {
    const { state, date, isFinal } = deliveryAt(started, FLOW, now);
    const step = stepOf(started.body);
    return {
      ...heading(started),
      ...{ status: state, updatedAt: date, terminationChannel: isFinal ? step['type'] : undefined },
      ...{ totalPrice: isFinal ? priceOf('Sms') : 0, originatingService: 'Failover' },
      messages: [failoverMessage(started, step, now)],
    };
  },
});

function failoverMessage({ id, to, startsAt }: Started, step: Given, now: number): object {
  const { state, date, reason, latency } = deliveryAt({ to, startsAt }, STATES.Sms, now);
  const { type, order, from, failoverOnStatuses } = step;
  return {
    ...{ type, order, from, failoverOnStatuses, messageId: id, to, part: 1, parts: 1, latency },
    ...{ country: countryOf(to)?.code, operator: NETWORK.name, price: priceOf('Sms') },
    ...{ status: { name: state, updatedDate: date, reason }, createdAt: isoDate(startsAt) },
  };
}

const code: Kind = {
  entity: 'OtpFlow',
  service: 'TwoStep',
  recipient: (body) => numberOf(stepOf(body)),
  notFound: ['404000000', 'Flow not found.'],
  show: ({ id, to, startsAt, body }, now) => {
    const price = priceOf('TwoStep');
    const { state } = deliveryAt({ to, startsAt }, STATES.Sms, now);
    const { state: status, isFinal } = deliveryAt({ to, startsAt }, FLOW, now);
    return {
      flowId: id,
      // A number that cannot be reached fails at once: there is no next step (2).
      ...(isFailing(to) ? { status: 'Failed', statusCode: 2 } : { status }),
      total_cost: isFinal ? price : 0,
      steps: [
        {
          ...{ trackingId: id, role: 'primary', status: state.toUpperCase(), channel: stepOf(body)['type'] },
          ...{ phone_number: to, created_at: isoDate(startsAt), detailed_status: state, price },
        },
      ],
    };
  },
};
const codes = operationsOf(code);

/** Answers 200 where nothing can be paid, too (1). */
const sendCode: Operation = (call, world) =>
  world.account.balance < PRICES.TwoStep ? ok({ status: 'Failed', statusCode: 1 }) : codes.start(call, world);

const validation = operationsOf({
  entity: 'EmailValidator',
  recipient: ({ email }) => email,
  notFound: ['404000000', 'Tracking not found.'],
  show: (started, now) => {
    const { state: status, date, isFinal } = deliveryAt(started, STATES.Voice, now);
    const isAddress = /^[^@\s]+@[^@\s]+\.[^@\s.]+$/.test(started.to);
    return {
      ...heading(started),
      ...{ email: started.to, status, updatedAt: date },
      ...(isFinal && { exists: isAddress, hasValidFormat: isAddress, hasValidDNS: isAddress }),
    };
  },
});

/** Messages of which nothing but their state is told. */
const message = (entity: string, recipient: Kind['recipient']): ReturnType<typeof operationsOf> =>
  operationsOf({
    entity,
    recipient,
    notFound: ['404000000', 'Tracking not found.'],
    show: (started, now) => ({
      ...heading(started),
      ...{
        status: deliveryAt(started, STATES.Sms, now).state,
        implementationId: started.body['implementationId'],
      },
    }),
  });
const email = message('TransactionalEmail', ({ to }) => objectsIn(to)[0]?.['address']);
const push = message('PushNotification', () => '');

export const flowOperations: Operations = {
  'failover.send': failover.start,
  'failover.sendTemplate': failover.start,
  'failover.track': failover.track,
  'failover.search': failover.search,
  'failoverOtp.send': sendCode,
  'failoverOtp.list': codes.search,
  'failoverOtp.track': codes.track,
  'email.send': email.start,
  'email.validate': validation.start,
  'email.trackValidation': validation.track,
  'email.searchValidations': validation.search,
  'push.send': push.start,
  'push.get': push.track,
};
