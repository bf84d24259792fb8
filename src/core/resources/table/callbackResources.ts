import { product } from '../resource.ts';
import { EXAMPLE, map, type JsonValue } from '../schema.ts';

const AT = EXAMPLE.from;
const ID = '00000000-0000-0000-0000-000000000001';
const OTHER_ID = '00000000-0000-0000-0000-000000000002';
const TEXT = 'Hello from Routee';
const status = (name: string, detailedStatus = name): JsonValue => ({
  name,
  reason: { detailedStatus, description: 'The message was delivered to its recipient.' },
  updatedDate: AT,
});

const SMS = {
  messageId: ID,
  smsId: OTHER_ID,
  campaignTrackingId: '',
  part: 1,
  parts: 1,
  label: 'test',
  to: EXAMPLE.mobile,
  from: EXAMPLE.sender,
  country: 'GR',
  operator: 'Operator',
  groups: ['Customers'],
  campaignName: '',
  status: status('Delivered'),
  message: TEXT,
  applicationName: 'Application',
  latency: 2,
  price: 0.03,
  direction: 'Outbound',
  originatingService: 'Sms',
} as const;
const INBOUND = {
  messageId: ID,
  from: EXAMPLE.mobile,
  to: EXAMPLE.otherMobile,
  message: TEXT,
  parts: 1,
  originatingService: 'Sms',
  direction: 'Inbound',
  receivedDate: AT,
} as const;

/** A request that Routee posts, with every member that its pages name and fictitious values. */
const row = (id: string, title: string, purpose: string, docs: string, payload: JsonValue) =>
  ({
    id,
    title,
    purpose,
    request: `POST /${id.replace('.', '/')}`,
    effect: 'free',
    isPublic: true,
    docs: `docs/${docs}`,
    body: map('What Routee posts.', { example: payload }),
    notes: ['Sent to your own server without a token. Change the address.'],
  }) as const;

/**
 * Requests that Routee sends to a server of the user's: each by the id that {@link Schema.callback} names. Others that it
 * sends have no page that shows them.
 */
export const CALLBACKS = product('Callbacks', undefined, [
  row('sms.status', 'Delivery of an SMS', 'posted when the state of a message changes', 'callbacks', SMS),
  row('sms.campaign', 'Progress of an SMS campaign', 'posted while a campaign is sent', 'callbacks', {
    trackingId: ID,
    name: 'Welcome',
    totalRecipients: 2,
    campaignStatus: 'Finished',
    messageStatuses: { Delivered: 2 },
    callbackInfo: { url: EXAMPLE.callback, strategy: 'OnChange' },
  }),
  row(
    'sms.inbound',
    'Incoming SMS',
    'posted when someone writes to your number',
    'inbound-messages-mo',
    INBOUND,
  ),
  row(
    'pool.status',
    'Delivery of an SMS from a pool',
    'posted when the state of a message changes',
    'pools-callback-url-webhook',
    { ...SMS, poolName: 'Support', poolId: ID, poolStrategy: 'Numeric' },
  ),
  row(
    'pool.inbound',
    'Incoming SMS to a pool',
    'posted when someone writes to your number',
    'pools-callback-url-webhook',
    { ...INBOUND, price: 0.01 },
  ),
  row(
    'viber.status',
    'Delivery of a Viber message',
    'posted when the state of a message changes',
    'viber-callback',
    {
      trackingId: ID,
      campaignTrackingId: OTHER_ID,
      to: EXAMPLE.mobile,
      from: EXAMPLE.sender,
      groups: ['Customers'],
      country: 'GR',
      status: status('Delivered'),
      body: {
        text: TEXT,
        imageURL: 'https://example.com/image.png',
        viberAction: { caption: 'Open', targetUrl: 'https://example.com/' },
      },
      ttl: 86_400,
      label: 'test',
      inboundUrl: EXAMPLE.callback,
      applicationName: 'Application',
      price: 0.01,
      direction: 'Outbound',
      originatingService: 'Viber',
      createdAt: AT,
    },
  ),
  row('viber.inbound', 'Incoming Viber message', 'posted when someone answers', 'viber-inbound-messages', {
    from: EXAMPLE.mobile,
    to: EXAMPLE.sender,
    message: TEXT,
    sentDate: AT,
    campaignName: 'Welcome',
    campaignTrackingId: ID,
    referenceTrackingId: OTHER_ID,
    direction: 'Inbound',
    media: 'https://example.com/image.png',
    filename: 'image.png',
    label: 'test',
  }),
  row(
    'failover.status',
    'State of a message with failover',
    'posted at every step or at the end',
    'failover-callbacks',
    {
      trackingId: ID,
      messages: [
        {
          type: 'Sms',
          messageId: OTHER_ID,
          smsId: OTHER_ID,
          to: EXAMPLE.mobile,
          from: EXAMPLE.sender,
          country: 'GR',
          operator: 'Operator',
          ttl: 30,
          status: status('Delivered'),
          body: TEXT,
          price: 0.03,
          label: 'test',
          order: 1,
          part: 1,
          parts: 1,
          latency: 2,
          failoverOnStatuses: ['Undelivered', 'Failed'],
          createdAt: AT,
        },
      ],
      terminationChannel: 'Sms',
      status: 'Succeeded',
      totalPrice: 0.03,
      originatingService: 'Failover',
      applicationId: 'APPLICATION_ID',
      createdAt: AT,
      updatedAt: AT,
    },
  ),
  row(
    'failoverOtp.status',
    'State of a one-time code with failover',
    'posted at every step or at the end',
    'tracking-deliveries',
    {
      flowId: ID,
      status: 'Succeeded',
      total_cost: 0.03,
      steps: [
        {
          trackingId: OTHER_ID,
          role: 'primary',
          status: 'DELIVERED',
          channel: 'viber',
          phone_number: EXAMPLE.mobile,
          created_at: AT,
          detailed_status: 'Delivered',
          price: 0.03,
        },
      ],
    },
  ),
]);
