import {
  choice,
  date,
  EXAMPLE,
  flag,
  map,
  number,
  object,
  phone,
  text,
  url,
  whole,
  type Members,
  type Schema,
} from '../schema.ts';
import { product } from '../resource.ts';
import {
  callbackUrl,
  campaignName,
  fallbackValues,
  label,
  paging,
  RECIPIENTS,
  recipients,
  scheduled,
  sort,
} from './shared.ts';

const SENDER_NOTE = '"senderInfoTrackingId" is shown with the application in Routee\'s portal.';
const TEMPLATES = 'Since 2026-07-01, transactional messages must use an approved template.';
const TEMPLATE_PAGE = 'viber-transactional-messaging-api-reference';
const CAMPAIGN_ID = 'Tracking id of the campaign.';
const senderId = (): Schema => text('Viber sender, from the portal.');
const https = (about: string, rules: Partial<Schema> = {}): Schema =>
  url(about, { pattern: '^https:', max: 1000, ...rules });

/**
 * A message of Viber. The pages spell the addresses in it differently.
 *
 * @param imageUrl the spelling of `imageURL`; likewise the others
 * @param more further members
 */
export const viberMessage = (
  imageUrl: 'imageURL' | 'imageUrl',
  fileUrl: 'fileURL' | 'fileUrl',
  videoUrl: 'videoURL' | 'videoUrl',
  more: Members = {},
): Schema =>
  object('Message: text, picture, text with a button, picture with text and a button, file or video.', {
    'text+': text('Text of the message; [~label] stands for that label of the contact.', {
      max: 1000,
      example: 'Hello from Routee',
    }),
    [imageUrl]: https('Address of a picture, best below 400 KB.', {
      example: 'https://example.com/image.png',
    }),
    action: object('Button; a text with a picture needs one.', {
      'caption+': text('Text on the button.', { min: 1, max: 30, example: 'Open' }),
      'targetUrl+': url('Address that the button opens.'),
    }),
    viberFile: object('File.', {
      'fileName!': text('Name of the file.', { max: 25, example: 'terms.pdf' }),
      'fileType!': choice(
        '.doc .docx .rtf .dot .dotx .odt .odf .fodt .txt .info .pdf .xps .pdax .eps .xls .xlsx .ods .fods .csv .xlsm .xltx'.split(
          ' ',
        ),
        'Kind of the file.',
        { isOpen: true, example: '.pdf' },
      ),
      [`${fileUrl}!`]: https('Address of the file, best below 600 KB.', {
        example: 'https://example.com/terms.pdf',
      }),
    }),
    viberVideo: object('Video.', {
      [`${videoUrl}!`]: https('Address of the video.', { example: 'https://example.com/video.mp4' }),
      'videoThumbnail!': https('Address of its preview picture.', {
        example: 'https://example.com/video.png',
      }),
      'fileSize!': number('Size of the video.', { min: 0, max: 200, unit: 'MB', example: 1 }),
      'duration!': number('Length of the video.', { min: 0, max: 600, unit: 's', example: 10 }),
    }),
    ...more,
  });

const REST = {
  callbackUrl: callbackUrl('viber.status'),
  inboundUrl: callbackUrl('viber.inbound', 'Address of your server that gets the answers of recipients.'),
  ttl: whole('Time in which delivery is tried; 14 days without it.', {
    min: 30,
    max: 86_400,
    unit: 's',
    example: 86_400,
  }),
  label: label(),
  isSessionMessage: flag('Begins a session, which is billed as one once the recipient answers.', false),
};
/** What names a template and fills it in; also in a step of a failover flow. */
export const TEMPLATE = {
  'templateId!': text('Approved template.'),
  'templateLang!': text('Language of the template.', { example: 'en' }),
  'templateParams+': map('Values of the placeholders of the template; one for codes needs "pin".', {
    example: { pin: '0000' },
  }),
  deliveryScope: choice(['PRIMARY_DEVICE', 'ALL_DEVICES'], 'Devices that get it.', {
    default: 'PRIMARY_DEVICE',
  }),
  seq: text('Id of yours, which the answer repeats.', { example: '1' }),
};

