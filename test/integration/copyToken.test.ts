import assert from 'node:assert/strict';
import { env } from 'vscode';

import { copyAuthorizationHeader, copyToken } from '../../src/features/tokens/tokenCommands.ts';
import { runCommand } from '../../src/handlers.ts';
import { eventually } from './support/eventually.ts';
import { faults } from '../support/routeeSandbox.ts';
import { CommandBench } from './support/commandContext.ts';

describe('Copy Token and Copy Authorization Header', () => {
  let bench: CommandBench;

  beforeEach(async () => {
    bench = await CommandBench.start();
    await env.clipboard.writeText('before');
  });

  afterEach(async () => {
    await bench.stop();
    await env.clipboard.writeText('');
  });

  it('copies the token alone', async () => {
    await bench.add();
    await copyToken(bench.context, undefined);
    assert.equal(await env.clipboard.readText(), bench.token());
    assert.deepEqual(bench.messages.statusTexts, ['$(check) Token of Shop copied']);
    assert.deepEqual(bench.messages.shown, []);
  });

  it('copies the whole header on one line', async () => {
    await bench.add();
    await copyAuthorizationHeader(bench.context, undefined);
    assert.equal(await env.clipboard.readText(), `Authorization: Bearer ${bench.token()}`);
    assert.deepEqual(bench.messages.statusTexts, ['$(check) Authorization header of Shop copied']);
  });

  it('takes it out of the clipboard again when the setting says so', async () => {
    await bench.add();
    bench.clipboardSettings.clearClipboardSeconds = 60;
    await copyAuthorizationHeader(bench.context, undefined);
    await bench.clipboardTime.advance(59_999);
    assert.equal(await env.clipboard.readText(), `Authorization: Bearer ${bench.token()}`);
    await bench.clipboardTime.advance(1);
    await eventually('an empty clipboard', async () => (await env.clipboard.readText()) === '');
  });

  it('copies what Routee accepts', async () => {
    await bench.add();
    await copyAuthorizationHeader(bench.context, undefined);
    const [name = '', value = ''] = (await env.clipboard.readText()).split(': ');
    const answer = await fetch(`${bench.sandbox.apiUrl}/accounts/me/balance`, { headers: { [name]: value } });
    assert.equal(answer.status, 200);
  });

  it('takes the row that was clicked on', async () => {
    bench.sandbox.addApplication({ id: 'other', secret: 'other-secret' });
    const shop = await bench.add();
    const { key } = await bench.add({ id: 'other', secret: 'other-secret', name: 'Other' });
    await bench.context.applications.setActive(shop.key);
    await copyToken(bench.context, { kind: 'application', key });
    assert.equal(await env.clipboard.readText(), bench.token('other'));
    await copyToken(bench.context, undefined);
    assert.equal(await env.clipboard.readText(), bench.token());
  });

  it('asks before it copies a long-lived token, once for an application', async () => {
    bench.sandbox.configure({ lifetimeSeconds: 31 * 24 * 3600 });
    await bench.add();
    await runCommand('routee.copyToken', bench.context, undefined);
    assert.equal(await env.clipboard.readText(), 'before');
    assert.equal(bench.messages.only.modal, true);
    assert.match(bench.messages.only.detail, /^Token: expires in 3[01] days/);

    bench.messages.willPress('Copy Anyway');
    await copyToken(bench.context, undefined);
    assert.equal(await env.clipboard.readText(), bench.token());

    bench.messages.clear();
    await copyAuthorizationHeader(bench.context, undefined);
    assert.deepEqual(bench.messages.shown, []);
    assert.equal(await env.clipboard.readText(), `Authorization: Bearer ${bench.token()}`);
  });

  it('copies nothing when there is no token, and tells why with a button that helps', async () => {
    const { key } = await bench.add({ secret: 'not-the-secret' });
    await runCommand('routee.copyToken', bench.context, undefined);
    assert.equal(await env.clipboard.readText(), 'before');
    const { kind, text, buttons } = bench.messages.only;
    assert.equal(kind, 'error');
    assert.match(text, /^Shop: Routee rejected/);
    assert.deepEqual(buttons, ['Edit Credentials']);
    assert.equal(bench.context.tokens.state(key).kind, 'rejected');
  });

  it('runs again after Retry', async () => {
    await bench.add();
    bench.sandbox.failNext(1, faults.serverError);
    const { promise, resolve } = Promise.withResolvers<undefined>();
    bench.messages.willPress('Retry', promise);
    await runCommand('routee.copyToken', bench.context, undefined);
    assert.deepEqual(bench.messages.only.buttons, ['Retry']);
    assert.equal(await env.clipboard.readText(), 'before');

    // Within a second of a failure nobody asks the server again; a person is not that quick.
    const failedAt = performance.now();
    await eventually('a second', () => performance.now() - failedAt > 1000);
    resolve(undefined);
    await eventually('the copied token', async () => (await env.clipboard.readText()) !== 'before');
    assert.equal(await env.clipboard.readText(), bench.token());
    assert.equal(bench.messages.shown.length, 1);
  });
});
