import { choice, EXAMPLE, list, map, members, object, phone, text, whole } from '../schema.ts';
import { product } from '../resource.ts';
import { callbackUrl, restrictions, sender } from './shared.ts';

const UNLIMITED = 'Requires an application whose token expiration is Unlimited.';
const VERIFICATION = { trackingId: 'Tracking id of the verification.' };
const quick = 'docs/quick-reference';
/** The numbers of the steps of a flow, and how long one waits. */
const STEP = {
  'order!': whole('Place of the step, from 1; each once.', { min: 1 }),
  'ttl!': whole('Time until the next step.', { min: 0, unit: 's', example: 60 }),
};

export const verificationResources = [
  ...product('One-time codes (2Step)', '2step', [
    {
      id: '2step.start',
      word: 'routee-2step',
      title: 'Send a one-time code',
      purpose: 'start a verification by SMS or voice: 2FA, OTP',
      request: 'POST /2step',
      effect: 'costs',
      docs: 'verification',
      trackedBy: '2step.status',
      body: {
        'method!': choice(['sms', 'voice'], 'How the code is sent.'),
        'type!': choice(['code'], 'Kind of verification.'),
        'recipient!': phone(),
        'template!': text('Text with @@pin in the place of the code; other @@names come from "arguments".', {
          pattern: '@@pin',
          example: 'Your code is @@pin',
        }),
        arguments: map('Values of the @@names in the template.', { example: { name: 'Someone' } }),
        templateCountry: text('Country (ISO 3166-1 alpha-2) whose translated template is used.', {
          min: 2,
          max: 2,
          example: 'GR',
        }),
        originator: { ...sender(), about: 'Sender of the SMS.' },
        'lifetimeInSeconds+': whole('Time that the code is valid.', { min: 1, unit: 's', example: 600 }),
        'maxRetries+': whole('Wrong answers until the verification fails.', { min: 0, example: 2 }),
        'digits+': whole('Digits of the code.', { min: 1, example: 4 }),
        restrictions: restrictions(),
      },
    },
    {
      id: '2step.confirm',
      word: 'routee-2step-confirm',
      title: 'Confirm a one-time code',
      purpose: 'check the code that the user entered',
      request: 'POST /2step/{trackingId}',
      effect: 'changes',
      docs: 'confirm-verification',
      path: VERIFICATION,
      form: { 'answer!': text('Code that the user typed.', { example: '0000' }) },
    },
    {
      id: '2step.status',
      title: 'Get the state of a verification',
      purpose: 'pending, verified, canceled, expired, or failed',
      request: 'GET /2step/{trackingId}',
      docs: 'retrieve-a-verification-status',
      path: VERIFICATION,
    },
    {
      id: '2step.cancel',
      title: 'Cancel a verification',
      purpose: 'make its code invalid',
      request: 'DELETE /2step/{trackingId}',
      effect: 'changes',
      docs: 'cancel-verification',
      path: VERIFICATION,
    },
    {
      id: '2step.reports',
      title: 'Get verification statistics',
      purpose: 'of the whole account',
      request: 'GET /2step/reports',
      docs: 'verification-reports',
    },
    {
      id: '2step.applicationReports',
      title: "Get an application's verification statistics",
      purpose: 'of one application',
      request: 'GET /2step/reports/applications/{appId}',
      docs: 'verification-reports-application',
      path: { appId: 'Id of the application.' },
    },
  ]),
  ...product('One-time codes with failover', undefined, [
    {
      id: 'failoverOtp.send',
      word: 'routee-failover-otp',
      title: 'Send a one-time code with failover',
      purpose: 'by Viber first, by SMS if that fails: OTP',
      request: 'POST /failover-otp/otp/send-failover',
      effect: 'costs',
      docs: 'send-a-failover-otp-message',
      trackedBy: 'failoverOtp.track',
      body: {
        'flow!': list(
          object(
            'One step.',
            {
              'type!': choice(['ViberOtp', 'Sms'], 'Channel of the step.'),
              'to!': {
                about: 'Recipient (E.164); Viber takes an array, too.',
                either: [phone(), list(phone(), 'Recipients.')],
              },
              ...STEP,
              label: text('Tag of yours.'),
            },
            {
              variants: {
                ViberOtp: members({
                  'senderInfoTrackingId!': text('Viber sender, from the portal.'),
                  'templateId!': text('Template, from GET /failover-otp/otp/templates.'),
                  'pin!': text('One-time code.', { min: 4, max: 10, example: '0000' }),
                  templateLang: text('Language of the template (ISO 639-1).', { default: 'en' }),
                  templateType: choice(
                    [
                      'basic',
                      'basic_5min',
                      'with_business_name',
                      'with_validity',
                      'with_type',
                      'with_action',
                      'with_reason',
                      'with_type_and_validity',
                      'with_business_and_validity_hours',
                    ],
                    'Kind of the template; all but the basic ones need more fields, see the page.',
                    { isOpen: true, docs: 'https://docs.routee.net/docs/sending-an-otp' },
                  ),
                  businessName: text('Your name, for templates with a business name.', {
                    example: EXAMPLE.sender,
                  }),
                }),
                Sms: members({
                  'from+': sender(),
                  'message!': object('Text message.', {
                    'body!': text('Text with the code.', { min: 1, example: 'Your code is 0000' }),
                  }),
                }),
              },
            },
          ),
          'Steps; the next one is taken when one fails.',
          {
            min: 1,
            example: [
              {
                type: 'ViberOtp',
                to: EXAMPLE.mobile,
                order: 1,
                ttl: 60,
                senderInfoTrackingId: 'SENDER_INFO_TRACKING_ID',
                templateId: 'TEMPLATE_ID',
                pin: '0000',
              },
              {
                type: 'Sms',
                from: EXAMPLE.sender,
                to: EXAMPLE.mobile,
                order: 2,
                ttl: 300,
                message: { body: 'Your code is 0000' },
              },
            ],
          },
        ),
        callback: object('Reports each change of the state to your server.', {
          'url!': callbackUrl('failoverOtp.status', 'Address that Routee posts to.'),
        }),
      },
      notes: [
        UNLIMITED,
        'The HTTP status is 200 even if nothing was sent. Check "status" and "statusCode" in the response.',
      ],
    },
    {
      id: 'failoverOtp.list',
      title: 'List one-time codes with failover',
      purpose: 'deliveries, newest first',
      request: 'GET /failover-otp/otp/failover',
      docs: quick,
      query: {
        status: text('Only those in this state.', { example: 'Succeeded' }),
        tag: text('Only those with this label.', { example: 'test' }),
        phone_number: phone('Only those to this number.'),
        flow_id: text('Only this flow.', { example: 'FLOW_ID' }),
        'limit+': whole('Items of a page.', { min: 1, example: 20 }),
        'offset+': whole('Items to leave out.', { min: 0, example: 0 }),
      },
      notes: [UNLIMITED],
    },
    {
      id: 'failoverOtp.track',
      title: 'Track a one-time code with failover',
      purpose: 'the steps of one delivery',
      request: 'GET /failover-otp/otp/failover/{flowId}',
      docs: quick,
      path: { flowId: 'Id of the flow, or the tracking id of one of its messages.' },
      notes: [UNLIMITED],
    },
    {
      id: 'failoverOtp.templates',
      title: 'List one-time code templates',
      purpose: 'their IDs and languages',
      request: 'GET /failover-otp/otp/templates',
      docs: quick,
      notes: [UNLIMITED],
    },
    {
      id: 'failoverOtp.health',
      word: 'routee-health',
      title: 'Check that Routee can be reached',
      purpose: 'free health check without authentication',
      request: 'GET /failover-otp/health',
      isPublic: true,
      docs: quick,
    },
  ]),
];
