import { choice, EXAMPLE, list, map, object, text, url } from '../schema.ts';
import { product } from '../resource.ts';
import { callbackUrl, filters, paging, period, scheduled } from './shared.ts';

const address = (about: string, name: string, value: string): ReturnType<typeof object> =>
  object(about, {
    'name+': text('Name that is shown.', { example: name }),
    'address!': text('Email address.', { example: value }),
  });
const addresses = (about: string): ReturnType<typeof list> =>
  list(address('Recipient.', 'Someone', EXAMPLE.email), about);

export const emailResources = [
  ...product('Email', 'transactional_email', [
    {
      id: 'email.send',
      word: 'routee-email',
      title: 'Send an email',
      purpose: 'transactional email (API version 2)',
      request: 'POST /transactional-email',
      effect: 'costs',
      docs: 'email-v2-transactional',
      body: {
        'from!': address('Sender.', EXAMPLE.sender, 'sender@example.com'),
        'to!': { ...addresses('Recipients.'), min: 1 },
        cc: addresses('Recipients of a copy.'),
        bcc: addresses('Recipients of a copy that the others do not see.'),
        'subject+': text('Subject.', { max: 144, example: 'Hello from Routee' }),
        'content+': object('Text of the message.', {
          'html!': text('As HTML.', { example: '<p>Hello from Routee</p>' }),
          'text+': text('As plain text, for programs that show no HTML.', { example: 'Hello from Routee' }),
        }),
        callback: object('Reports to your server.', {
          'statusCallback+': object('When the state changes.', {
            'strategy!': choice(
              ['OnChange', 'OnComplete'],
              'At every change, or once when the state is final.',
            ),
            'url!': url('Address that Routee posts to.', { example: EXAMPLE.callback }),
          }),
          eventCallback: object(
            'When a recipient does something.',
            {
              onClick: callbackUrl('email.event', 'Address that hears of clicked links.'),
              onOpen: callbackUrl('email.event', 'Address that hears of opened messages.'),
            },
            { oneOf: ['onClick', 'onOpen'] },
          ),
        }),
        label: text('Tag of yours.', { max: 80, example: 'test' }),
        scheduledDate: {
          ...scheduled(),
          about: 'Time to send it, at least 30 minutes ahead; without it, at once.',
        },
        customHeaders: list(
          object('Header.', {
            'name!': text('Its name.', { example: 'X-Order' }),
            'value!': text('Its value.', { example: '1' }),
          }),
          'Further headers of the message.',
          { max: 10 },
        ),
        attachments: list(
          object('File.', {
            'filename!': text('Its name.', { min: 1, example: 'terms.pdf' }),
            'type!': text('Its media type; programs are refused.', { example: 'application/pdf' }),
            'content!': text('Its content in Base64.', { example: 'AAAA' }),
          }),
          'Files that go with it.',
        ),
        footer: map('Footer of the HTML and the plain text.', { example: {} }),
        dsn: object('Notifications of the delivery by email.', {
          'orcpt!': text('Address that gets them.', { example: EXAMPLE.email }),
          envid: text('Id of yours in them.', { example: '1' }),
          'notify!': text('FAILURE, DELAY and SUCCESS with commas between, or NEVER.', {
            pattern: '^(?:NEVER|(?:(?:FAILURE|DELAY|SUCCESS)(?:, ?|$))+)$',
            example: 'FAILURE',
          }),
        }),
      },
      notes: ['"from" must be a sender authorized in Routee\'s portal.'],
    },
  ]),
  ...product('Email', 'email_sender', [
    {
      id: 'email.domains',
      title: 'List email domains',
      purpose: 'domains and senders you can use',
      request: 'GET /email-senders/domain',
      docs: 'email-api-v2-retrieving-a-list-of-domains',
    },
  ]),
  ...product('Email', 'email_validator', [
    {
      id: 'email.validate',
      word: 'routee-email-validate',
      title: 'Validate an email address',
      purpose: 'whether it exists',
      request: 'POST /emailvalidator',
      effect: 'costs',
      docs: 'perform-an-email-validator-request',
      trackedBy: 'email.trackValidation',
      body: {
        'email!': text('Address to validate.', { example: EXAMPLE.email }),
        'label+': text('Tag of yours.', { example: 'test' }),
      },
    },
    {
      id: 'email.trackValidation',
      title: 'Track an email validation',
      purpose: 'its result',
      request: 'GET /emailvalidator/tracking/{trackingId}',
      docs: 'track-an-email-validator-request',
      path: { trackingId: 'Tracking id of the validation.' },
    },
    {
      id: 'email.searchValidations',
      title: 'Search email validations',
      purpose: 'by address, result or label',
      request: 'POST /emailvalidator/tracking',
      effect: 'free',
      docs: 'track-multiple-email-validator-requests',
      query: { ...period(), ...paging(20, 2000) },
      body: filters(
        ['email', 'exists', 'trackingId', 'hasValidFormat', 'hasValidDNS', 'label'],
        EXAMPLE.email,
        {
          'searchOperator!': choice(['IS', 'IS_NOT', 'CONTAINS', 'STARTS_WITH', 'ENDS_WITH'], 'Comparison.', {
            anyCase: true,
          }),
        },
      ),
    },
  ]),
];
