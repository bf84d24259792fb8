import assert from 'node:assert/strict';

import { confirmLater } from '../../src/features/tokens/confirmHandOut.ts';
import { CommandBench } from './support/commandContext.ts';
import { eventually } from './support/eventually.ts';

describe('a long-lived token that is held back while nobody waits for it', () => {
  let bench: CommandBench;

  beforeEach(async () => {
    bench = await CommandBench.start({ lifetimeSeconds: 31 * 24 * 3600 });
  });

  afterEach(() => bench.stop());

  for (const [verb, question, button] of [
    [
      'Offer',
      /^Share the long-lived token of Shop with other extensions\? Token: expires in/,
      'Share Anyway',
    ],
    ['Add', /^Add the long-lived token of Shop to terminals\? Token: expires in/, 'Add to Terminals'],
  ] as const) {
    it(`is asked about in a message, and the answer is kept: ${button}`, async () => {
      const application = await bench.add();
      const { token } = await bench.context.tokens.getToken(application.key);
      const hold = confirmLater(bench.context, verb);
      hold(application, token);
      const { text, modal, buttons } = bench.messages.only;
      assert.match(text, question);
      assert.deepEqual([modal, buttons], [false, [button]]);
      bench.messages.willPress(button);
      hold(application, token);
      await eventually('the agreement', () => bench.store.get(application.key)?.longLivedAccepted === true);
      assert.deepEqual(
        bench.logged.filter((line) => line.startsWith('error')),
        [],
        'dismissed, not failed',
      );
    });
  }
});
