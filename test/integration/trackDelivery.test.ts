import assert from 'node:assert/strict';
import { CancellationTokenSource, Uri, window } from 'vscode';

import { RESOURCES } from '../../src/core/resources/resources.ts';
import { FAILING_NUMBER } from '../../src/features/sandbox/model/delivery.ts';
import { RouteeError } from '../../src/core/protocol/routeeError.ts';
import { sendLenses } from '../../src/features/requests/sendLenses.ts';
import { sendRequest } from '../../src/features/requests/sendRequest.ts';
import { trackDelivery } from '../../src/features/requests/trackDelivery.ts';
import type { Services } from '../../src/services.ts';
import { FakeTime } from '../support/fakeTime.ts';
import { defaultApplication } from '../support/routeeSandbox.ts';
import { CommandBench } from './support/commandContext.ts';
import { closeEditors, openFile } from './support/editors.ts';
import { replaceMember } from './support/replaceMember.ts';

const sms = (to: string): string => `{"body":"Hello","to":"${to}","from":"Test"}`;
const NUMBER = '+306900000000';

describe('From the price to the delivery', () => {
  let time: FakeTime;
  let bench: CommandBench;
  let services: Services;

  beforeEach(async () => {
    time = new FakeTime();
    // One that may do everything, also what came after the recorded answers.
    const applications = [{ ...defaultApplication, scopes: ['all'] }];
    bench = await CommandBench.start({ now: time.now, applications });
    await bench.add();
    services = { ...bench.context, timers: time, now: time.now };
  });

  afterEach(async () => {
    await closeEditors();
    await bench.stop();
  });

  const asked = (): string[] =>
    bench.sandbox.requests
      .filter(({ endpoint }) => endpoint === 'resource')
      .map(({ method, path }) => `${method} ${path}`);
  const open = (line: string, body: string): Promise<unknown> => {
    const [method, path] = line.split(' ');
    return openFile('loop.http', `### A\n${method} ${bench.sandbox.apiUrl}${path}‸\n\n${body}\n`);
  };
  const tracks = (): number => asked().filter((line) => line.startsWith('GET /sms/tracking')).length;

  /** Lets time pass until the work is done: both the sandbox and the pauses follow this clock. */
  async function pass(work: Promise<unknown>): Promise<void> {
    const state = { isDone: false };
    const done = work.finally(() => {
      state.isDone = true;
    });
    done.catch(() => undefined);
    while (!state.isDone) {
      await time.advance(250);
      await new Promise(setImmediate);
    }
    await done;
  }

  async function send(line: string, body: string): Promise<void> {
    await open(line, body);
    bench.messages.willPress('Send');
    await sendRequest(services, undefined);
    bench.messages.clear();
  }

  const question = async (line: string, body: string): Promise<string> => {
    await open(line, body);
    await assert.rejects(
      sendRequest(services, undefined),
      (error) => error instanceof RouteeError && error.code === 'cancelled',
    );
    return bench.messages.shown.at(-1)?.detail ?? '';
  };

  describe('the question', () => {
    it('shows who gets it, the parts, the price and the balance', async () => {
      const long = sms(NUMBER).replace('Hello', 'x'.repeat(161));
      const detail = await question('POST /sms', long);
      assert.match(
        detail,
        /\n\nSend an SMS\n\nTo: \+306900000000\n\n2 parts, about €0\.09 · balance €20\.50\n\n/,
      );
      assert.deepEqual(asked().sort(), ['GET /accounts/me/balance', 'POST /sms/analyze']);
    });

    it('multiplies the price by the recipients of a campaign', async () => {
      const campaign = `{"body":"Hello","to":["${NUMBER}","+306900000001"],"from":"Test"}`;
      const detail = await question('POST /sms/campaign', campaign);
      assert.match(detail, /\n2 recipients, 1 part, about €0\.09 · balance €20\.50\n/);
    });

    it('shows the balance where there is no analysis', async () => {
      const detail = await question('POST /lookup', `{"to":"${NUMBER}"}`);
      assert.match(detail, /\n\nbalance €20\.50\n\n/);
      assert.deepEqual(asked(), ['GET /accounts/me/balance']);
    });

    it('asks nothing before what does not cost', async () => {
      await question('DELETE /sms/1', '');
      await question('POST /contacts/my', `{"mobile":"${NUMBER}"}`);
      assert.deepEqual(asked(), []);
    });

    it('asks for no balance that the token may not read', async () => {
      bench.sandbox.addApplication({ id: 'sms-only', secret: 'S3cret', scopes: ['sms'] });
      const { key } = await bench.add({ id: 'sms-only', secret: 'S3cret', name: 'Only SMS' });
      await bench.context.applications.setActive(key);
      assert.match(await question('POST /sms', sms(NUMBER)), /\n\n1 part, about 0\.045\n\n/);
      assert.deepEqual(asked(), ['POST /sms/analyze']);
    });

    it('does not wait longer than two seconds, and leaves out what failed', async () => {
      bench.sandbox.setFault({ kind: 'hang' }, 'resource');
      const shown = question('POST /sms', sms(NUMBER));
      await bench.sandbox.waitForRequests(2, 'resource');
      await time.advance(1999);
      assert.deepEqual(bench.messages.shown, []);
      await time.advance(1);
      assert.match(await shown, /To: \+306900000000\n\n\{"body"/);
      bench.sandbox.setFault({ kind: 'answer', status: 500 }, 'resource');
      assert.match(await question('POST /sms', sms(NUMBER)), /To: \+306900000000\n\n\{"body"/);
    });

    it('costs no new token where a right is missing', async () => {
      bench.sandbox.setFault({ kind: 'answer', status: 403 }, 'resource');
      await question('POST /sms', sms(NUMBER));
      await question('POST /sms', sms(NUMBER));
      assert.equal(bench.sandbox.exchangeCount(), 1);
    });
  });

  const lenses = async (): Promise<string[]> => {
    const { document } = window.activeTextEditor ?? assert.fail();
    const found = await sendLenses(document, services);
    return found.map(({ command }) => command?.title ?? '');
  };

  it('follows an SMS until it is delivered, from the lens, the response and the cursor', async () => {
    await send('POST /sms', sms(NUMBER));
    assert.deepEqual(await lenses(), ['$(play) Send with Routee', 'Track Delivery']);
    const [tracking] = services.trackings.all;
    assert.ok(tracking);
    for (const argument of [{ id: tracking.id }, Uri.parse(tracking.response), undefined]) {
      bench.messages.clear();
      await pass(trackDelivery(services, argument));
      const { kind, text } = bench.messages.only;
      assert.deepEqual([kind, text], ['information', 'Delivered in 3 s · €0.045 · GR Sandbox Mobile']);
    }
    assert.ok(tracks() <= 6, 'growing pauses');
  });

  it('says in words why a message was not delivered', async () => {
    await send('POST /sms', sms(FAILING_NUMBER));
    await pass(trackDelivery(services, undefined));
    const { kind, text } = bench.messages.only;
    assert.equal(kind, 'warning');
    assert.equal(
      text,
      'Undelivered: The number is unknown and might no longer exist · €0.045 · GR Sandbox Mobile',
    );
  });

  const NEVER_ENDS = ['2step.start', 'sms.campaign'];
  for (const { id, method, path, json } of RESOURCES.filter(({ trackedBy }) => trackedBy !== undefined)) {
    it(`follows ${id}`, async () => {
      await send(`${method} ${path.replace(/\{\w+\}/, 'pool')}`, JSON.stringify(json));
      assert.ok((await lenses()).includes('Track Delivery'));
      await pass(trackDelivery(services, undefined));
      const expected = NEVER_ENDS.includes(id)
        ? /^Not finished after two minutes: (?:Pending|Queued)$/
        : /^(?:Delivered|Completed|Succeeded) in \d+ (?:s|min)/;
      assert.match(bench.messages.only.text, expected);
    });
  }

  it('asks for each message once at a time, and stops when it is told to', async () => {
    await send('POST /sms', sms(NUMBER));
    const cancellation = new CancellationTokenSource();
    const progress = { report: () => undefined };
    const restore = replaceMember(
      window,
      'withProgress',
      (_options: unknown, task: (report: unknown, token: unknown) => Promise<unknown>) =>
        task(progress, cancellation.token),
    );
    try {
      const first = trackDelivery(services, undefined);
      // The price, the balance, the message, and its state.
      await bench.sandbox.waitForRequests(4, 'resource');
      await trackDelivery(services, undefined);
      assert.equal(tracks(), 1);
      cancellation.cancel();
      await assert.rejects(first, (error) => error instanceof RouteeError && error.code === 'cancelled');
      await time.advance(200_000);
      assert.equal(tracks(), 1);
      assert.deepEqual(bench.messages.shown, []);
    } finally {
      restore();
    }
    await pass(trackDelivery(services, undefined));
    assert.match(bench.messages.only.text, /^Delivered in 3 s/);
  });

  it('says what Routee says of an id that it does not know', async () => {
    await services.trackings.add({
      ...{
        file: 'file:///none',
        request: '',
        response: 'routee-response:/1',
        operation: 'sms.track',
        id: 'none',
      },
      application: services.applications.active?.key ?? '',
      sentAtMs: 0,
    });
    await pass(trackDelivery(services, { id: 'none' }));
    assert.match(bench.messages.only.text, /^Delivery unknown\. Error 404005000: No message has this/);
  });

  it('belongs to the request as it was sent', async () => {
    await send('POST /sms', sms(NUMBER));
    const editor = window.activeTextEditor ?? assert.fail();
    const at = editor.document.positionAt(editor.document.getText().indexOf('Hello'));
    await editor.edit((edit) => edit.insert(at, 'Oh! '));
    assert.deepEqual(await lenses(), ['$(play) Send with Routee']);
    await trackDelivery(services, undefined);
    assert.match(bench.messages.only.text, /^There's nothing to track here yet\./);
  });

  it('shows a one-time code that failed as failed, although the status is 200', async () => {
    const flow = [
      { type: 'Sms', to: FAILING_NUMBER, order: 1, ttl: 60, message: { body: 'Your code is 0000' } },
    ];
    await open('POST /failover-otp/otp/send-failover', JSON.stringify({ flow }));
    bench.messages.willPress('Send');
    await sendRequest(services, undefined);
    const { kind, text } = bench.messages.shown.at(-1) ?? assert.fail();
    assert.equal(kind, 'warning');
    assert.equal(text, 'The message failed, although the HTTP status is 200. The last step failed.');
    assert.match(services.responses.recent[0]?.[1].text ?? '', /^\/\/ The message failed, although/);
  });

  it('explains an error by its code above the response', async () => {
    await send('POST /sms', sms('someone'));
    const { text } = services.responses.recent[0]?.[1] ?? assert.fail();
    assert.match(
      text,
      /^\/\/ Error 400000000: A value in the request isn't valid\.\n\/\/ Check "to": Invalid mobile number\n/,
    );
  });
});
