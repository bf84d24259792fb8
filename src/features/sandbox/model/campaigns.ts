import { type Answer, ok, refusal } from './answer.ts';
import { deliveryAt, isoDate, STATES } from './delivery.ts';
import { countryOf } from './phoneNumber.ts';
import { analyzeSms } from './smsAnalysis.ts';
import type { Campaign, Message, Operation, World } from './world.ts';

/** Begins a campaign, at its date when that is still to come. */
export function startCampaign(
  service: Message['service'],
  draft: Pick<Campaign, 'name' | 'from' | 'to' | 'text'>,
  scheduledDate: string | undefined,
  world: World,
  id: string = crypto.randomUUID(),
): Campaign {
  const createdAt = world.now();
  const scheduledAt = Date.parse(scheduledDate ?? '');
  const startsAt = scheduledAt > createdAt ? scheduledAt : createdAt;
  const campaign = { ...draft, id, service, createdAt, startsAt };
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
    body: service === 'Viber' ? { text } : text,
    statuses: Object.fromEntries([...states].map(([state, ofState]) => [state, ofState.length])),
    smsAnalysis: service === 'Sms' ? campaignAnalysis(text, to) : undefined,
  };
}

export const campaignNotFound = (): Answer => refusal('404009001', 'Campaign not found.');

/** A campaign that has not begun; `undefined` for any other. */
export function scheduledCampaign(
  id: string | undefined,
  service: Message['service'],
  { campaigns, now }: World,
): Campaign | undefined {
  const campaign = campaigns.get(id ?? '');
  return campaign?.service === service && campaign.startsAt > now() ? campaign : undefined;
}

/** Takes back a campaign that has not begun. */
export const cancelCampaign =
  (service: Message['service']): Operation =>
  ({ variables: [id] }, world) => {
    const campaign = scheduledCampaign(id, service, world);
    if (!campaign) return campaignNotFound();
    forgetCampaign(campaign, world);
    return ok(undefined);
  };

export function forgetCampaign(campaign: Campaign, world: World): void {
  for (const message of messagesOf(campaign, world)) world.messages.delete(message.id);
  world.campaigns.delete(campaign.id);
}

/** Parts and recipients per country of an SMS campaign. */
export function campaignAnalysis(text: string, to: readonly string[]): object {
  return { bodyAnalysis: analyzeSms(text), ...recipientsAnalysis(to) };
}

export function recipientsAnalysis(to: readonly string[]): object {
  const countries = to.map((number) => [number, countryOf(number)?.code ?? 'unknown'] as const);
  const perCountry = Map.groupBy(countries, ([, country]) => country);
  return {
    numberOfRecipients: to.length,
    recipientCountries: Object.fromEntries(countries),
    recipientsPerCountry: Object.fromEntries([...perCountry].map(([country, all]) => [country, all.length])),
    recipientsPerGroup: {},
    contacts: {},
    totalInGroups: 0,
  };
}
