import assert from 'node:assert/strict';

import { Emitter } from '../../../../src/core/kit/emitter.ts';
import { ExposedTokens } from '../../../../src/core/tokens/exposedTokens.ts';
import type { Environment } from '../../../../src/core/tokens/ownVariables.ts';
import { variableNames } from '../../../../src/core/tokens/variableNames.ts';
import { TokenWorld, type TestWindow } from '../../../support/simulation/tokenWorld.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/** `a`, named Shop, is the active application; `b` is not. */
async function start(environment: Environment = {}, isTrusted = true) {
  const world = new TokenWorld();
  world.addApplication('a', { name: 'Shop' });
  world.addApplication('b', { name: 'Stock (EU)' });
  const window = await world.window({ backgroundRefresh: 'onDemand' });
  const changed = new Emitter<void>();
  const settings = { exposeToClients: true, onDidChange: changed.event };
  const granted = new Emitter<void>();
  const trust = { value: isTrusted };
  const warnings: string[] = [];
  const heldBack: string[] = [];
  const ignore = (): void => undefined;
  const log = { trace: ignore, debug: ignore, info: ignore, error: ignore };
  const exposed = new ExposedTokens({
    applications: window.applications,
    tokens: window.manager,
    settings,
    trust: { isTrusted: () => trust.value, onDidGrant: granted.event },
    environment,
    clock: world.time,
    timers: world.time,
    onHeldBack: ({ key }) => heldBack.push(key),
    log: { ...log, warn: (message) => warnings.push(message) },
  });
  await world.time.advance(2000);
  const set = (isOn: boolean): void => {
    settings.exposeToClients = isOn;
    changed.fire();
  };
  const grantTrust = (): void => {
    trust.value = true;
    granted.fire();
  };
  return { world, window, environment, exposed, warnings, heldBack, set, grantTrust };
}

const tokenOf = (window: TestWindow, key: string): string => window.manager.peek(key)?.accessToken ?? 'none';

