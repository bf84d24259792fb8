import { choice, date, EXAMPLE, map, object, phone, text, url, whole } from '../schema.ts';
import { product } from '../resource.ts';
import { callbackUrl, paging } from './shared.ts';

const REQUEST_ID = 'Id of the request, from checkSendAbility.';
const pushTtl = whole('Time in which delivery is tried; as Firebase without it.', {
  min: 0,
  max: 2_419_200,
  unit: 's',
  example: 86_400,
});
const inLanguages = (about: string, example: string): ReturnType<typeof map> =>
  map(`${about}, by language (ISO 639-1).`, { example: { en: example } });
const secure = (about: string): ReturnType<typeof url> => url(about, { pattern: '^https:' });

export const messengerResources = [
  ...product('Telegram', undefined, [
    {
      id: 'telegram.send',
      title: 'Send a one-time code by Telegram',
      purpose: 'your code, or one that Telegram creates: OTP',
      request: 'POST /telegram',
      effect: 'costs',
      docs: 'send-verification-message',
      body: {
        'phone_number!': phone(),
        request_id: text(REQUEST_ID),
        sender_username: text('Telegram channel that it comes from.', { example: EXAMPLE.sender }),
        code: text('Code of your own.', { pattern: String.raw`^\d{4,8}$`, example: '0000' }),
        code_length: text('Length of the code that Telegram makes: 4 to 8.', {
          pattern: '^[4-8]$',
          example: '6',
        }),
        callback_url: callbackUrl('telegram.status'),
        payload: text('Data of yours, which Telegram does not show.', { max: 128, example: 'test' }),
        ttl: whole('Time that the code is valid.', { min: 60, max: 86_400, unit: 's', example: 300 }),
      },
    },
    {
      id: 'telegram.canSend',
      title: 'Check whether a number has Telegram',
      purpose: 'before a one-time code (charged)',
      request: 'POST /telegram/checkSendAbility',
      effect: 'costs',
      docs: 'check-send-ability',
      body: { 'phone_number!': phone() },
    },
    {
      id: 'telegram.status',
      title: 'Check a Telegram one-time code',
      purpose: 'its state, and whether a code is right',
      request: 'POST /telegram/checkVerificationStatus',
      effect: 'changes',
      docs: 'check-verification-status',
      body: {
        'request_id!': text(REQUEST_ID),
        'code+': text('Code that the user typed.', { example: '0000' }),
      },
    },
    {
      id: 'telegram.revoke',
      title: 'Revoke a Telegram one-time code',
      purpose: 'withdraw the message',
      request: 'POST /telegram/revokeVerificationMessage',
      effect: 'changes',
      docs: 'revoke-verification-message',
      body: { 'request_id+': text(REQUEST_ID) },
    },
  ]),
  ...product('Push notifications', undefined, [
    {
      id: 'push.send',
      title: 'Send a push notification',
      purpose: 'to one device',
      request: 'POST /push-notifications/messages',
      effect: 'costs',
      docs: 'send-a-single-push-notification',
      trackedBy: 'push.get',
      body: {
        'implementationId!': text('Implementation of your account.'),
        'deviceToken!': object('Device that gets it.', {
          'type!': choice(['ANDROID', 'APPLE', 'WEB'], 'Kind of the device.'),
          'token!': text('Its token.', { min: 1, example: 'DEVICE_TOKEN' }),
        }),
        'body+': object('Text of the notification.', {
          'title+': inLanguages('Title', 'Hello'),
          'text+': inLanguages('Text', 'Hello from Routee'),
          forceLocale: text('Language that is shown whatever the device has.', {
            min: 2,
            max: 2,
            example: 'en',
          }),
        }),
        imageUrl: secure('Address of a picture.'),
        android: object('For Android only.', {
          clickAction: text('Action of a click.'),
          icon: text('Icon, a drawable resource of the app.', { example: 'myicon' }),
          localizedTitle: text('Key of the title in the strings of the app.'),
          localizedText: text('Key of the text in the strings of the app.'),
          ttl: pushTtl,
        }),
        apn: object('For Apple only.', {
          localizedTitle: text('Key of the title in the strings of the app.'),
          localizedText: text('Key of the text in the strings of the app.'),
          ttl: pushTtl,
        }),
        web: object('For browsers only.', {
          iconUrl: secure('Address of the icon.'),
          targetUrl: secure('Address that a click opens.'),
        }),
        data: map('Texts of yours by name, for the app; no names of Google’s.', {
          example: { orderId: '1' },
        }),
        callbackUrl: { ...secure('Address of your server that gets the state.'), example: EXAMPLE.callback },
      },
    },
    {
      id: 'push.get',
      title: 'Get a push notification',
      purpose: 'its state and content',
      request: 'GET /push-notifications/messages/{trackingId}',
      docs: 'retrieve-the-details-of-a-push-notification',
      path: { trackingId: 'Tracking id of the notification.' },
    },
  ]),
  ...product('Short links', undefined, [
    {
      id: 'links.shorten',
      title: 'Shorten a link',
      purpose: 'with your own domain, and click counts',
      request: 'POST /shorten/urls',
      effect: 'costs',
      docs: 'url-shortener',
      body: {
        'name!': text('Name to find it by.', { example: 'Welcome' }),
        'longUrl!': url('Address that it leads to.'),
        'domain!': text('Domain of the short link.', { example: 'example.com' }),
        validity: whole('Time that it works, at most 60 or 90 days with Premium or Enterprise.', {
          min: 1,
          max: 7_776_000,
          unit: 's',
          example: 2_592_000,
        }),
        callbackUrl: callbackUrl('links.click', 'Address of your server that hears of clicks.'),
        tags: map('Texts of yours by name.', { example: { campaign: 'Welcome' } }),
      },
    },
    {
      id: 'links.domains',
      title: 'List short link domains',
      purpose: 'domains you can use',
      request: 'GET /shorten/domains',
      docs: 'get-a-list-of-available-domains',
    },
    {
      id: 'links.get',
      title: 'Get a short link',
      purpose: 'its settings and state',
      request: 'GET /shorten/{trackingId}',
      docs: 'getting-shorten-url-info-for-monitoring-purposes',
      path: { trackingId: 'Tracking id of the short link.' },
    },
    {
      id: 'links.clicks',
      title: 'List clicks on a short link',
      purpose: 'for a date range, page by page',
      request: 'GET /shorten/{trackingId}/analytics',
      docs: 'getting-paged-analytics',
      path: { trackingId: 'Tracking id of the short link.' },
      query: {
        'from!': date('Start of the period.'),
        'to!': date('End of the period.', { example: EXAMPLE.to }),
        ...paging(20),
      },
    },
  ]),
];
