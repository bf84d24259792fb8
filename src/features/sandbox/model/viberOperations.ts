import * as z from 'zod/mini';

import { ok, refusal } from './answer.ts';
import { cancelCampaign } from './campaigns.ts';
import { queue, sendMany, trackCampaign, tracking } from './channelMessages.ts';
import { isoDate, STATES } from './delivery.ts';
import { type Message, type Operation, type Operations, readBody, refuseNumbers } from './world.ts';

const messageSchema = z.object({
  senderInfoTrackingId: z.string(),
  to: z.string(),
  body: z.optional(z.object({ text: z.string() })),
  templateId: z.optional(z.string()),
  label: z.optional(z.string()),
});
const campaignSchema = z.object({
  senderInfoTrackingId: z.string(),
  to: z.array(z.string()).check(z.minLength(1), z.maxLength(1000)),
  campaignName: z.optional(z.string()),
  body: z.object({ text: z.string() }),
  scheduledDate: z.optional(z.string()),
});

/** Sends a text, or a template in its place. */
const send =
  (content: 'body' | 'templateId'): Operation =>
  ({ body }, world) => {
    const draft = readBody(body, messageSchema);
    const text = content === 'body' ? draft?.body?.text : draft?.templateId;
    if (!draft || text === undefined) {
      return refusal('400019000', `senderInfoTrackingId, to and ${content} are needed.`);
    }
    const { to, senderInfoTrackingId, label } = draft;
    const refused = refuseNumbers('ViberTracking', [to]) ?? world.account.charge('Viber');
    if (refused) return refused;
    const { id, startsAt } = queue({ service: 'Viber', from: 'Sandbox', to, text, label }, world);
    return ok({
      ...{ trackingId: id, status: STATES.Viber.queued, createdAt: isoDate(startsAt) },
      ...{ senderInfoTrackingId, to, [content]: draft[content], label },
    });
  };

const sendCampaign: Operation = ({ body }, world) => {
  const draft = readBody(body, campaignSchema);
  if (!draft) return refusal('400019000', 'senderInfoTrackingId, to and body are needed.');
  const { campaignName: name, to, body: message, scheduledDate } = draft;
  return sendMany('Viber', { name, from: 'Sandbox', to, text: message.text }, scheduledDate, world);
};

const track: Operation = ({ variables: [id = ''] }, world) => {
  const message = world.messages.get(id);
  return message?.service === 'Viber'
    ? ok(shown(message, world.now()))
    : refusal('404019006', 'viberTracking was not found.');
};

const shown = (message: Message, now: number): object => ({
  trackingId: message.id,
  ...tracking(message, now),
});

export const viberOperations: Operations = {
  'viber.send': send('body'),
  'viber.sendTemplate': send('templateId'),
  'viber.otp': send('templateId'),
  'viber.campaign': sendCampaign,
  'viber.cancelCampaign': cancelCampaign('Viber'),
  'viber.track': track,
  'viber.trackCampaign': trackCampaign('Viber', shown),
};
