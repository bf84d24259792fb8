import * as z from 'zod/mini';

import { priceOf } from './account.ts';
import { ok, refusal } from './answer.ts';
import { callbackSchema } from './callbacks.ts';
import {
  campaignAnalysis,
  campaignDetails,
  campaignNotFound,
  cancelCampaign,
  forgetCampaign,
  messagesOf,
  scheduledCampaign,
  startCampaign,
} from './campaigns.ts';
import { isoDate, STATES } from './delivery.ts';
import { found, pageOf } from './page.ts';
import { COUNTRIES } from './phoneNumber.ts';
import { analyzeSms } from './smsAnalysis.ts';
import { queueSms, smsTracking } from './smsMessages.ts';
import { type Operation, type Operations, readBody, readObject, refuseNumbers } from './world.ts';

/** The count of parts is one byte, and a part has at most 153 characters. */
const MOST_PARTS = 255;
const MOST_CHARACTERS = MOST_PARTS * 153;

const common = {
  body: z.string().check(
    z.minLength(1),
    z.refine((text) => text.length <= MOST_CHARACTERS && analyzeSms(text).parts <= MOST_PARTS),
  ),
  /** A number without its plus sign, or a name. */
  from: z.string().check(z.regex(/^(?:\d{1,16}|.{1,11})$/u)),
  label: z.optional(z.string().check(z.maxLength(350))),
  flash: z.optional(z.boolean()),
  callback: z.optional(callbackSchema),
};
const smsSchema = z.object({ ...common, to: z.string().check(z.minLength(1)) });
const campaignSchema = z.object({
  ...common,
  to: z.array(z.string()).check(z.minLength(1), z.maxLength(30_000)),
  campaignName: z.optional(z.string()),
  scheduledDate: z.optional(z.string()),
});

const invalidSms = () =>
  refusal(
    '400005000',
    'Validation failed: body, to and from are needed, and from has at most 11 characters, or 16 digits',
  );

const send: Operation = ({ body }, world) => {
  const sms = readBody(body, smsSchema);
  if (!sms) return invalidSms();
  const bodyAnalysis = analyzeSms(sms.body);
  const refused = refuseNumbers('SmsTracking', [sms.to]) ?? world.account.charge('Sms', bodyAnalysis.parts);
  if (refused) return refused;
  const { id, startsAt } = queueSms(sms, undefined, world);
  return ok({
    trackingId: id,
    createdAt: isoDate(startsAt),
    from: sms.from,
    to: sms.to,
    body: sms.body,
    status: STATES.Sms.queued,
    bodyAnalysis,
    flash: sms.flash ?? false,
    label: sms.label,
    callback: sms.callback,
  });
};

/** The pool chooses the sender. */
const sendFromPool: Operation = (call, world) => {
  const body = JSON.stringify({ ...readObject(call.body), from: 'Sandbox' });
  return send({ ...call, body }, world);
};

const analyze: Operation = ({ body }) => {
  const sms = readBody(body, smsSchema);
  if (!sms) return invalidSms();
  const bodyAnalysis = analyzeSms(sms.body);
  const cost = priceOf('Sms', bodyAnalysis.parts);
  return refuseNumbers('SmsTracking', [sms.to]) ?? ok({ bodyAnalysis, cost });
};

const sendCampaign: Operation = ({ body, variables: [id] }, world) => {
  const sms = readBody(body, campaignSchema);
  if (!sms) return invalidSms();
  const pieces = analyzeSms(sms.body).parts * sms.to.length;
  const refused = refuseNumbers('SmsCampaign', sms.to) ?? world.account.charge('Sms', pieces);
  if (refused) return refused;
  const { campaignName: name, from, to: numbers, body: text } = sms;
  const campaign = startCampaign('Sms', { name, from, to: numbers, text }, sms.scheduledDate, world, id);
  for (const to of numbers) queueSms({ ...sms, to }, campaign, world);
  return ok(campaignDetails(campaign, world));
};

/** Puts another campaign in the place of one that has not begun. */
const updateCampaign: Operation = (call, world) => {
  const before = scheduledCampaign(call.variables[0], 'Sms', world);
  if (!before) return campaignNotFound();
  if (!readBody(call.body, campaignSchema)) return invalidSms();
  forgetCampaign(before, world);
  return sendCampaign(call, world);
};

const quietHours: Operation = ({ variables: [language = 'en'] }) => {
  const names = new Intl.DisplayNames(/^[a-z]{2}$/.test(language) ? language : 'en', { type: 'region' });
  return ok(COUNTRIES.map(({ code }) => ({ code, name: names.of(code) })));
};

const analyzeCampaign: Operation = ({ body }) => {
  const sms = readBody(body, campaignSchema);
  if (!sms) return invalidSms();
  return refuseNumbers('SmsCampaign', sms.to) ?? ok(campaignAnalysis(sms.body, sms.to));
};

const track: Operation = ({ variables: [id = ''] }, world) => {
  const message = world.messages.get(id);
  return message?.service === 'Sms'
    ? ok(smsTracking(message, world.now()))
    : refusal('404005000', 'Tracking not found.');
};

const trackCampaign: Operation = ({ variables: [id = ''], query }, world) => {
  const campaign = world.campaigns.get(id);
  if (!campaign) return campaignNotFound();
  const now = world.now();
  const parts = messagesOf(campaign, world).flatMap((message) => smsTracking(message, now));
  return ok(pageOf(parts, query));
};

const search: Operation = (call, world) => {
  const now = world.now();
  const messages = world.messages.values.filter(({ service }) => service === 'Sms');
  return ok(
    pageOf(
      found(messages, call, (message) => smsTracking(message, now)),
      call.query,
    ),
  );
};

const getCampaign: Operation = ({ variables: [id = ''] }, world) => {
  const campaign = world.campaigns.get(id);
  return campaign ? ok(campaignDetails(campaign, world)) : campaignNotFound();
};

export const smsOperations: Operations = {
  'sms.send': send,
  'sms.analyze': analyze,
  'sms.campaign': sendCampaign,
  'sms.analyzeCampaign': analyzeCampaign,
  'sms.updateCampaign': updateCampaign,
  'sms.cancelCampaign': cancelCampaign('Sms'),
  'sms.track': track,
  'sms.trackCampaign': trackCampaign,
  'sms.search': search,
  'sms.campaignDetails': getCampaign,
  'sms.quietHours': quietHours,
  'pools.sendSms': sendFromPool,
};
