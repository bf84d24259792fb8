import {
  choice,
  date,
  EXAMPLE,
  flag,
  list,
  object,
  phone,
  text,
  url,
  whole,
  type Members,
} from '../schema.ts';
import { product } from '../resource.ts';
import { callback, callbackUrl, filters, paging, sender, sort, urlShortener } from './shared.ts';

const NO_PLUS = 'Number with country code, without +.';
const POOL = { poolId: 'Id of the pool.' };
const country = (about: string): ReturnType<typeof text> => text(about, { min: 2, max: 2, example: 'GR' });

const inbound = (more: Members): Members => ({
  'inboundSmsCallbackUrl+': callbackUrl('sms.inbound', 'Address of your server that gets incoming SMS.'),
  inboundVoiceCallbackUrl: callbackUrl('voice.inbound', 'Address of your server that gets incoming calls.'),
  voiceInboundStrategy: object('What happens with an incoming call.', {
    dialplanUrl: url('Address that answers with a dial plan.'),
    ...more,
  }),
});

/** The settings stand on the page about a pool. */
const smsSettings = (): ReturnType<typeof object> =>
  object(
    'Settings for SMS.',
    {
      'sticky+': flag('Uses the same number for a recipient each time.'),
      'geomatch+': flag('Uses a number of the recipient’s country.'),
      'transcode+': { ...flag('Replaces characters that make a text longer.'), example: false },
      defaultCountry: country('Country (ISO 3166-1 alpha-2) whose number is used if none fits better.'),
      'alphanumericSenderId+': { ...sender(), about: 'Sender of letters, for the strategy Alphanumeric.' },
      multipleSender: list(
        object('Sender of a country.', {
          'country+': country('Country (ISO 3166-1 alpha-2).'),
          'senderId+': sender(),
          keyword: text('Keyword to opt out.', { example: 'STOP' }),
          shortCode: text('Short code to opt out.', { example: '54321' }),
        }),
        'Senders by country.',
      ),
      inboundSMSCallbackUrl: callbackUrl('sms.inbound', 'Address of your server that gets incoming SMS.'),
      callback: callback('pool.status'),
    },
    { docs: 'https://docs.routee.net/reference/retrieve-info-for-a-specific-pool' },
  );
const poolName = text('Name of the pool.', { min: 1, example: 'Support' });