describe('ExposedTokens', () => {
  it('sets the token of the active application under two names, and others only once they have one', async () => {
    const { world, window, environment, exposed } = await start();
    const token = tokenOf(window, 'a');
    assert.notEqual(token, 'none');
    assert.deepEqual(environment, { ROUTEE_TOKEN: token, ROUTEE_TOKEN_SHOP: token });
    await world.getToken(window, 'b');
    assert.deepEqual(environment, {
      ROUTEE_TOKEN: token,
      ROUTEE_TOKEN_SHOP: token,
      ROUTEE_TOKEN_STOCK_EU: tokenOf(window, 'b'),
    });
    assert.deepEqual(
      ['a', 'b', 'c'].map((key) => exposed.variableOf(key)),
      ['ROUTEE_TOKEN', 'ROUTEE_TOKEN_STOCK_EU', undefined],
    );
    world.dispose();
  });

  it('keeps it current, and the active application fresh, whatever the setting of renewal', async () => {
    const { world, window, environment } = await start();
    const first = environment['ROUTEE_TOKEN'];
    await world.time.advance(3 * DAY);
    assert.notEqual(environment['ROUTEE_TOKEN'], first);
    assert.equal(environment['ROUTEE_TOKEN'], tokenOf(window, 'a'));
    assert.deepEqual([window.manager.isKeptFresh('a'), window.manager.isKeptFresh('b')], [true, false]);
    world.dispose();
  });

  it('follows the choice of the active application', async () => {
    const { world, window, environment } = await start();
    await window.applications.setActive('b');
    assert.deepEqual({ ...environment }, { ROUTEE_TOKEN_SHOP: tokenOf(window, 'a') });
    await world.time.advance(2000);
    assert.equal(environment['ROUTEE_TOKEN'], tokenOf(window, 'b'));
    assert.deepEqual([window.manager.isKeptFresh('a'), window.manager.isKeptFresh('b')], [false, true]);
    world.dispose();
  });

  it('removes what belongs to a removed application', async () => {
    const { world, window, environment } = await start();
    await world.getToken(window, 'b');
    await window.applications.remove('a');
    assert.deepEqual(Object.keys(environment).sort(), ['ROUTEE_TOKEN', 'ROUTEE_TOKEN_STOCK_EU']);
    await window.applications.removeAll();
    assert.deepEqual(environment, {});
    world.dispose();
  });

  it('removes all when it is switched off, and sets it again when switched on', async () => {
    const { world, window, environment, exposed, set } = await start();
    set(false);
    assert.deepEqual([environment, exposed.variableOf('a')], [{}, undefined]);
    assert.equal(window.manager.isKeptFresh('a'), false);
    await world.getToken(window, 'a', { renew: true });
    assert.deepEqual(environment, {});
    set(true);
    assert.equal(environment['ROUTEE_TOKEN'], tokenOf(window, 'a'));
    world.dispose();
  });

  it('sets nothing in a workspace that is not trusted, until it is', async () => {
    const { world, window, environment, exposed, set, grantTrust } = await start({}, false);
    await world.getToken(window, 'a');
    set(true);
    assert.deepEqual([environment, exposed.variableOf('a')], [{}, undefined]);
    assert.equal(window.manager.isKeptFresh('a'), false);
    grantTrust();
    assert.deepEqual(environment, {
      ROUTEE_TOKEN: tokenOf(window, 'a'),
      ROUTEE_TOKEN_SHOP: tokenOf(window, 'a'),
    });
    assert.equal(window.manager.isKeptFresh('a'), true);
    exposed.dispose();
    grantTrust();
    assert.deepEqual(environment, {});
    world.dispose();
  });

  it('removes all in the end, and is deaf then', async () => {
    const { world, window, environment, exposed } = await start({ PATH: '/bin' });
    exposed.dispose();
    assert.deepEqual(environment, { PATH: '/bin' });
    await world.getToken(window, 'b');
    assert.deepEqual(environment, { PATH: '/bin' });
    assert.equal(window.manager.isKeptFresh('a'), false);
    world.dispose();
  });

  it('leaves a variable alone that was there before, and says so once', async () => {
    const { world, window, environment, exposed, warnings } = await start({ ROUTEE_TOKEN: 'mine' });
    await world.time.advance(3 * HOUR);
    assert.equal(environment['ROUTEE_TOKEN'], 'mine');
    assert.equal(environment['ROUTEE_TOKEN_SHOP'], tokenOf(window, 'a'));
    assert.deepEqual(warnings, ['The environment variable ROUTEE_TOKEN is set already and stays as it is.']);
    assert.equal(exposed.variableOf('a'), 'ROUTEE_TOKEN_SHOP');
    exposed.dispose();
    assert.deepEqual(environment, { ROUTEE_TOKEN: 'mine' });
    world.dispose();
  });

  it('leaves a variable alone that somebody has changed since', async () => {
    const { world, environment, exposed } = await start();
    environment['ROUTEE_TOKEN'] = 'theirs';
    await world.time.advance(3 * HOUR);
    exposed.dispose();
    assert.deepEqual(environment, { ROUTEE_TOKEN: 'theirs' });
    world.dispose();
  });

  it('removes the token of an application that is not active when it expires', async () => {
    const { world, window, environment } = await start();
    world.server.behaviour.lifetimeS = () => 600;
    const { token } = await world.getToken(window, 'b');
    await world.time.advance((token.expiresAtMs ?? 0) - world.time.now() - 1000);
    assert.equal(environment['ROUTEE_TOKEN_STOCK_EU'], token.accessToken);
    window.states.length = 0;
    await world.time.advance(2000);
    assert.deepEqual(window.states, [], 'nothing else has changed');
    assert.deepEqual(Object.keys(environment).sort(), ['ROUTEE_TOKEN', 'ROUTEE_TOKEN_SHOP']);
    world.dispose();
  });

  it('holds a long-lived token back until the user has agreed to it, and says so once', async () => {
    const { world, window, environment, heldBack } = await start();
    world.server.behaviour.lifetimeS = () => 631139040;
    const { token } = await world.getToken(window, 'b', { renew: true });
    await world.getToken(window, 'b', { renew: true });
    assert.deepEqual(Object.keys(environment).sort(), ['ROUTEE_TOKEN', 'ROUTEE_TOKEN_SHOP']);
    assert.deepEqual(heldBack, ['b']);
    assert.notEqual(token.accessToken, '');
    await window.applications.update('b', { longLivedAccepted: true });
    assert.equal(environment['ROUTEE_TOKEN_STOCK_EU'], tokenOf(window, 'b'));
    world.dispose();
  });

  const names: [names: string[], variables: string[]][] = [
    [['Shop'], ['ROUTEE_TOKEN_SHOP']],
    [['My shop, Köln!'], ['ROUTEE_TOKEN_MY_SHOP_KOLN']],
    [
      ['Shop', 'shop', 'Stock'],
      ['ROUTEE_TOKEN_SHOP_00000000', 'ROUTEE_TOKEN_SHOP_10000000', 'ROUTEE_TOKEN_STOCK'],
    ],
    [
      ['Shop', 'shop', 'Shop 00000000'],
      [
        'ROUTEE_TOKEN_SHOP_00000000_0000_4000',
        'ROUTEE_TOKEN_SHOP_10000000',
        'ROUTEE_TOKEN_SHOP_00000000_20000000_0000_4000',
      ],
    ],
    [
      ['Ωμέγα', '…'],
      ['ROUTEE_TOKEN_APPLICATION_00000000', 'ROUTEE_TOKEN_APPLICATION_10000000'],
    ],
  ];
  for (const [given, variables] of names) {
    it(`names the variables of ${given.join(', ')}`, () => {
      const applications = given.map((name, index) => ({ key: `${index}0000000-0000-4000`, name }));
      assert.deepEqual([...variableNames(applications).values()], variables);
      const reversed = [...variableNames([...applications].reverse()).values()];
      assert.deepEqual(reversed.reverse(), variables, 'whatever their order');
    });
  }
});
