import * as z from 'zod/mini';

import { priceOf } from './account.ts';
import { ok, refusal } from './answer.ts';
import { campaignDetails, messagesOf, startCampaign } from './campaigns.ts';
import { deliveryAt, isoDate, STATES } from './delivery.ts';
import { pageOf } from './page.ts';
import { countryOf } from './phoneNumber.ts';
import {
  type Message,
  type Operation,
  type Operations,
  readBody,
  refuseNumbers,
  type World,
} from './world.ts';

const viberSchema = z.object({
  senderInfoTrackingId: z.string(),
  to: z.string(),
  body: z.object({ text: z.string() }),
  label: z.optional(z.string()),
});
const speech = z.object({ text: z.string() });
const voiceCampaignSchema = z.object({
  from: z.string(),
  to: z.array(z.string()).check(z.minLength(1), z.maxLength(30_000)),
  name: z.optional(z.string()),
  message: z.optional(speech),
  fileURL: z.optional(z.string()),
  scheduledDate: z.optional(z.string()),
});
const conversationSchema = z.object({
  from: z.string(),
  to: z.union([
    z.object({ phone: z.string() }),
    z.object({ viber: z.string() }),
    z.object({ sip: z.string() }),
  ]),
  dialPlan: z.optional(z.object({ verbs: z.array(z.unknown()) })),
  dialPlanUrl: z.optional(z.string()),
});

const sendViber: Operation = ({ body }, world) => {
  const draft = readBody(body, viberSchema);
  if (!draft) return refusal('400019000', 'senderInfoTrackingId, to and body.text are needed.');
  const { to, senderInfoTrackingId, label } = draft;
  const refused = refuseNumbers('ViberTracking', [to]) ?? world.account.charge('Viber');
  if (refused) return refused;
  const message = queue({ service: 'Viber', from: 'Sandbox', to, text: draft.body.text, label }, world);
  const { id, startsAt } = message;
  return ok({
    ...{ trackingId: id, status: STATES.Viber.queued, createdAt: isoDate(startsAt) },
    ...{ senderInfoTrackingId, to, body: draft.body, label },
  });
};

const callMany: Operation = ({ body }, world) => {
  const draft = readBody(body, voiceCampaignSchema);
  const text = draft?.message?.text ?? draft?.fileURL;
  if (!draft || text === undefined)
    return refusal('400013000', 'from, to, and message or fileURL are needed.');
  const { name, from, to: numbers, scheduledDate } = draft;
  const refused = refuseNumbers('VoiceCampaign', numbers) ?? world.account.charge('Voice', numbers.length);
  if (refused) return refused;
  const campaign = startCampaign('Voice', { name, from, to: numbers, text }, scheduledDate, world);
  for (const to of numbers) queue({ service: 'Voice', from, to, text, campaign }, world);
  return ok(campaignDetails(campaign, world));
};

/** A conversation has one call here, with the same id. */
const converse: Operation = ({ body }, world) => {
  const draft = readBody(body, conversationSchema);
  if (!draft || (draft.dialPlan ?? draft.dialPlanUrl) === undefined) {
    return refusal('400013000', 'from, to, and dialPlan or dialPlanUrl are needed.');
  }
  const { from, to, dialPlanUrl, dialPlan } = draft;
  const [number = ''] = Object.values(to);
  const refused =
    ('sip' in to ? undefined : refuseNumbers('Conversation', [number])) ?? world.account.charge('Voice');
  if (refused) return refused;
  const text = dialPlanUrl ?? JSON.stringify(dialPlan);
  return ok(conversation(queue({ service: 'Voice', from, to: number, text }, world)));
};

const trackViber: Operation = ({ variables: [id = ''] }, world) => {
  const message = world.messages.get(id);
  return message?.service === 'Viber'
    ? ok({ trackingId: id, ...tracking(message, world.now()) })
    : refusal('404019006', 'viberTracking was not found.');
};

/** Answers with something of a call. */
const ofCall =
  (show: (call: Message, now: number, query: URLSearchParams) => object): Operation =>
  ({ variables: [id = ''], query }, world) => {
    const call = world.messages.get(id);
    return call?.service === 'Voice'
      ? ok(show(call, world.now(), query))
      : refusal('404013000', 'Voice tracking not found.');
  };

const trackCampaign: Operation = ({ variables: [id = ''], query }, world) => {
  const campaign = world.campaigns.get(id);
  if (campaign?.service !== 'Voice') return refusal('404009001', 'Campaign not found.');
  const calls = messagesOf(campaign, world).map((call) => voiceTracking(call, world.now()));
  return ok(pageOf(calls, query));
};

function queue(
  draft: Pick<Message, 'service' | 'from' | 'to' | 'text'> & Partial<Pick<Message, 'label' | 'campaign'>>,
  world: World,
): Message {
  const startsAt = draft.campaign?.startsAt ?? world.now();
  const id = crypto.randomUUID();
  const message = { label: undefined, campaign: undefined, ...draft, id, partIds: [], startsAt };
  world.messages.set(id, message);
  return message;
}

function conversation({ id, from, to, startsAt }: Message): object {
  return { trackingId: id, direction: 'Outbound', from, to: { phone: to }, createdAt: isoDate(startsAt) };
}

function voiceTracking(call: Message, now: number): object {
  const { isFinal, latency } = deliveryAt(call, STATES.Voice, now);
  return {
    ...{ messageId: call.id, conversationTrackingId: call.id, campaignTrackingId: call.campaign?.id },
    ...tracking(call, now),
    ...{
      duration: isFinal && latency !== undefined ? latency / 1000 : 0,
      chargeInterval: 60,
      recordings: [],
    },
  };
}

function tracking(message: Message, now: number): object {
  const { service, from, to, text, label, campaign } = message;
  const { state, date, reason } = deliveryAt(message, STATES[service], now);
  return {
    ...{ from, to, label, message: text, country: countryOf(to)?.code, campaign: campaign?.name },
    status: { status: state, date, reason },
    ...{ applicationName: 'Sandbox', originatingService: service, direction: 'Outbound' },
    price: priceOf(service),
  };
}

export const channelOperations: Operations = {
  'viber.send': sendViber,
  'viber.track': trackViber,
  'voice.campaign': callMany,
  'voice.conversation': converse,
  'voice.getConversation': ofCall(conversation),
  'voice.track': ofCall(voiceTracking),
  'voice.trackCampaign': trackCampaign,
  'voice.trackConversation': ofCall((call, now, query) => pageOf([voiceTracking(call, now)], query)),
};
