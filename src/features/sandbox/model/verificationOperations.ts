import * as z from 'zod/mini';

import { type Answer, ok, refusal } from './answer.ts';
import { FINAL_AFTER_MS, isFailing, isoDate } from './delivery.ts';
import { type Operation, type Operations, readBody, refuseNumbers, type Verification } from './world.ts';

const startSchema = z.object({
  method: z.enum(['sms', 'voice']),
  type: z.literal('code'),
  recipient: z.string(),
  template: z.optional(z.string()),
  lifetimeInSeconds: z.optional(z.number().check(z.minimum(1))),
  maxRetries: z.optional(z.int().check(z.minimum(0))),
  digits: z.optional(z.int().check(z.minimum(4), z.maximum(10))),
});
const answerSchema = z.object({ answer: z.coerce.string() });

const start: Operation = ({ body }, { now, account, verifications }) => {
  const draft = readBody(body, startSchema);
  if (!draft) return refusal('400000000', 'Validation Error!', { entity: 'TwoStep' });
  const { recipient, template = '@@pin', lifetimeInSeconds = 600, maxRetries = 2 } = draft;
  if (!template.includes('@@pin')) return refusal('400011001', 'Invalid message template.');
  const refused = refuseNumbers('TwoStep', [recipient]) ?? account.charge('TwoStep');
  if (refused) return refused;
  const startsAt = now();
  const verification = {
    ...{ id: crypto.randomUUID(), to: recipient, startsAt, updatedAt: startsAt, maxRetries, timesTried: 0 },
    expiresAt: startsAt + lifetimeInSeconds * 1000,
    end: undefined,
  };
  verifications.set(verification.id, verification);
  return shown(verification, startsAt);
};

/** Any code that ends in 0 is right, for nobody gets one. */
const confirm: Operation = ({ variables: [id = ''], body }, { now, verifications }) => {
  const verification = verifications.get(id);
  if (!verification) return notFound();
  const state = stateAt(verification, now());
  if (state === 'Expired') return refusal('400011003', 'Verification has expired.');
  if (verification.timesTried > verification.maxRetries) {
    return refusal('400011004', 'Verification max retries reached.');
  }
  if (state !== 'Pending') return refusal('400011002', 'Verification is not in pending state.');
  const form = new URLSearchParams(body);
  const answer = readBody(body, answerSchema)?.answer ?? form.get('answer') ?? '';
  verification.timesTried++;
  verification.updatedAt = now();
  if (!/^\d*0$/.test(answer)) {
    if (verification.timesTried > verification.maxRetries) verification.end = 'Failed';
    return refusal('400011005', 'Wrong Answer!');
  }
  verification.end = 'Verified';
  return shown(verification, now());
};

const status: Operation = ({ variables: [id = ''] }, { now, verifications }) => {
  const verification = verifications.get(id);
  return verification ? shown(verification, now()) : notFound();
};

const cancel: Operation = ({ variables: [id = ''] }, { now, verifications }) => {
  const verification = verifications.get(id);
  if (!verification) return notFound();
  if (stateAt(verification, now()) !== 'Pending') {
    return refusal('400011002', 'Verification is not in pending state.');
  }
  verification.end = 'Cancelled';
  verification.updatedAt = now();
  return shown(verification, now());
};

function notFound(): Answer {
  return refusal('404011006', 'The verification does not exist.');
}

function stateAt({ end, to, startsAt, expiresAt }: Verification, now: number): string {
  if (end !== undefined) return end;
  if (isFailing(to) && now - startsAt >= FINAL_AFTER_MS) return 'Failed';
  return now >= expiresAt ? 'Expired' : 'Pending';
}

function shown(verification: Verification, now: number): Answer {
  const { id, updatedAt, expiresAt, maxRetries, timesTried } = verification;
  return ok({
    trackingId: id,
    status: stateAt(verification, now),
    updatedAt: isoDate(updatedAt),
    expiresAt: isoDate(expiresAt),
    maxRetries,
    timesTried,
  });
}

export const verificationOperations: Operations = {
  '2step.start': start,
  '2step.status': status,
  '2step.confirm': confirm,
  '2step.cancel': cancel,
};