export const viberResources = product('Viber', 'viber', [
  {
    id: 'viber.send',
    word: 'routee-viber',
    title: 'Send a Viber message',
    purpose: 'one message to one number',
    request: 'POST /viber',
    effect: 'costs',
    docs: 'send-a-viber-single-message',
    trackedBy: 'viber.track',
    body: {
      'senderInfoTrackingId!': senderId(),
      'to!': phone(),
      'body+': viberMessage('imageURL', 'fileURL', 'videoURL'),
      ...REST,
    },
    notes: [SENDER_NOTE, TEMPLATES],
  },
  {
    id: 'viber.sendTemplate',
    title: 'Send a Viber message from a template',
    purpose: 'transactional message or one-time code: OTP',
    request: 'POST /viber/transactional/messages',
    effect: 'costs',
    docs: TEMPLATE_PAGE,
    trackedBy: 'viber.track',
    body: {
      'senderInfoTrackingId!': senderId(),
      'to!': phone(),
      ...TEMPLATE,
      callbackUrl: callbackUrl('viber.status'),
      ttl: whole('Time in which delivery is tried.', { min: 1, unit: 's', example: 86_400 }),
      label: label(),
    },
    notes: [SENDER_NOTE],
  },
  {
    id: 'viber.templates',
    title: 'List Viber templates',
    purpose: 'of one sender or of all, with their state',
    request: 'GET /viber/transactional/templates',
    docs: TEMPLATE_PAGE,
    query: { 'senderInfoTrackingId+': text('Only templates of this sender; without it, of all.') },
  },
  {
    id: 'viber.createTemplate',
    title: 'Create a Viber template',
    purpose: 'fixed text with placeholders, approved by Viber',
    request: 'POST /viber/transactional/templates',
    effect: 'changes',
    docs: TEMPLATE_PAGE,
    query: { 'senderInfoTrackingId!': text('Sender that the template belongs to.') },
    body: map('Template; its fields are on Routee’s page.', { example: {} }),
    notes: ["Complete the body: Routee's page lists its fields."],
  },
  {
    id: 'viber.updateTemplate',
    title: 'Change the callback of a Viber template',
    purpose: 'where its state is reported',
    request: 'PATCH /viber/transactional/templates/{templateId}',
    effect: 'changes',
    docs: TEMPLATE_PAGE,
    path: { templateId: 'Id of the template.' },
    body: {
      callbackUrl: url('Address that gets the state of the template.', { example: EXAMPLE.callback }),
      lifecycleCallbackUrl: url('Another name of it.', { example: EXAMPLE.callback }),
    },
    oneOf: ['callbackUrl', 'lifecycleCallbackUrl'],
  },
  {
    id: 'viber.deleteTemplate',
    title: 'Delete a Viber template',
    purpose: 'it can no longer be sent',
    request: 'DELETE /viber/transactional/templates/{templateId}',
    effect: 'changes',
    docs: TEMPLATE_PAGE,
    path: { templateId: 'Id of the template.' },
  },
  {
    id: 'viber.campaign',
    title: 'Send a Viber campaign',
    purpose: 'one message to many numbers',
    request: 'POST /viber/campaign',
    effect: 'costs',
    docs: 'send-a-viber-campaign',
    trackedBy: 'viber.trackCampaign',
    body: {
      'senderInfoTrackingId!': senderId(),
      ...recipients(1000),
      'campaignName+': campaignName(),
      'body!': viberMessage('imageURL', 'fileUrl', 'videoURL', { fallbackValues: fallbackValues() }),
      scheduledDate: scheduled(),
      ...REST,
    },
    oneOf: RECIPIENTS,
    notes: [SENDER_NOTE, TEMPLATES],
  },
  {
    id: 'viber.cancelCampaign',
    title: 'Cancel a scheduled Viber campaign',
    purpose: 'delete it before it is sent',
    request: 'DELETE /viber/campaign/{campaignTrackingId}',
    effect: 'changes',
    docs: 'delete-a-scheduled-viber-campaign',
    path: { campaignTrackingId: CAMPAIGN_ID },
  },
  {
    id: 'viber.otp',
    title: 'Send a one-time code by Viber',
    purpose: 'verification message from a template: OTP',
    request: 'POST /viber/otp',
    effect: 'costs',
    docs: 'viber-otp-request',
    trackedBy: 'viber.track',
    replacedBy: 'viber.sendTemplate',
    body: {
      'senderInfoTrackingId!': senderId(),
      // Routee's newest page makes it a text, an older one an array.
      'to!': phone('Mobile number with + and country code (E.164): one, not an array.'),
      'templateId+': text('Template of the code.'),
      'templateLang+': text('Language of the template (ISO 639-1).', { example: 'en' }),
      'templateParams+': map('Values of the placeholders of the template.', { example: { pin: '0000' } }),
      ttl: whole('Time in which delivery is tried.', { min: 1, unit: 's', example: 60 }),
      seq: text('Id of yours, which the answer repeats.', { example: '1' }),
      label: choice(['transactional', 'promotional'], 'Kind of the message.'),
      type: choice(['PRIMARY_ONLY', 'ALL_DEVICE'], 'Devices that get it.'),
    },
    notes: [SENDER_NOTE],
  },
  {
    id: 'viber.track',
    title: 'Track a Viber message',
    purpose: 'delivery state of one message',
    request: 'GET /viber/tracking/{trackingId}',
    docs: 'retrieve-single-viber-tracking',
    path: { trackingId: 'Tracking id of the message.' },
    query: { ...paging(), ...sort },
  },
  {
    id: 'viber.trackCampaign',
    title: 'Track a Viber campaign',
    purpose: 'delivery state of its messages',
    request: 'GET /viber/tracking/campaign/{campaignTrackingId}',
    docs: 'retrieve-viber-tracking-by-campaign',
    path: { campaignTrackingId: CAMPAIGN_ID },
    query: { ...paging(), ...sort },
  },
  {
    id: 'viber.sessions',
    title: 'Search Viber sessions',
    purpose: 'messages to and from a number',
    request: 'POST /viber/session',
    effect: 'free',
    docs: 'get-all-viber-session-messages-by-a-phone-number',
    query: {
      ...paging(),
      dateStart: date('Start of the period.'),
      dateEnd: date('End of the period; a session that goes on is shown whole.', { example: EXAMPLE.to }),
    },
    body: { 'phoneNumber+': phone() },
  },
  {
    id: 'viber.session',
    title: 'Get a Viber session',
    purpose: 'its messages',
    request: 'GET /viber/session/{sessionId}',
    docs: 'get-viber-session-by-a-sessionid',
    path: { sessionId: 'Id of the session.' },
  },
]);
