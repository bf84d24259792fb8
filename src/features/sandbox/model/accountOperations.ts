import { EXAMPLE } from '../../../core/resources/schema.ts';
import { CURRENCY, PRICES, TOP_UP } from './account.ts';
import { ok } from './answer.ts';
import { pageOf } from './page.ts';
import { COUNTRIES, NETWORK } from './phoneNumber.ts';
import type { Operation, Operations } from './world.ts';

const balance: Operation = (_call, { account }) => ok({ balance: account.balance, currency: CURRENCY });

/** One top-up, in the time that the catalogue's example asks for. */
const transactions: Operation = ({ query }) => {
  const topUp = {
    ...{ id: 'sandbox-top-up', source: 'Sandbox', transactionType: 'TopUp', status: 'Completed' },
    ...{ amount: TOP_UP, balanceBefore: 0, balanceAfter: TOP_UP, date: EXAMPLE.from, actions: [] },
  };
  return ok(pageOf([topUp], query));
};

/** Prices of all services in all countries that the sandbox knows, or of those that the query names. */
const prices: Operation = ({ query }) => {
  const wanted = (name: string, value: string): boolean => (query.get(name) ?? value) === value;
  const services = Object.entries(PRICES)
    .filter(([service]) => wanted('service', service))
    .map(([service, price]) => ({
      service,
      prices: COUNTRIES.filter(({ mcc }) => wanted('mcc', mcc) && wanted('mnc', NETWORK.mnc)).map(
        ({ code, mcc }) => ({ country: code, mcc, mnc: NETWORK.mnc, network: NETWORK.name, price }),
      ),
    }));
  return ok({ currency: CURRENCY, services });
};

export const accountOperations: Operations = {
  'account.balance': balance,
  'account.transactions': transactions,
  'account.prices': prices,
  'failoverOtp.health': () => ok({ status: 'ok' }),
};
