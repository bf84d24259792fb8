import assert from 'node:assert/strict';

import { Emitter } from '../../../../../src/core/kit/emitter.ts';
import { RouteeError } from '../../../../../src/core/protocol/routeeError.ts';
import { Redaction } from '../../../../../src/core/redaction/redaction.ts';
import { ShownApplications } from '../../../../../src/core/redaction/shownApplications.ts';
import { TerminalToken } from '../../../../../src/features/sharing/model/terminalToken.ts';
import { TokenWorld, type TestWindow } from '../../../../support/simulation/tokenWorld.ts';
import type { ServerBehaviour } from '../../../../support/simulation/virtualServer.ts';

const HOUR = 60 * 60 * 1000;

class Variables {
  persistent = true;
  description: unknown;
  readonly values: Record<string, string> = {};
  writes = 0;

  replace(variable: string, value: string): void {
    this.values[variable] = value;
    this.writes += 1;
  }

  delete(variable: string): void {
    Reflect.deleteProperty(this.values, variable);
    this.writes += 1;
  }
}

async function start(behaviour: Partial<ServerBehaviour> = {}, isTrusted = true) {
  const world = new TokenWorld(behaviour);
  world.addApplication('shop', { name: 'Shop' });
  world.addApplication('stock', { name: 'Stock' });
  const window = await world.window({ backgroundRefresh: 'onDemand' });
  const changed = new Emitter<void>();
  const granted = new Emitter<void>();
  const settings = { injectToken: true, onDidChange: changed.event };
  const trust = { value: isTrusted };
  const variables = new Variables();
  const withheld: string[] = [];
  const shown = new ShownApplications(window.applications);
  const terminals = new TerminalToken({
    applications: shown,
    tokens: window.manager,
    clock: world.time,
    timers: world.time,
    settings,
    variables,
    trust: { isTrusted: () => trust.value, onDidGrant: granted.event },
    onHeldBack: ({ name }) => withheld.push(name),
  });
  await world.time.advance(2000);
  const set = (isOn: boolean): void => {
    settings.injectToken = isOn;
    changed.fire();
  };
  const grantTrust = (): void => {
    trust.value = true;
    granted.fire();
  };
  return { world, window, shown, variables, withheld, terminals, set, grantTrust };
}

const tokenOf = (window: TestWindow, key: string): string => window.manager.peek(key)?.accessToken ?? 'none';

describe('TerminalToken', () => {
  it('gives new terminals the token of the active application, and keeps nothing on the disk', async () => {
    const { world, window, variables } = await start();
    assert.deepEqual(variables.values, { ROUTEE_ACCESS_TOKEN: tokenOf(window, 'shop') });
    assert.notEqual(tokenOf(window, 'shop'), 'none');
    assert.equal(variables.persistent, false);
    assert.equal(variables.description, 'Current token of Shop, as ROUTEE_ACCESS_TOKEN');
    world.dispose();
  });

  it('writes once for each new token, since every write marks the open terminals', async () => {
    const { world, window, variables } = await start();
    assert.equal(variables.writes, 1);
    const first = tokenOf(window, 'shop');
    await world.time.advance(HOUR + 5000);
    assert.notEqual(tokenOf(window, 'shop'), first);
    assert.deepEqual(variables.values, { ROUTEE_ACCESS_TOKEN: tokenOf(window, 'shop') });
    assert.equal(variables.writes, 2);
    world.dispose();
  });

  it('takes out an expired token for which there is no new one', async () => {
    const { world, variables } = await start();
    world.server.behaviour.fault = () => new RouteeError('network', 'Routee cannot be reached.');
    await world.time.advance(HOUR + 10 * 60_000);
    assert.deepEqual(variables.values, {});
    world.dispose();
  });

  it('takes out an expired token when nothing is tried any more', async () => {
    const { world, window, variables } = await start();
    world.server.behaviour.fault = () => new RouteeError('credentialsRejected', 'Routee has refused it.');
    await assert.rejects(world.getToken(window, 'shop', { renew: true }));
    await world.time.advance(HOUR - 60_000);
    assert.notDeepEqual(variables.values, {});
    const states = window.states.length;
    await world.time.advance(2 * 60_000);
    assert.equal(window.states.length, states, 'nothing else has changed');
    assert.deepEqual(variables.values, {});
    world.dispose();
  });

  it('gives out no token of the one before while that of another application is fetched', async () => {
    const { world, window, variables } = await start();
    world.server.behaviour.fault = () => 'hang' as const;
    await window.applications.setActive('stock');
    await world.time.advance(1000);
    assert.equal(window.manager.state('stock').kind, 'fetching');
    assert.deepEqual(variables.values, {});
    world.dispose();
  });

  it('shows no name in demo mode, and marks no terminal for that', async () => {
    const { world, window, shown, variables } = await start();
    shown.redaction = new Redaction(window.applications);
    assert.doesNotMatch(String(variables.description), /Shop/);
    shown.redaction = undefined;
    assert.match(String(variables.description), /Shop/);
    assert.equal(variables.writes, 1);
    world.dispose();
  });

  it('follows the active application', async () => {
    const { world, window, variables } = await start();
    await window.applications.setActive('stock');
    assert.notEqual(variables.values['ROUTEE_ACCESS_TOKEN'], tokenOf(window, 'shop'));
    await world.time.advance(2000);
    assert.deepEqual(variables.values, { ROUTEE_ACCESS_TOKEN: tokenOf(window, 'stock') });
    assert.equal(variables.description, 'Current token of Stock, as ROUTEE_ACCESS_TOKEN');
    assert.deepEqual(
      [window.manager.isKeptFresh('shop'), window.manager.isKeptFresh('stock')],
      [false, true],
    );
    await window.applications.removeAll();
    assert.deepEqual(variables.values, {});
    world.dispose();
  });

  it('takes it out when it is switched off, and in the end', async () => {
    const { world, window, variables, terminals, set } = await start();
    set(false);
    assert.deepEqual(variables.values, {});
    assert.equal(window.manager.isKeptFresh('shop'), false);
    set(true);
    assert.deepEqual(variables.values, { ROUTEE_ACCESS_TOKEN: tokenOf(window, 'shop') });
    terminals.dispose();
    assert.deepEqual(variables.values, {});
    set(true);
    assert.deepEqual(variables.values, {});
    world.dispose();
  });

  it('does nothing in a workspace that is not trusted, until it is', async () => {
    const { world, window, variables, grantTrust } = await start({}, false);
    await world.getToken(window, 'shop');
    assert.deepEqual(variables.values, {});
    grantTrust();
    assert.deepEqual(variables.values, { ROUTEE_ACCESS_TOKEN: tokenOf(window, 'shop') });
    world.dispose();
  });

  it('keeps a long-lived token back until the user agrees, and says so once', async () => {
    const { world, window, variables, withheld } = await start({ lifetimeS: () => undefined });
    assert.deepEqual([variables.values, withheld], [{}, ['Shop']]);
    await world.getToken(window, 'shop', { renew: true });
    assert.deepEqual(withheld, ['Shop']);
    await window.applications.update('shop', { longLivedAccepted: true });
    assert.deepEqual(variables.values, { ROUTEE_ACCESS_TOKEN: tokenOf(window, 'shop') });
    world.dispose();
  });
});
