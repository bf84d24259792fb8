import type * as z from 'zod/mini';

import { priceOf } from './account.ts';
import type { callbackSchema } from './callbacks.ts';
import { deliveryAt, FINAL_AFTER_MS, SENT_AFTER_MS, STATES } from './delivery.ts';
import { countryOf, NETWORK } from './phoneNumber.ts';
import { analyzeSms } from './smsAnalysis.ts';
import type { Campaign, Message, World } from './world.ts';

export interface Sms {
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly label?: string | undefined;
  readonly callback?: z.infer<typeof callbackSchema> | undefined;
}

/** Takes an SMS that is paid for, and plans its callbacks. */
export function queueSms(sms: Sms, campaign: Campaign | undefined, world: World): Message {
  const { from, to, body, label, callback } = sms;
  const { parts } = analyzeSms(body);
  const message: Message = {
    ...{ id: crypto.randomUUID(), service: 'Sms', from, to, text: body, label, campaign },
    partIds: Array.from({ length: parts }, () => crypto.randomUUID()),
    startsAt: campaign?.startsAt ?? world.now(),
  };
  world.messages.set(message.id, message);
  if (callback) {
    const ages = callback.strategy === 'OnCompletion' ? [FINAL_AFTER_MS] : [SENT_AFTER_MS, FINAL_AFTER_MS];
    for (const age of ages) {
      const at = message.startsAt + age;
      for (const payload of callbackPayloads(message, at)) {
        world.callbacks.post(callback.url, at - world.now(), payload);
      }
    }
  }
  return message;
}

/** The state of each part, as a question for it is answered. */
export function smsTracking(message: Message, now: number): object[] {
  const { state, date, reason } = deliveryAt(message, STATES.Sms, now);
  const { text, campaign } = message;
  return partsAt(message, now).map((part) => ({
    ...part,
    body: text,
    campaign: campaign?.name,
    status: { status: state, date, reason },
  }));
}

/** The state of each part, as Routee posts it to a customer's server. */
function callbackPayloads(message: Message, now: number): object[] {
  const { state, date, reason } = deliveryAt(message, STATES.Sms, now);
  return partsAt(message, now).map((part) => ({
    ...part,
    message: message.text,
    status: { name: state, updatedDate: date, reason },
  }));
}

function partsAt(message: Message, now: number): object[] {
  const { id, partIds, from, to, label, campaign } = message;
  const { latency } = deliveryAt(message, STATES.Sms, now);
  return partIds.map((smsId, index) => ({
    ...{ messageId: id, smsId, part: index + 1, parts: partIds.length, from, to, label, latency },
    ...{ campaignTrackingId: campaign?.id, campaignName: campaign?.name, groups: [] },
    ...{ country: countryOf(to)?.code, operator: NETWORK.name, price: priceOf('Sms') },
    ...{ applicationName: 'Sandbox', originatingService: 'Sms', direction: 'Outbound' },
  }));
}
