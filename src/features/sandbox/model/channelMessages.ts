import { priceOf } from './account.ts';
import { type Answer, ok } from './answer.ts';
import { campaignDetails, campaignNotFound, messagesOf, startCampaign } from './campaigns.ts';
import { deliveryAt, STATES } from './delivery.ts';
import { pageOf } from './page.ts';
import { countryOf } from './phoneNumber.ts';
import { type Campaign, type Message, type Operation, refuseNumbers, type World } from './world.ts';

/** Takes a message that is paid for. */
export function queue(
  draft: Pick<Message, 'service' | 'from' | 'to' | 'text'> & Partial<Pick<Message, 'label' | 'campaign'>>,
  world: World,
): Message {
  const startsAt = draft.campaign?.startsAt ?? world.now();
  const id = crypto.randomUUID();
  const message = { label: undefined, campaign: undefined, ...draft, id, partIds: [], startsAt };
  world.messages.set(id, message);
  return message;
}

/** Sends one thing to many numbers. */
export function sendMany(
  service: 'Viber' | 'Voice',
  draft: Pick<Campaign, 'name' | 'from' | 'to' | 'text'>,
  scheduledDate: string | undefined,
  world: World,
): Answer {
  const refused =
    refuseNumbers(`${service}Campaign`, draft.to) ?? world.account.charge(service, draft.to.length);
  if (refused) return refused;
  const campaign = startCampaign(service, draft, scheduledDate, world);
  for (const to of draft.to) queue({ ...draft, service, to, campaign }, world);
  return ok(campaignDetails(campaign, world));
}

/** Answers with the messages of a campaign. */
export const trackCampaign =
  (service: Message['service'], show: (message: Message, now: number) => object): Operation =>
  ({ variables: [id = ''], query }, world) => {
    const campaign = world.campaigns.get(id);
    if (campaign?.service !== service) return campaignNotFound();
    const messages = messagesOf(campaign, world).map((message) => show(message, world.now()));
    return ok(pageOf(messages, query));
  };

/** The members that all channels but SMS have. */
export function tracking(message: Message, now: number): object {
  const { service, from, to, text, label, campaign } = message;
  const { state, date, reason } = deliveryAt(message, STATES[service], now);
  return {
    ...{ from, to, label, message: text, country: countryOf(to)?.code, campaign: campaign?.name },
    status: { status: state, date, reason },
    ...{ applicationName: 'Sandbox', originatingService: service, direction: 'Outbound' },
    price: priceOf(service),
  };
}
