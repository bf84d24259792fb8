import assert from 'node:assert/strict';

import type { Application } from '../../../../../src/core/applications/application.ts';
import { RouteeError } from '../../../../../src/core/protocol/routeeError.ts';
import type { NarrowedTokens } from '../../../../../src/features/sharing/model/narrowedTokens.ts';
import { narrowedTokensOf } from '../../../../support/simulation/narrowedTokensOf.ts';
import { TokenWorld, type TestWindow } from '../../../../support/simulation/tokenWorld.ts';

const HOUR = 60 * 60 * 1000;

describe('NarrowedTokens', () => {
  let world: TokenWorld;
  let window: TestWindow;
  let narrowed: NarrowedTokens;
  let changes: string[];
  let fault: RouteeError | 'hang' | undefined;

  beforeEach(async () => {
    fault = undefined;
    world = new TokenWorld({ fault: () => fault });
    world.addApplication('shop', { name: 'Shop' });
    window = await world.window({ backgroundRefresh: 'onDemand' });
    narrowed = narrowedTokensOf(world, window);
    changes = [];
    narrowed.onDidChange((key) => changes.push(key));
  });

  afterEach(() => {
    narrowed.dispose();
    world.dispose();
  });

  function shop(): Application {
    const application = window.applications.get('shop');
    assert.ok(application);
    return application;
  }
  const get = (scopes: readonly string[], renew = false): Promise<string> =>
    world.wait(narrowed.getToken(shop(), scopes, { renew })).then(({ accessToken }) => accessToken);
  const peek = (scopes: readonly string[]): string | undefined => narrowed.peek(shop(), scopes)?.accessToken;

  it('exchanges once for the same scopes in any order, and says so', async () => {
    assert.equal(peek(['sms', 'voice']), undefined);
    const [first, second] = await world.wait(
      Promise.all([narrowed.getToken(shop(), ['sms', 'voice']), narrowed.getToken(shop(), ['voice', 'sms'])]),
    );
    assert.equal(first, second);
    assert.equal(await get(['sms', 'voice']), first.accessToken);
    assert.equal(peek(['voice', 'sms']), first.accessToken);
    assert.equal(world.server.count('shop:sms+voice'), 1);
    assert.deepEqual(changes, ['shop']);
  });

  it('keeps the tokens of other scopes apart', async () => {
    const sms = await get(['sms']);
    assert.notEqual(await get(['voice']), sms);
    assert.equal(peek(['sms']), sms);
    assert.equal(peek([]), undefined);
    assert.deepEqual(changes, ['shop', 'shop']);
  });

  it('exchanges again once the token has expired, and when it is asked to', async () => {
    const first = await get(['sms']);
    await world.time.advance(2 * HOUR);
    assert.equal(peek(['sms']), undefined);
    const second = await get(['sms']);
    assert.notEqual(second, first);
    world.server.revoke('shop:sms');
    assert.equal(await get(['sms']), second, 'nothing says that it was revoked');
    assert.notEqual(await get(['sms'], true), second);
    assert.deepEqual(changes, ['shop', 'shop', 'shop']);
  });

  it('says nothing when the server hands back the same token', async () => {
    const first = await get(['sms']);
    assert.equal(await get(['sms'], true), first);
    assert.equal(world.server.count('shop:sms'), 2);
    assert.deepEqual(changes, ['shop']);
  });

  it('forgets a token whose application is changed or removed, or whose server is another one', async () => {
    await get(['sms']);
    await world.wait(window.applications.update('shop', { secret: 'another' }));
    assert.equal(peek(['sms']), undefined);
    await get(['sms']);
    window.settings.authUrl = 'https://another.example/oauth/token';
    assert.equal(peek(['sms']), undefined);
    await get(['sms']);
    const application = shop();
    await world.wait(window.applications.remove('shop'));
    assert.equal(narrowed.peek(application, ['sms']), undefined);
  });

  it('remembers that scopes were refused, until it is asked to try again', async () => {
    fault = new RouteeError('invalidScope', 'Not for you.');
    await assert.rejects(get(['sms']), { code: 'invalidScope' });
    fault = undefined;
    await assert.rejects(get(['sms']), { code: 'invalidScope' });
    assert.equal(world.server.count('shop:sms'), 1);
    assert.ok(await get(['sms'], true));
  });

  it('hands out what is still valid when the server cannot be reached, but not for a renewal', async () => {
    const first = await get(['sms']);
    await world.time.advance(HOUR - 30_000);
    fault = new RouteeError('network', 'No connection.');
    assert.equal(await get(['sms']), first);
    await assert.rejects(get(['sms'], true), { code: 'network' });
  });

  it('asks again once the clock was set back, for nobody knows when the token ends', async () => {
    await get(['sms']);
    await world.time.advance(HOUR / 2);
    world.time.jump(-HOUR / 4);
    await get(['sms']);
    assert.equal(world.server.count('shop:sms'), 2);
  });

  it('lets a caller go who has given up', async () => {
    fault = 'hang';
    const controller = new AbortController();
    const waiting = narrowed.getToken(shop(), ['sms'], { signal: controller.signal });
    controller.abort();
    await assert.rejects(waiting, { code: 'cancelled' });
  });

  it('ends what is under way, and says nothing any more, when it is disposed', async () => {
    fault = 'hang';
    const waiting = narrowed.getToken(shop(), ['sms']);
    narrowed.dispose();
    await assert.rejects(world.wait(waiting));
    assert.deepEqual(changes, []);
  });
});
