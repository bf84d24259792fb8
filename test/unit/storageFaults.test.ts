import assert from 'node:assert/strict';

import {
  ACTIVE_KEY,
  applicationKeyOf,
  applicationStorageKey,
  FORMER_ORDER_KEY,
  ISSUED_KEY,
  isOurKey,
  issuedStorageKey,
  tokenStorageKey,
} from '../../src/core/storage/storageKeys.ts';
import { ApplicationStore } from '../../src/core/applications/applicationStore.ts';
import { SessionFallbackSecrets } from '../../src/core/storage/sessionFallbackSecrets.ts';
import { IssuedTokens } from '../../src/core/issued/issuedTokens.ts';
import type { Log } from '../../src/core/kit/ports.ts';
import type { SecretsFaults, SecretsOperation } from '../support/memorySecrets.ts';
import { TokenWorld, type TestWindow } from '../support/simulation/tokenWorld.ts';

const LOCKED = new Error('The keyring is locked.');
const OPERATIONS: readonly SecretsOperation[] = ['get', 'store', 'delete', 'keys'];
const draft = { id: 'typed-id', secret: 'typed-secret', name: 'Typed', scopes: ['sms'] };

/** All that a user can want of the storage. */
const ACTIONS: Readonly<Record<string, (window: TestWindow) => Promise<unknown>>> = {
  'Add Application': ({ applications }) => applications.add(draft, 'typed'),
  'Edit Application': ({ applications }) => applications.update('a', { secret: 'changed-secret' }),
  'Remove Application': ({ applications }) => applications.remove('b'),
  'Use Application': ({ applications }) => applications.setActive('b'),
  'Get Token': ({ manager }) => manager.getToken('a', { renew: true }),
};

/** How a call goes wrong. */
const FAULTS: Readonly<
  Record<string, (faults: SecretsFaults, operation: SecretsOperation, world: TokenWorld) => void>
> = {
  fails: (faults, operation) => {
    faults.reject[operation] = LOCKED;
  },
  'fails once': (faults, operation) => {
    let left = 1;
    faults.before = (called) => (called === operation && left-- > 0 ? Promise.reject(LOCKED) : undefined);
  },
  'fails after it was done': (faults, operation) => {
    let left = 1;
    faults.after = (called) => (called === operation && left-- > 0 ? Promise.reject(LOCKED) : undefined);
  },
  'takes five seconds': (faults, operation, world) => {
    faults.before = (called) => (called === operation ? later(world, 5000) : undefined);
  },
  'is overtaken by the next one': (faults, operation, world) => {
    let calls = 0;
    faults.before = (called) =>
      called === operation ? later(world, calls++ % 2 === 0 ? 2000 : 1) : undefined;
  },
  'is told of late': (faults, operation, world) => {
    faults.after = (called) => (called === operation ? later(world, 3000) : undefined);
  },
  'is told of twice': (faults) => {
    faults.noise = 'twice';
  },
};

function later(world: TokenWorld, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    world.time.set(resolve, delayMs);
  });
}

interface Session {
  readonly window: TestWindow;
  readonly issued: IssuedTokens;
  readonly logged: string[];
}

