import assert from 'node:assert/strict';

import { followRedact } from '../../../../src/core/redaction/followRedact.ts';
import { Redaction } from '../../../../src/core/redaction/redaction.ts';
import {
  ShownApplications,
  shownTokens,
  type TokenStates,
} from '../../../../src/core/redaction/shownApplications.ts';
import type { Token } from '../../../../src/core/protocol/token.ts';
import type { Problem, TokenState } from '../../../../src/core/tokens/tokenState.ts';
import { type TestWindow, TokenWorld } from '../../../support/simulation/tokenWorld.ts';

describe('what is shown of applications', () => {
  let world: TokenWorld;
  let window: TestWindow;
  let shown: ShownApplications;
  let tokens: TokenStates;
  let changes: number;

  beforeEach(async () => {
    world = new TokenWorld();
    for (const key of ['shop', 'stock', 'tools']) world.addApplication(key, { name: key.toUpperCase() });
    window = await world.window({ backgroundRefresh: 'onDemand' });
    shown = new ShownApplications(window.applications);
    tokens = shownTokens(window.manager, shown);
    changes = 0;
    shown.onDidChange(() => {
      changes += 1;
    });
  });

  afterEach(() => {
    shown.dispose();
    world.dispose();
  });

  for (const isHidden of [false, true]) {
    describe(isHidden ? 'in demo mode' : 'otherwise', () => {
      beforeEach(() => {
        if (isHidden) shown.redaction = new Redaction(window.applications);
        changes = 0;
      });

      it('is written to the store', async () => {
        await world.wait(shown.setActive('stock'));
        assert.equal(window.applications.active?.key, 'stock');
        assert.equal(shown.active?.name, isHidden ? 'Application 1' : 'STOCK');
        assert.deepEqual(
          window.applications.applications.map(({ key }) => key),
          ['stock', 'shop', 'tools'],
        );
        await world.wait(shown.remove('tools'));
        assert.equal(window.applications.get('tools'), undefined);
        assert.ok(changes >= 2, String(changes));
        await world.wait(shown.removeAll());
        assert.deepEqual([shown.all, shown.applications, shown.active], [[], [], undefined]);
        assert.deepEqual([shown.get('shop'), shown.stored('shop')], [undefined, undefined]);
      });

      it('says when it changes, until it is disposed', async () => {
        await world.wait(shown.update('shop', { name: 'Renamed' }));
        assert.equal(changes, 1);
        assert.equal(shown.get('shop')?.name, isHidden ? 'Application 1' : 'Renamed');
        shown.dispose();
        await world.wait(shown.update('shop', { name: 'Again' }));
        assert.equal(changes, 1);
      });

      it('passes on what is known of a token', async () => {
        assert.equal(tokens.onDidChange, window.manager.onDidChange);
        await world.getToken(window, 'shop');
        assert.equal(tokens.state('shop').kind, 'ready');
        assert.equal(tokens.isKeptFresh('shop'), window.manager.isKeptFresh('shop'));
        assert.equal(tokens.nextRenewalMs('shop'), window.manager.nextRenewalMs('shop'));
      });
    });
  }

  it('says that it changes when demo mode does, and only then', () => {
    const redaction = new Redaction(window.applications);
    for (const next of [redaction, redaction, undefined, undefined]) shown.redaction = next;
    assert.equal(changes, 2);
  });
});

describe('followRedact', () => {
  it('follows the setting, also when it changes while the code is loaded', async () => {
    const world = new TokenWorld();
    world.addApplication('shop', { name: 'Shop' });
    const { applications } = await world.window({ backgroundRefresh: 'onDemand' });
    const shown = new ShownApplications(applications);
    const settings = { redact: false };
    const follow = followRedact(shown, settings, () => Promise.resolve(new Redaction(applications)));
    await follow();
    assert.equal(shown.redaction, undefined);
    settings.redact = true;
    await follow();
    assert.equal(shown.active?.name, 'Application 1');
    const { redaction } = shown;
    settings.redact = false;
    await follow();
    assert.equal(shown.redaction, undefined);
    settings.redact = true;
    await follow();
    assert.equal(shown.redaction, redaction, 'stand-ins stay in a session');
    settings.redact = false;
    await follow();
    settings.redact = true;
    const late = follow();
    settings.redact = false;
    await late;
    assert.equal(shown.redaction, undefined);
    world.dispose();
  });
});

describe('Redaction of a token’s state', () => {
  const token: Token = {
    accessToken: 't',
    issuedAtMs: 1,
    scopes: ['sms', 'voice'],
    permissions: ['MT_ROLE_SMS'],
  };
  const hidden: Token = { ...token, scopes: ['•••'], permissions: ['•••'] };
  const problem: Problem = { code: 'network', message: 'SHOP is not there.', atMs: 2 };
  const said: Problem = { ...problem, message: 'Application 1 is not there.' };
  const retry = { retryAtMs: 3 };

  const cases: readonly (readonly [state: TokenState, shown: TokenState])[] = [
    [{ kind: 'none' }, { kind: 'none' }],
    [
      { kind: 'ready', token },
      { kind: 'ready', token: hidden },
    ],
    [
      { kind: 'ready', token: { ...token, scopes: [], permissions: [] } },
      { kind: 'ready', token: { ...token, scopes: [], permissions: [] } },
    ],
    [
      { kind: 'fetching', token },
      { kind: 'fetching', token: hidden },
    ],
    [
      { kind: 'fetching', token: undefined },
      { kind: 'fetching', token: undefined },
    ],
    [
      { kind: 'failed', token, problem, ...retry },
      { kind: 'failed', token: hidden, problem: said, ...retry },
    ],
    [
      { kind: 'rejected', token: undefined, problem },
      { kind: 'rejected', token: undefined, problem: said },
    ],
    [
      { kind: 'misconfigured', token, problem },
      { kind: 'misconfigured', token: hidden, problem: said },
    ],
  ];
  for (const [state, expected] of cases) {
    it(`hides what ${state.kind} tells${state.token === undefined ? '' : ', with a token'}`, async () => {
      const world = new TokenWorld();
      world.addApplication('shop', { name: 'SHOP' });
      const { applications } = await world.window({ backgroundRefresh: 'onDemand' });
      const redaction = new Redaction(applications);
      assert.deepEqual(redaction.state(state), expected);
      assert.equal(redaction.state(state), redaction.state(state), 'the same object, for comparing');
      world.dispose();
    });
  }
});
