import * as z from 'zod/mini';

import { priceOf } from './account.ts';
import { ok, refusal } from './answer.ts';
import { cancelCampaign, recipientsAnalysis } from './campaigns.ts';
import { queue, sendMany, trackCampaign, tracking } from './channelMessages.ts';
import { deliveryAt, isoDate, STATES } from './delivery.ts';
import { found, pageOf } from './page.ts';
import { type Message, type Operation, type Operations, readBody, refuseNumbers } from './world.ts';

const speech = z.object({ text: z.string() });
const campaignSchema = z.object({
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

const callMany: Operation = ({ body }, world) => {
  const draft = readBody(body, campaignSchema);
  const text = draft?.message?.text ?? draft?.fileURL;
  if (!draft || text === undefined)
    return refusal('400013000', 'from, to, and message or fileURL are needed.');
  const { name, from, to, scheduledDate } = draft;
  return sendMany('Voice', { name, from, to, text }, scheduledDate, world);
};

/** Recipients and cost of a campaign of calls. */
const analyzeCalls: Operation = ({ body }) => {
  const draft = readBody(body, campaignSchema);
  if (!draft) return refusal('400013000', 'from and to are needed.');
  return (
    refuseNumbers('VoiceCampaign', draft.to) ??
    ok({ ...recipientsAnalysis(draft.to), cost: priceOf('Voice', draft.to.length) })
  );
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

/** Answers with something of a call. */
const ofCall =
  (show: (call: Message, now: number, query: URLSearchParams) => object): Operation =>
  ({ variables: [id = ''], query }, world) => {
    const call = world.messages.get(id);
    return call?.service === 'Voice'
      ? ok(show(call, world.now(), query))
      : refusal('404013000', 'Voice tracking not found.');
  };

const searchCalls: Operation = (call, world) => {
  const now = world.now();
  const calls = world.messages.values.filter(({ service }) => service === 'Voice');
  const shown = found(calls, call, (one) => [voiceTracking(one, now)]);
  return ok(pageOf(shown, call.query));
};

/** A file of sound in which nothing is said: a head of 44 bytes, mono, 8 bits, 8 kHz. */
const recording: Operation = () => ({
  status: 200,
  headers: { 'content-type': 'audio/wav' },
  body: 'RIFF$\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0@\x1f\0\0@\x1f\0\0\x01\0\b\0data\0\0\0\0',
  note: 'ok',
});

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

export const voiceOperations: Operations = {
  'voice.campaign': callMany,
  'voice.analyze': analyzeCalls,
  'voice.cancelCampaign': cancelCampaign('Voice'),
  'voice.conversation': converse,
  'voice.getConversation': ofCall(conversation),
  'voice.track': ofCall(voiceTracking),
  'voice.trackCampaign': trackCampaign('Voice', voiceTracking),
  'voice.trackConversation': ofCall((call, now, query) => pageOf([voiceTracking(call, now)], query)),
  'voice.search': searchCalls,
  'voice.recording': recording,
};
