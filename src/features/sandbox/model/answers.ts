import { RESOURCES } from '../../../core/resources/resources.ts';
import { EXAMPLE } from '../../../core/resources/schema.ts';
import { TOP_UP } from './account.ts';
import { pageOf } from './page.ts';
import { NETWORK } from './phoneNumber.ts';
import type { Given } from './world.ts';

/** A request that fits the catalogue. */
interface Asked {
  /** The variables of the path. */
  readonly given: Readonly<Record<string, string>>;
  /** The members of the body. */
  readonly members: Given;
  /** A body that is an array. */
  readonly list: unknown;
  readonly query: URLSearchParams;
  readonly now: string;
  readonly newId: () => string;
}

type Shape = (asked: Asked) => object;

/** The example of a body in the catalogue. */
const example = (id: string): object =>
  Object(RESOURCES.find((resource) => resource.id === id)?.json) as object;

/** Something as it is read: what the catalogue creates it of, what Routee adds, and what was given. */
const thing =
  (creator: string, added: (asked: Asked) => object): Shape =>
  (asked) => ({ ...example(creator), ...asked.members, ...added(asked) });
const page =
  (item: Shape): Shape =>
  (asked) =>
    pageOf([item({ ...asked, members: {} })], asked.query);
const all =
  (item: Shape): Shape =>
  (asked) => [item({ ...asked, members: {} })];
const whatWasListed: Shape = ({ list }) => (Array.isArray(list) ? (list as unknown[]) : []);

const contact = thing('contacts.create', ({ given, newId }) => ({
  ...{ id: given['contactId'] ?? newId(), groups: ['All'], blacklistedServices: [] },
}));
const group = thing('groups.create', ({ given, members }) => ({
  ...{ name: given['groupName'] ?? members['name'] ?? 'Customers', size: 1, groups: undefined },
}));
const pool = thing('pools.create', ({ given, newId, now }) => ({
  ...{ poolId: given['poolId'] ?? newId(), updatedAt: now, totalNumbers: 1 },
}));
const rented = thing('numbers.rent', ({ given, members }) => ({
  msisdn: given['msisdn'] ?? members['msisdn'] ?? NUMBER,
  ...FEATURES,
}));
const NUMBER = '447700900000';
const FEATURES = { country: 'GB', type: 'VLN', services: ['Sms', 'Voice'] };
const forRent: Shape = () => ({ msisdn: NUMBER, ...FEATURES, price: 1 });
const template: Shape = ({ given, members, query, newId }) => ({
  ...{ templateId: given['templateId'] ?? newId(), name: 'Code', languages: ['en'], status: 'Approved' },
  ...{ senderInfoTrackingId: query.get('senderInfoTrackingId') ?? 'SENDER_INFO_TRACKING_ID', ...members },
});
const session: Shape = ({ given, members, now, newId }) => ({
  sessionId: given['sessionId'] ?? newId(),
  phoneNumber: members['phoneNumber'] ?? EXAMPLE.mobile,
  messages: [{ trackingId: newId(), message: 'Hello from Routee', direction: 'Outbound', createdAt: now }],
});
const link = thing('links.shorten', ({ given, now, newId }) => ({
  ...{ trackingId: given['trackingId'] ?? newId(), shortUrl: 'https://example.com/s', createdAt: now },
}));
const click: Shape = ({ now }) => ({ clickedAt: now, country: 'GR', ipAddress: EXAMPLE.ipAddress });
/** Telegram's own words, as its gateway answers. */
const telegram: Shape = ({ members, now, newId }) => ({
  request_id: members['request_id'] ?? newId(),
  ...{ phone_number: members['phone_number'] ?? EXAMPLE.mobile, request_cost: 0, remaining_balance: TOP_UP },
  delivery_status: { status: 'delivered', updated_at: now },
  ...('code' in members && { verification_status: { status: 'code_valid', updated_at: now } }),
});

