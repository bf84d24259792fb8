import { deliveryAt, isoDate, STATES } from './delivery.ts';
import { countryOf } from './phoneNumber.ts';
import { analyzeSms } from './smsAnalysis.ts';
import type { Campaign, Message, World } from './world.ts';

/** Begins a campaign, at its date when that is still to come. */
export function startCampaign(
  service: Message['service'],
  draft: Pick<Campaign, 'name' | 'from' | 'to' | 'text'>,
  scheduledDate: string | undefined,
  world: World,
): Campaign {
  const createdAt = world.now();
  const scheduledAt = Date.parse(scheduledDate ?? '');
  const startsAt = scheduledAt > createdAt ? scheduledAt : createdAt;
  const campaign = { ...draft, id: crypto.randomUUID(), service, createdAt, startsAt };
  world.campaigns.set(campaign.id, campaign);
  return campaign;
}

export function messagesOf(campaign: Campaign, world: World): readonly Message[] {
  return world.messages.values.filter((message) => message.campaign?.id === campaign.id);
}

/** A campaign, with the number of its messages in each state. */
export function campaignDetails(campaign: Campaign, world: World): object {
  const { id, service, name, from, to, text, createdAt, startsAt } = campaign;
  const now = world.now();
  const deliveries = messagesOf(campaign, world).map((message) => deliveryAt(message, STATES[service], now));
  const states = Map.groupBy(deliveries, ({ state }) => state);
  const isDone = deliveries.every(({ isFinal }) => isFinal);
  return {
    trackingId: id,
    type: service,
    state: startsAt > now ? 'Scheduled' : isDone ? 'Finished' : 'Running',
    createdAt: isoDate(createdAt),
    scheduledDate: isoDate(startsAt),
    campaignName: name,
    from,
    to,
    body: text,
    statuses: Object.fromEntries([...states].map(([state, ofState]) => [state, ofState.length])),
    smsAnalysis: service === 'Sms' ? campaignAnalysis(text, to) : undefined,
  };
}

/** Parts and recipients per country of an SMS campaign. */
export function campaignAnalysis(text: string, to: readonly string[]): object {
  const countries = to.map((number) => [number, countryOf(number)?.code ?? 'unknown'] as const);
  const perCountry = Map.groupBy(countries, ([, country]) => country);
  return {
    bodyAnalysis: analyzeSms(text),
    numberOfRecipients: to.length,
    recipientCountries: Object.fromEntries(countries),
    recipientsPerCountry: Object.fromEntries([...perCountry].map(([country, all]) => [country, all.length])),
    recipientsPerGroup: {},
    contacts: {},
    totalInGroups: 0,
  };
}
