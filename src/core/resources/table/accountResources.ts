import { EXAMPLE, product, reference } from '../resource.ts';

const LOCK_OUT = 'Can lock you out: include the address that this machine has on the Internet.';

export const accountResources = [
  ...product('Account', 'account', [
    {
      id: 'account.balance',
      word: 'routee-balance',
      title: 'Get the account balance',
      purpose: 'read-only and free: the first call to make',
      request: 'GET /accounts/me/balance',
      docs: reference('check-your-account-balance'),
    },
    {
      id: 'account.transactions',
      title: 'List transactions',
      purpose: 'history of top-ups',
      request: 'GET /accounts/me/transactions',
      query: { from: EXAMPLE.from, to: EXAMPLE.to, page: '0', size: '20' },
      docs: reference('transactions'),
    },
  ]),
  ...product('Account', undefined, [
    {
      id: 'account.prices',
      word: 'routee-prices',
      title: 'Get prices',
      purpose: 'of all services, or of one in a country and network',
      request: 'GET /system/prices',
      query: { mcc: '202', mnc: '01', service: 'Sms' },
      notes: ['Services: Sms, Voice, Viber, TwoStep, Lookup, NumberValidator.'],
      docs: reference('pricing'),
    },
  ]),
  ...product('URL analysis', 'url_analyzer', [
    {
      id: 'url.analyze',
      title: 'Analyse a URL',
      purpose: 'what is known of a domain',
      request: 'POST /urlinsights',
      effect: 'costs',
      json: { domain: 'example.com', cache: true },
      docs: reference('perform-a-url-analysis'),
    },
  ]),
  ...product('Security', undefined, [
    {
      id: 'security.whitelist',
      title: 'List allowed IP addresses',
      purpose: 'IP whitelist of the application',
      request: 'GET /security/whitelist',
      docs: reference('get-whitelisted-ips-for-an-application'),
    },
    {
      id: 'security.setWhitelist',
      title: 'Set allowed IP addresses',
      purpose: 'IP whitelist of the application',
      request: 'POST /security/whitelist',
      effect: 'changes',
      json: { whitelistedIps: [EXAMPLE.ipAddress] },
      notes: [LOCK_OUT],
      docs: reference('ip-whitelisting-set-up'),
    },
    {
      id: 'security.updateWhitelist',
      title: 'Change allowed IP addresses',
      purpose: 'IP whitelist of the application',
      request: 'PATCH /security/whitelist',
      effect: 'changes',
      json: { whitelistedIps: [EXAMPLE.ipAddress] },
      notes: [LOCK_OUT],
      docs: reference('update-the-ip-whitelisting-of-api'),
    },
    {
      id: 'security.clearWhitelist',
      title: 'Allow all IP addresses',
      purpose: 'delete the IP whitelist of the application',
      request: 'DELETE /security/whitelist',
      effect: 'changes',
      docs: reference('delete-all-ip-whitelisting-settings-for-api'),
    },
  ]),
];