/** Nothing was sent in the period of a report, but for one message. */
const row = (more: object): Shape => {
  return ({ query }) => ({
    startDateTime: query.get('startDate') ?? query.get('offset') ?? EXAMPLE.from,
    timeGrouping: 'Month',
    count: 1,
    ...more,
  });
};
const volume = all(row({ price: 0.045, deliveredCount: 1, undeliveredCount: 0, queuedCount: 0 }));
const times = all(row({ averageLatency: 3, minLatency: 3, maxLatency: 3 }));
const charged: Shape = (asked) => ({
  totals: { timeGrouping: 'Month', totalCount: 1, totalPrice: 0.005, totalFailed: 0 },
  details: all(row({ price: 0.005, failedCount: 0 }))(asked),
});
const verifications: Shape = ({ given }) => ({
  ...{
    applicationId: given['appId'],
    total: 1,
    verified: 1,
    pending: 0,
    failed: 0,
    cancelled: 0,
    expired: 0,
  },
});
const allowed: Shape = () => example('security.setWhitelist');

/** Answers of the resources that the sandbox does not play, by id: facts of Routee's pages, with fictitious values. */
export const ANSWERS: Readonly<Record<string, Shape>> = {
  '2step.reports': verifications,
  '2step.applicationReports': verifications,
  'failoverOtp.templates': () => [{ templateId: 'TEMPLATE_ID', templateType: 'basic', languages: ['en'] }],
  'viber.templates': all(template),
  'viber.createTemplate': template,
  'viber.updateTemplate': template,
  // The number in the body is the one that is asked about.
  'viber.sessions': (asked) => pageOf([session(asked)], asked.query),
  'viber.session': session,
  'email.domains': () => [
    {
      domain: 'example.com',
      status: 'Verified',
      senders: [{ address: 'sender@example.com', status: 'Verified' }],
    },
  ],
  'telegram.send': telegram,
  'telegram.canSend': telegram,
  'telegram.status': telegram,
  'telegram.revoke': telegram,
  'links.shorten': link,
  'links.domains': () => ['example.com'],
  'links.get': link,
  'links.clicks': page(click),
  'numbers.available': page(forRent),
  'numbers.search': page(forRent),
  'numbers.list': page(rented),
  'numbers.rent': rented,
  'numbers.update': rented,
  'pools.list': all(pool),
  'pools.create': pool,
  'pools.get': pool,
  'pools.update': pool,
  'pools.numbers': all(rented),
  'contacts.list': page(contact),
  'contacts.create': contact,
  'contacts.get': contact,
  'contacts.update': contact,
  'contacts.labels': () => ({
    defaultLabels: ['firstName', 'lastName', 'mobile'].map((name) => ({ name, type: 'Text' })),
    customLabels: example('contacts.createLabels'),
  }),
  'contacts.createLabels': whatWasListed,
  'blacklist.list': all(contact),
  'blacklist.add': whatWasListed,
  'groups.list': all(group),
  'groups.page': page(group),
  'groups.get': group,
  'groups.create': group,
  'groups.merge': group,
  'groups.difference': group,
  'groups.contacts': page(contact),
  'groups.addContacts': whatWasListed,
  'reports.volume': volume,
  'reports.volumeOfCountry': volume,
  'reports.volumeOfNetwork': volume,
  'reports.volumeOfCampaign': volume,
  'reports.lookups': charged,
  'reports.validations': charged,
  'reports.time': times,
  'reports.timeOfCountry': times,
  'reports.timeOfNetwork': times,
  'reports.timeOfCampaign': times,
  'reports.latency': times,
  'reports.latencyOfCountry': times,
  'reports.latencyOfNetwork': times,
  'reports.latencyOfCampaign': times,
  'url.analyze': ({ members }) => ({ ...members, country: 'GR', network: NETWORK.name, isSuspicious: false }),
  'security.whitelist': allowed,
};
