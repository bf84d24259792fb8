import assert from 'node:assert/strict';

import { SandboxBench } from '../../../../support/sandbox/sandboxBench.ts';

describe('the account of the sandbox', () => {
  const bench = new SandboxBench();

  it('has a balance in euros', () => {
    assert.deepEqual(bench.ok('GET /accounts/me/balance'), {
      balance: 20.5,
      currency: { code: 'EUR', name: 'Euro', sign: '€' },
    });
  });

  it('was topped up once', () => {
    const { content, totalElements } = bench.ok('GET /accounts/me/transactions?page=0&size=20');
    const [{ amount, transactionType, date } = {}] = content as Record<string, unknown>[];
    assert.deepEqual(
      [totalElements, amount, transactionType, date],
      [1, 20.5, 'TopUp', '2026-01-01T00:00:00Z'],
    );
  });

  it('has prices, of all services or of those asked for', () => {
    const services = (query: string) =>
      (bench.ok(`GET /system/prices${query}`)['services'] as { service: string; prices: object[] }[]).map(
        ({ service, prices }) => [service, prices.length],
      );
    assert.deepEqual(
      services('').map(([service]) => service),
      ['Sms', 'Voice', 'Viber', 'TwoStep', 'Lookup', 'NumberValidator'],
    );
    assert.deepEqual(services('?mcc=202&mnc=01&service=Sms'), [['Sms', 1]]);
    assert.deepEqual(services('?service=Sms&mcc=999'), [['Sms', 0]]);
    assert.deepEqual(services('?service=Telegram'), []);
  });
});
