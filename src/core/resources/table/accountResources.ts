import { choice, date, EXAMPLE, flag, list, text } from '../schema.ts';
import { product } from '../resource.ts';
import { paging } from './shared.ts';

const LOCK_OUT = "This can lock you out: include this computer's public IP address.";
const WHITELIST = {
  'whitelistedIps!': list(
    text('IP address.', { example: EXAMPLE.ipAddress }),
    'Addresses that may use the API.',
    {
      min: 1,
    },
  ),
};

export const accountResources = [
  ...product('Account', 'account', [
    {
      id: 'account.balance',
      word: 'routee-balance',
      title: 'Get the account balance',
      purpose: 'read-only and free: the first call to make',
      request: 'GET /accounts/me/balance',
      docs: 'check-your-account-balance',
    },
    {
      id: 'account.transactions',
      title: 'List transactions',
      purpose: 'history of top-ups',
      request: 'GET /accounts/me/transactions',
      docs: 'transactions',
      query: {
        'from!': date('Start of the period.'),
        'to!': date('End of the period.', { example: EXAMPLE.to }),
        ...paging(),
      },
    },
  ]),
  ...product('Account', undefined, [
    {
      id: 'account.prices',
      word: 'routee-prices',
      title: 'Get prices',
      purpose: 'of all services, or of one in a country and network',
      request: 'GET /system/prices',
      docs: 'pricing',
      query: {
        'mcc+': text('Mobile country code.', { example: '202' }),
        'mnc+': text('Mobile network code.', { example: '01' }),
        'service+': choice(
          ['Sms', 'Voice', 'TwoStep', 'Lookup', 'NumberValidator', 'Viber'],
          'Only this service.',
        ),
      },
    },
  ]),
  ...product('URL analysis', 'url_analyzer', [
    {
      id: 'url.analyze',
      title: 'Analyze a URL',
      purpose: 'details about a domain',
      request: 'POST /urlinsights',
      effect: 'costs',
      docs: 'perform-a-url-analysis',
      body: {
        'domain!': text('Domain to analyze.', { example: 'example.com' }),
        'cache+': flag('Takes a stored result if there is one.'),
      },
    },
  ]),
  ...product('Security', undefined, [
    {
      id: 'security.whitelist',
      title: 'List allowed IP addresses',
      purpose: 'IP whitelist of the application',
      request: 'GET /security/whitelist',
      docs: 'get-whitelisted-ips-for-an-application',
    },
    {
      id: 'security.setWhitelist',
      title: 'Set allowed IP addresses',
      purpose: 'IP whitelist of the application',
      request: 'POST /security/whitelist',
      effect: 'changes',
      docs: 'ip-whitelisting-set-up',
      body: WHITELIST,
      notes: [LOCK_OUT],
    },
    {
      id: 'security.updateWhitelist',
      title: 'Change allowed IP addresses',
      purpose: 'IP whitelist of the application',
      request: 'PATCH /security/whitelist',
      effect: 'changes',
      docs: 'update-the-ip-whitelisting-of-api',
      body: WHITELIST,
      notes: [LOCK_OUT],
    },
    {
      id: 'security.clearWhitelist',
      title: 'Allow all IP addresses',
      purpose: 'delete the IP whitelist of the application',
      request: 'DELETE /security/whitelist',
      effect: 'changes',
      docs: 'delete-all-ip-whitelisting-settings-for-api',
    },
  ]),
];
