import {
  choice,
  date,
  EXAMPLE,
  flag,
  list,
  members,
  number,
  object,
  phone,
  text,
  whole,
  type Members,
  type Schema,
} from '../schema.ts';
import { product } from '../resource.ts';
import {
  callback,
  callbackUrl,
  callee,
  dialPlan,
  filters,
  label,
  machineDetection,
  paging,
  restrictions,
  sender,
  transcode,
  urlShortener,
} from './shared.ts';
import { TEMPLATE, viberMessage } from './viberResources.ts';

const SENDER_NOTE = '"senderInfoTrackingId" is shown with the application in Routee\'s portal.';
const SENDER_ID = 'SENDER_INFO_TRACKING_ID';

const statuses = (...values: string[]): Schema =>
  list(
    choice(values, 'State of a message.', { anyCase: true }),
    'States after which the next step is taken.',
    // Routee's newest page makes it an array, an older one a text with commas.
    { example: values },
  );

/** The members of a step by SMS, by Viber and by voice. */
const SMS: Members = {
  'from!': sender(),
  'to!': phone(),
  'ttl+': whole('Time until the next step; 1200 without it.', {
    min: 1,
    max: 1440,
    unit: 'min',
    example: 30,
  }),
  'message!': object('Text message.', {
    'body!': text('Text of the message.', { min: 1, example: 'Hello from Routee' }),
    flash: flag('Shows it at once on the screen, and does not keep it.', false),
    label: label(),
    transcode: transcode(),
  }),
  failoverOnStatuses: statuses('Undelivered', 'Failed'),
  urlShortener: urlShortener(),
  restrictions: restrictions(),
};
const VIBER_STEP: Members = {
  'senderInfoTrackingId!': text('Viber sender, from the portal.'),
  'to!': phone(),
  'ttl+': number('Time until the next step; 10 without it.', {
    min: 0.5,
    max: 1440,
    unit: 'min',
    example: 10,
  }),
  expireOnDelivery: flag('Goes on when the message was delivered but not seen in time.', false),
  failoverOnStatuses: statuses('Expired', 'Failed', 'Undelivered'),
  inboundUrl: callbackUrl('viber.inbound', 'Address of your server that gets the answers of recipients.'),
};
const VIBER: Members = {
  ...VIBER_STEP,
  'message!': viberMessage('imageUrl', 'fileUrl', 'videoUrl'),
  label: label(),
};
const VOICE: Members = {
  'from!': text('Sender: a number; letters are not shown by all networks.', { example: EXAMPLE.otherMobile }),
  'to!': callee(),
  // Routee's how-to spells it so, its list of parameters "dialplan", its answers "dialPlans".
  'dialPlan+': dialPlan(['SAY', 'PLAY']),
  machineDetection: machineDetection(),
  failoverOnStatuses: statuses('Busy', 'NoAnswer', 'Completed', 'Failed', 'Unsent', 'Terminated'),
};

const order = whole('Place of the step, from 1; each once.', { min: 1 });
const flow = (viber: Members, example: Schema['example']): Schema =>
  list(
    object(
      'One step.',
      {
        'type!': choice(['Viber', 'Sms', 'Voice'], 'Channel of the step.'),
        'order+': order,
      },
      { variants: { Viber: members(viber), Sms: members(SMS), Voice: members(VOICE) } },
    ),
    'Steps; the next one is taken when one fails.',
    { min: 1, ...(example === undefined ? {} : { example }) },
  );
const SMS_STEP = {
  type: 'Sms',
  from: EXAMPLE.sender,
  to: EXAMPLE.mobile,
  ttl: 30,
  order: 2,
  message: { body: 'Hello from Routee' },
};
const reports = callback(
  'failover.status',
  ['OnStep', 'OnCompletion'],
  'Reports the state of the flow to your server, at every step or at the end.',
);

export const failoverResources = product('Failover', 'failover', [
  {
    id: 'failover.send',
    word: 'routee-failover',
    title: 'Send a message with failover',
    purpose: 'one channel after the other',
    request: 'POST /failover',
    effect: 'costs',
    docs: 'send-a-failover-message',
    trackedBy: 'failover.track',
    body: {
      'flow!': flow(VIBER, [
        {
          type: 'Viber',
          senderInfoTrackingId: SENDER_ID,
          to: EXAMPLE.mobile,
          ttl: 10,
          order: 1,
          message: { text: 'Hello from Routee' },
          failoverOnStatuses: ['Expired', 'Failed', 'Undelivered'],
        },
        SMS_STEP,
      ]),
      callback: reports,
    },
    notes: [SENDER_NOTE, "Template fields aren't accepted here."],
  },
  {
    id: 'failover.sendTemplate',
    title: 'Send a Viber template with failover',
    purpose: 'transactional message, then another channel',
    request: 'POST /failover/transactional',
    effect: 'costs',
    docs: 'send-a-transactional-failover-message',
    trackedBy: 'failover.track',
    body: {
      'flow!': flow({ ...VIBER_STEP, 'order!': order, ...TEMPLATE }, [
        {
          type: 'Viber',
          senderInfoTrackingId: SENDER_ID,
          to: EXAMPLE.mobile,
          ttl: 10,
          order: 1,
          templateId: 'TEMPLATE_ID',
          templateLang: 'en',
          templateParams: { pin: '0000' },
        },
        SMS_STEP,
      ]),
      callback: reports,
    },
    notes: [SENDER_NOTE],
  },
  {
    id: 'failover.track',
    title: 'Track a message with failover',
    purpose: 'which channel delivered it',
    request: 'GET /failover/tracking/{trackingId}',
    docs: 'retrieve-failover-trackings',
    path: { trackingId: 'Tracking id of the flow.' },
  },
  {
    id: 'failover.search',
    title: 'Search messages with failover',
    purpose: 'by channel, number or status',
    request: 'POST /failover/tracking',
    effect: 'free',
    docs: 'track-multiple-failovers-with-filters-for-a-specific-time-range',
    query: {
      'dateStart+': date('Start of the period.'),
      'dateEnd+': date('End of the period.', { example: EXAMPLE.to }),
      ...paging(10),
    },
    body: filters(['to', 'type', 'status', 'terminationChannel', 'flowKind'], EXAMPLE.mobile),
  },
]);
