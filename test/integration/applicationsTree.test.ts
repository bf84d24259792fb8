import assert from 'node:assert/strict';
import type { TreeItem } from 'vscode';

import { ApplicationStore } from '../../src/core/applications/applicationStore.ts';
import { applicationStorageKey } from '../../src/core/storage/storageKeys.ts';
import { Emitter } from '../../src/core/kit/emitter.ts';
import type { EnvironmentLink } from '../../src/core/envFile/environmentLink.ts';
import type { Token } from '../../src/core/protocol/token.ts';
import type { TokenState } from '../../src/core/tokens/tokenState.ts';
import type { TreeNode } from '../../src/features/sidebar/treeItems.ts';
import { ApplicationsTree } from '../../src/features/sidebar/applicationsTree.ts';
import { attentionBadge } from '../../src/features/sidebar/attentionBadge.ts';
import { FakeTime } from '../support/fakeTime.ts';
import { SharedSecretStore } from '../support/memorySecrets.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const nobody = (): undefined => undefined;
const log = { trace: nobody, debug: nobody, info: nobody, warn: nobody, error: nobody };

/** The rows as VS Code asks for them, on the real store; what is known of tokens is given. */
describe('the rows of the view', () => {
  let time: FakeTime;
  let shared: SharedSecretStore;
  let store: ApplicationStore;
  let states: Map<string, TokenState>;
  let links: EnvironmentLink[];
  let changed: Emitter<string>;
  let tree: ApplicationsTree;
  /** For each event, the applications that are drawn anew; all of them: `*`. */
  let fired: string[];

  beforeEach(async () => {
    time = new FakeTime();
    shared = new SharedSecretStore();
    let keys = 0;
    store = new ApplicationStore({ secrets: shared.window(), log, newKey: () => `key${++keys}` });
    await store.load();
    states = new Map();
    links = [];
    changed = new Emitter();
    fired = [];
    const settings = { authUrl: 'https://auth.routee.net/oauth/token', apiUrl: 'https://connect.routee.net' };
    tree = new ApplicationsTree({
      clock: time,
      timers: time,
      applications: store,
      tokens,
      settings,
      links: linkStore,
    });
    tree.onDidChangeTreeData((nodes) => {
      fired.push(nodes?.map(({ key }) => store.get(key)?.name ?? key).join(' ') ?? '*');
    });
  });

  afterEach(() => {
    tree.dispose();
    assert.equal(time.pendingTimers, 0);
  });

  const tokens = {
    state: (key: string): TokenState => states.get(key) ?? { kind: 'none' },
    isKeptFresh: () => true,
    nextRenewalMs: nobody,
    onDidChange: (listener: (key: string) => unknown) => changed.event(listener),
  };
  const linkStore = {
    get all() {
      return links;
    },
    onDidChange: () => ({ dispose: nobody }),
  };

  async function add(name: string, lifeMs?: number): Promise<string> {
    const { key } = await store.add({ id: `id of ${name}`, secret: 'x', name, scopes: [] });
    if (lifeMs !== undefined) states.set(key, { kind: 'ready', token: token(lifeMs) });
    return key;
  }

  function token(lifeMs: number): Token {
    const issuedAtMs = time.now();
    const expiresAtMs = issuedAtMs + lifeMs;
    return {
      accessToken: 't',
      issuedAtMs,
      expiresAtMs,
      scopes: ['sms', 'voice'],
      permissions: ['MT_ROLE_SMS'],
    };
  }

  /** Draws everything, as a view does that is shown with all rows unfolded. */
  async function draw(): Promise<{ node: TreeNode; item: TreeItem }[]> {
    const drawn: { node: TreeNode; item: TreeItem }[] = [];
    const visit = async (parent?: TreeNode): Promise<void> => {
      for (const node of tree.getChildren(parent)) {
        drawn.push({ node, item: tree.getTreeItem(node) });
        await visit(node);
      }
    };
    await visit();
    fired = [];
    return drawn;
  }

  it('are drawn anew by time only where they say something else', async () => {
    await add('Blink', 90 * SECOND);
    await add('Day', 24 * HOUR);
    await add('Hour', HOUR);
    await add('None');
    tree.setVisible(true);
    await draw();
    const all: string[] = [];
    for (let second = 0; second < 61; second++) {
      await time.advance(SECOND);
      all.push(...fired);
      await draw();
    }
    // "1 min" until a minute is left, then every second; "1 h" and "24 h" for a moment, then "59 min" for a minute.
    assert.deepEqual(all, ['Day Hour', ...Array<string>(30).fill('Blink'), 'Blink Day Hour']);
  });

  it('all that change at one moment are one event', async () => {
    await add('One', 30 * SECOND);
    await add('Two', 40 * SECOND);
    tree.setVisible(true);
    await draw();
    await time.advance(SECOND);
    assert.deepEqual(fired, ['One Two']);
  });

  it('count no time while nobody sees them, and are right when they are seen again', async () => {
    await add('Blink', 90 * SECOND);
    tree.setVisible(true);
    await draw();
    tree.setVisible(false);
    await time.advance(10 * MINUTE);
    assert.deepEqual(fired, []);
    assert.equal(time.pendingTimers, 0);
    tree.setVisible(true);
    assert.deepEqual(fired, ['Blink']);
  });

  it('are drawn alone when their token changes', async () => {
    const key = await add('Blink', 90 * SECOND);
    await add('Hour', HOUR);
    await draw();
    states.set(key, { kind: 'fetching', token: undefined });
    changed.fire(key);
    assert.deepEqual(fired, ['Blink']);
  });

  it('are the same objects from one drawing to the next, until the application is gone', async () => {
    const key = await add('Blink', 90 * SECOND);
    const [before] = tree.getChildren();
    await add('Hour', HOUR);
    assert.equal(tree.getChildren()[0], before);
    await store.remove(key);
    await draw();
    changed.fire(key);
    assert.deepEqual(fired, [], 'nothing is kept of a removed application');
  });

  it('tell a screen reader in words what the eye sees', async () => {
    const key = await add('Shop', HOUR);
    shared.put(applicationStorageKey('broken'), JSON.stringify({ name: 'Zebra' }));
    await store.load();
    links = [
      {
        file: '/w/.env',
        key,
        target: { kind: 'dotenv', name: 'ROUTEE_TOKEN' },
        added: 'value',
        createdFile: false,
        stopped: 'missing',
      },
    ];
    const spoken = (await draw()).map(({ item }) => item.accessibilityInformation?.label);
    assert.deepEqual(spoken, [
      'Shop, expires in 1 h, active',
      'Expires in 1 h, expiry of the token',
      'Scopes of the token, 2',
      'sms, scope of the token',
      'voice, scope of the token',
      'Permissions of the token, 1',
      'MT_ROLE_SMS, permission of the token',
      'Linked file /w/.env, ROUTEE_TOKEN, not updated',
      "Zebra, can't be read",
    ]);
  });

  it('have names to type, for VS Code to find a row by', async () => {
    await add('Shop', HOUR);
    const labels = (await draw()).map(({ item }) => item.label);
    assert.ok(labels.every((label) => typeof label === 'string' && label !== ''));
    assert.equal(labels[0], 'Shop');
  });

  it('have tooltips that are made when they are asked for', async () => {
    await add('Shop', HOUR);
    const [shop] = await draw();
    assert.ok(shop !== undefined && shop.item.tooltip === undefined);
    const { tooltip } = tree.resolveTreeItem(shop.item, shop.node);
    assert.ok(typeof tooltip === 'object' && tooltip.value.includes('Scopes: sms,&nbsp;voice'));
  });

  describe('the number on the activity bar', () => {
    const rejected: TokenState = {
      kind: 'rejected',
      token: undefined,
      problem: { code: 'credentialsRejected', message: 'No.', atMs: 0 },
    };

    it('counts what needs the user, and nothing else', async () => {
      const view: Parameters<typeof attentionBadge>[0] = {};
      const badge = attentionBadge(view, { applications: store, tokens });
      const keys = [await add('A', HOUR), await add('B'), await add('C')] as const;
      const set = (key: string, state: TokenState): void => {
        states.set(key, state);
        changed.fire(key);
      };
      set(keys[1], {
        kind: 'failed',
        token: undefined,
        problem: { code: 'network', message: 'No.', atMs: 0 },
        retryAtMs: 1,
      });
      assert.equal(view.badge, undefined, 'what mends itself needs nobody');
      set(keys[1], rejected);
      assert.deepEqual(view.badge, { value: 1, tooltip: '1 application needs your attention' });
      shared.put(applicationStorageKey('broken'), 'no JSON');
      await store.load();
      set(keys[2], { ...rejected, problem: { ...rejected.problem, code: 'invalidScope' } });
      assert.deepEqual(view.badge, { value: 3, tooltip: '3 applications need your attention' });
      await store.remove('broken');
      await store.remove(keys[2]);
      set(keys[1], { kind: 'ready', token: token(HOUR) });
      assert.equal(view.badge, undefined);
      badge.dispose();
      set(keys[1], rejected);
      assert.equal(view.badge, undefined);
    });
  });
});