export const numberResources = [
  ...product('Number lookup', 'lookup', [
    {
      id: 'lookup.start',
      word: 'routee-lookup',
      title: 'Look up a number',
      purpose: 'network and state of a mobile number (HLR)',
      request: 'POST /lookup',
      effect: 'costs',
      docs: 'perform-a-lookup-validation-for-a-mobile-nummer',
      trackedBy: 'lookup.track',
      body: { 'to!': phone(), 'label+': text('Tag of yours.', { example: 'test' }) },
    },
    {
      id: 'lookup.track',
      title: 'Get the result of a lookup',
      purpose: 'details of a number that was looked up',
      request: 'GET /lookup/{lookupId}',
      docs: 'track-a-single-hlr-lookup-record',
      path: { lookupId: 'Id of the lookup.' },
    },
    {
      id: 'lookup.search',
      title: 'Search lookups',
      purpose: 'by network, label, country, status',
      request: 'POST /lookup/tracking',
      effect: 'free',
      docs: 'track-multiple-hlr-lookup-records-with-filters-for-a-specific-time-range',
      query: {
        'dateStart+': date('Start of the period.'),
        'dateEnd+': date('End of the period.', { example: EXAMPLE.to }),
        ...paging(10),
        ...sort,
      },
      body: filters(
        'label lookupID network country status ported imsi roaming groups campaignName campaignID'.split(' '),
        'test',
      ),
    },
  ]),
  ...product('Number lookup', 'number_validator', [
    {
      id: 'numberValidator.validate',
      word: 'routee-number-validate',
      title: 'Validate a number',
      purpose: 'whether a phone number is valid, and its country and type',
      request: 'POST /numbervalidator',
      effect: 'costs',
      docs: 'validate',
      body: {
        'to!': phone('Telephone number with + and country code (E.164).'),
        getPorted: flag('Tells the network that the number was ported to, at another price.', false),
        host: text('Host name or IP address whose country is told, too.', { example: EXAMPLE.ipAddress }),
      },
    },
  ]),
  ...product('Virtual numbers', 'virtual_number', [
    {
      id: 'numbers.available',
      title: 'List numbers for rent',
      purpose: 'in a country, for SMS or voice',
      request: 'GET /numbers/available',
      docs: 'view-all-the-available-numbers',
      query: {
        'country!': text('Country (ISO 3166-1 alpha-2).', { min: 2, max: 2, example: 'GB' }),
        'service+': choice(['Sms', 'Voice'], 'What the number is for.'),
        areaCode: whole('Area code, in the US only.', { min: 200, max: 999, example: 212 }),
        ...paging(),
        ...sort,
      },
    },
    {
      id: 'numbers.search',
      title: 'Search numbers for rent',
      purpose: 'by country, digits, area or type',
      request: 'POST /numbers/available/search',
      effect: 'free',
      docs: 'view-all-the-available-numbers-with-filters',
      query: { ...paging(), ...sort },
      body: {
        ...filters(['country', 'msisdn', 'service', 'areaCode', 'type'], 'GB'),
        about: 'Filters; "country" must be one of them, and "type" is VLN or TOLL_FREE.',
      },
    },
    {
      id: 'numbers.list',
      title: 'List your numbers',
      purpose: 'the virtual numbers of the account',
      request: 'GET /numbers/my',
      docs: 'view-all-the-numbers',
      query: paging(),
    },
    {
      id: 'numbers.rent',
      title: 'Rent a number',
      purpose: 'add a virtual number to the account',
      request: 'POST /numbers/my',
      effect: 'costs',
      docs: 'rent-a-number',
      body: {
        'msisdn!': phone('Number with + and country code (E.164).'),
        ...inbound({
          forwardCallToSip: text('SIP address that calls go to.', { example: 'someone@example.com:5060' }),
          forwardCallTo: phone('Number that calls go to.'),
        }),
      },
    },
    {
      id: 'numbers.update',
      title: 'Change a number',
      purpose: 'where its incoming messages and calls go',
      request: 'PUT /numbers/my/{msisdn}',
      effect: 'changes',
      docs: 'update-a-number',
      path: { msisdn: NO_PLUS },
      body: inbound({}),
      notes: ['Omit the "+" of the number in the address.'],
    },
    {
      id: 'numbers.cancel',
      title: 'Cancel a number',
      purpose: 'return a virtual number',
      request: 'DELETE /numbers/my/{msisdn}',
      effect: 'changes',
      docs: 'cancel-a-number',
      path: { msisdn: NO_PLUS },
      notes: ['Omit the "+" of the number in the address.'],
    },
  ]),
  ...product('Number pools', 'number_pool', [
    {
      id: 'pools.list',
      title: 'List number pools',
      purpose: 'all pools of the account',
      request: 'GET /pools/my',
      docs: 'retrieve-all-the-pools-of-an-account',
    },
    {
      id: 'pools.create',
      title: 'Create a number pool',
      purpose: 'several senders under one name',
      request: 'POST /pools/my',
      effect: 'changes',
      docs: 'create-a-pool',
      body: { 'poolName!': poolName, 'smsSettings!': smsSettings() },
    },
    {
      id: 'pools.get',
      title: 'Get a number pool',
      purpose: 'its settings',
      request: 'GET /pools/my/{poolId}',
      docs: 'retrieve-info-for-a-specific-pool',
      path: POOL,
    },
    {
      id: 'pools.update',
      title: 'Change a number pool',
      purpose: 'its settings',
      request: 'PUT /pools/my/{poolId}',
      effect: 'changes',
      docs: 'edit-a-pool',
      path: POOL,
      body: { 'poolName+': poolName, 'smsSettings+': smsSettings() },
    },
    {
      id: 'pools.delete',
      title: 'Delete a number pool',
      purpose: 'its numbers stay with the account',
      request: 'DELETE /pools/my/{poolId}',
      effect: 'changes',
      docs: 'delete-a-pool',
      path: POOL,
    },
    {
      id: 'pools.numbers',
      title: 'List the numbers of a pool',
      purpose: 'the numbers it sends from',
      request: 'GET /pools/my/{poolId}/numbers',
      docs: 'retrieve-the-numbers-that-belongs-to-a-specific-pool',
      path: POOL,
    },
    {
      id: 'pools.addNumber',
      title: 'Add a number to a pool',
      purpose: "a number that isn't in another pool",
      request: 'PUT /pools/my/{poolId}/numbers/{msisdn}',
      effect: 'changes',
      docs: 'add-a-number-to-a-pool',
      path: { ...POOL, msisdn: NO_PLUS },
      notes: ['Omit the "+" of the number in the address.'],
    },
    {
      id: 'pools.removeNumber',
      title: 'Remove a number from a pool',
      purpose: 'it stays with the account',
      request: 'DELETE /pools/my/{poolId}/numbers/{msisdn}',
      effect: 'changes',
      docs: 'delete-a-number-from-a-pool',
      path: { ...POOL, msisdn: NO_PLUS },
      notes: ['Omit the "+" of the number in the address.'],
    },
    {
      id: 'pools.sendSms',
      title: 'Send an SMS from a number pool',
      purpose: 'the pool chooses the sender',
      request: 'POST /pools/my/{poolId}/sms',
      effect: 'costs',
      docs: 'send-sms-using-a-pool',
      trackedBy: 'sms.track',
      path: POOL,
      body: {
        'body!': text('Text of the message.', { min: 1, example: 'Hello from Routee' }),
        'to!': phone(),
        'poolStrategy!': choice(['Numeric', 'Alphanumeric'], 'Sender: a number of the pool, or letters.'),
        urlShortener: urlShortener(),
      },
    },
  ]),
];