describe('when the secret storage', () => {
  let world: TokenWorld;
  let sessions: Session[];

  beforeEach(() => {
    world = new TokenWorld({ policy: 'new' });
    sessions = [];
    for (const key of ['a', 'b', 'c']) world.addApplication(key);
  });

  afterEach(() => {
    for (const { issued } of sessions) issued.dispose();
    world.dispose();
  });

  async function open(): Promise<Session> {
    const window = await world.window({ backgroundRefresh: 'onDemand' });
    const logged: string[] = [];
    const add = (line: string): void => {
      logged.push(line);
    };
    const log: Log = { trace: add, debug: add, info: add, warn: add, error: add };
    const { secrets, applications, manager } = window;
    const issued = new IssuedTokens({ secrets, log, applications, tokens: manager });
    const session = { window, issued, logged };
    sessions.push(session);
    await settle(session);
    return session;
  }

  /** Digests are made outside of virtual time. */
  async function settle({ issued }: Session): Promise<void> {
    const progress = { isSettled: false };
    const note = async (): Promise<void> => {
      await issued.settled();
      progress.isSettled = true;
    };
    for (let second = 0; second < 20 || !progress.isSettled; second++) {
      if (second === 20) void note();
      await world.time.advance(1000);
      await new Promise(setImmediate);
    }
  }

  /** What the user does ends, one way or the other. */
  async function attempt(action: Promise<unknown>): Promise<'done' | 'refused'> {
    const ended = action.then(
      () => 'done' as const,
      (error: unknown) => {
        assert.ok(error instanceof Error, 'something else than an error was thrown');
        return 'refused' as const;
      },
    );
    return world.wait(ended);
  }

  /** As the next start of VS Code finds it. */
  async function restart(): Promise<TestWindow> {
    const { window } = await open();
    return window;
  }

  for (const [what, break_] of Object.entries(FAULTS)) {
    for (const operation of what === 'is told of twice' ? OPERATIONS.slice(1, 2) : OPERATIONS) {
      describe(`${what} (${operation})`, () => {
        for (const [action, act] of Object.entries(ACTIONS)) {
          it(`${action} ends, loses nothing, and works afterwards`, async () => {
            const session = await open();
            const { window, logged } = session;
            const { faults } = window.secrets;
            break_(faults, operation, world);
            const ended = await attempt(act(window));
            await settle(session);
            faults.before = faults.after = undefined;
            Reflect.deleteProperty(faults.reject, operation);
            faults.noise = 'none';

            const next = await restart();
            const kept = next.applications.applications.map(({ key }) => key);
            assert.ok(
              ['a', 'c'].every((key) => kept.includes(key)),
              kept.join(),
            );
            assert.ok(kept.includes('b') || action === 'Remove Application', kept.join());
            assert.equal(next.applications.all.length, kept.length, 'nothing is broken');
            const a = next.applications.get('a');
            assert.ok(
              a?.secret === 'secret' || (a?.secret === 'changed-secret' && action === 'Edit Application'),
            );
            if (ended === 'done' && action === 'Add Application') assert.ok(next.applications.get('typed'));

            assert.equal(await attempt(act(window)), 'done', 'it works in the same window');
            const last = await restart();
            const { applications } = last;
            const results: Readonly<Record<string, boolean>> = {
              'Add Application': applications.get('typed')?.secret === draft.secret,
              'Edit Application': applications.get('a')?.secret === 'changed-secret',
              'Remove Application': applications.get('b') === undefined,
              'Use Application': applications.active?.key === 'b',
              'Get Token': last.token('a') !== undefined,
            };
            assert.equal(results[action], true, 'it is as the user wanted it');
            assert.doesNotMatch(logged.concat(window.warnings).join('\n'), /typed-secret|changed-secret/);
          });
        }
      });
    }
  }

  it('does not answer for a while: no application is gone, whatever events come meanwhile', async () => {
    const machine = world.store.window();
    const secrets = new SessionFallbackSecrets(machine, world.time);
    const ignore = (): void => undefined;
    const log: Log = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };
    const applications = new ApplicationStore({ secrets, log, newKey: () => 'new' });
    await applications.load();
    const before = applications.all;
    assert.equal(before.length, 3);
    for (const operation of OPERATIONS) machine.faults.reject[operation] = LOCKED;
    for (const key of ['a', 'b', 'c']) machine.fireChange(applicationStorageKey(key));
    machine.fireChange(ACTIVE_KEY);
    await applications.load();
    assert.deepEqual(applications.all, before);
    assert.equal((await applications.update('a', { name: 'Other' }))?.name, 'Other');
    for (const operation of OPERATIONS) Reflect.deleteProperty(machine.faults.reject, operation);
    await secrets.retry();
    assert.match(world.store.entries.get(applicationStorageKey('a')) ?? '', /"name":"Other"/);
    applications.dispose();
    secrets.dispose();
  });

  describe('has a value that was written in part, or by another version', () => {
    const newer = '{"version":2,"something":"else","id":"kept"}';
    const damages: readonly (readonly [what: string, damage: (value: string) => string])[] = [
      ['its first half', (value) => value.slice(0, value.length / 2)],
      ['all but its last character', (value) => value.slice(0, -1)],
      ['its first character', (value) => value.slice(0, 1)],
      ['nothing', () => ''],
      ['itself twice', (value) => value + value],
      ['zeros', (value) => '\0'.repeat(value.length)],
      ['a newer version', () => newer],
      ['version 0', () => '{"version":0}'],
      ['another type', () => '[7]'],
    ];
    for (const [what, damage] of damages) {
      it(`${what}, in each place: what else is stored can be used, and broken credentials stay as they are`, async () => {
        const first = await open();
        for (const key of ['a', 'b', 'c']) await world.getToken(first.window, key);
        await world.wait(first.window.applications.setActive('c'));
        await settle(first);
        const whole = new Map([...world.store.entries].filter(([key]) => isOurKey(key)));
        assert.ok(whole.size >= 9, [...whole.keys()].join());
        for (const [damaged, value] of whole) {
          for (const [key, before] of whole) world.store.put(key, before);
          world.store.put(damaged, damage(value));
          const broken = applicationKeyOf(damaged);

          const session = await open();
          const { window } = session;
          const others = ['a', 'b', 'c'].filter((key) => key !== broken);
          assert.deepEqual(
            window.applications.applications.map(({ key }) => key).sort(),
            others,
            `${damaged}: ${damage(value)}`,
          );
          for (const key of others) {
            const { token } = await world.getToken(window, key, { renew: true });
            await settle(session);
            const issued = await session.issued.recognise(token.accessToken);
            assert.equal(issued?.applicationKey, key, damaged);
          }
          if (broken === undefined) {
            assert.equal(window.applications.all.length, 3);
          } else {
            assert.equal(world.store.entries.get(damaged), damage(value), 'as it was, byte for byte');
            assert.equal(window.applications.stored(broken)?.kind, 'broken');
            const typed = { id: `id-${broken}`, secret: 'secret', name: broken };
            await world.wait(window.applications.add({ ...typed, scopes: [] }, broken));
            assert.equal(window.applications.get(broken)?.secret, 'secret', 'it can be entered again');
          }
          const isList = damaged.startsWith(issuedStorageKey('')) || damaged.startsWith(tokenStorageKey(''));
          if (isList && damage(value) === newer) {
            assert.equal(world.store.entries.get(damaged), newer, 'a newer version may need it');
          }
        }
      });
    }
  });

  it('keeps what was damaged until the user removes it', async () => {
    world.store.put(applicationStorageKey('b'), '{');
    world.store.put(FORMER_ORDER_KEY, 'x');
    world.store.put(ISSUED_KEY, 'x');
    const { window } = await open();
    assert.equal(window.applications.all.length, 3);
    await world.wait(window.applications.removeAll());
    await world.time.settle();
    assert.deepEqual([...world.store.entries.keys()].filter(isOurKey), []);
  });
});
