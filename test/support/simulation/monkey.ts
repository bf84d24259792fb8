import assert from 'node:assert/strict';

import type { Application } from '../../../src/core/applications/application.ts';
import { RouteeError, type RouteeErrorCode } from '../../../src/core/protocol/routeeError.ts';
import type { Token } from '../../../src/core/protocol/token.ts';
import type { TokenState } from '../../../src/core/tokens/tokenState.ts';
import { HOUR, SECOND } from './scenario.ts';
import { AUTH_URL, TokenWorld, type TestWindow } from './tokenWorld.ts';

const KEYS = ['a', 'b', 'c'] as const;

/** One thing that happens. `window`, `key` and the like are taken modulo what there is. */
export type Step =
  | { readonly do: 'advance'; readonly ms: number }
  | { readonly do: 'get'; readonly window: number; readonly key: number; readonly renew: boolean }
  | { readonly do: 'cancel'; readonly call: number }
  | { readonly do: 'invalidate'; readonly window: number; readonly key: number }
  | { readonly do: 'open' }
  | { readonly do: 'kill' | 'close'; readonly window: number }
  | { readonly do: 'fault'; readonly fault: RouteeErrorCode | 'hang' | undefined }
  | { readonly do: 'server'; readonly policy: 'same' | 'new'; readonly lifetimeS: number | undefined }
  | { readonly do: 'clock'; readonly ms: number }
  | { readonly do: 'revoke'; readonly key: number }
  | {
      readonly do: 'edit' | 'rename' | 'remove' | 'activate';
      readonly key: number;
    }
  | { readonly do: 'settings'; readonly other: boolean; readonly onDemand: boolean }
  | { readonly do: 'store'; readonly window: number; readonly fault: 'get' | 'store' | 'delete' | undefined }
  | { readonly do: 'noise'; readonly window: number; readonly key: number };

interface Call {
  readonly abort: AbortController;
  readonly settled: Promise<void>;
}

/** Does whatever it is told to several windows, and watches that each of them keeps the rules. */
export class Monkey {
  readonly #world = new TokenWorld();
  readonly #windows: Watched[] = [];
  readonly #calls: Call[] = [];
  readonly #sleeps: boolean;
  readonly #clock: ClockSettings = { timesSetBack: 0, whenIssued: new Map() };
  #changes = 0;

  /** @param sleeps the wall clock goes ahead by sleep; otherwise it is set, in both directions */
  constructor(sleeps: boolean) {
    this.#sleeps = sleeps;
    for (const key of KEYS) {
      this.#world.addApplication(key);
    }
  }

  async play(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      await this.#step(step, this.#windows[('window' in step ? step.window : 0) % this.#windows.length]);
      await this.#world.time.settle();
    }
    await this.#end();
  }

  async #step(step: Step, chosen: Watched | undefined): Promise<void> {
    const { server, time } = this.#world;
    const watched = chosen ?? (await this.#open());
    const { manager, secrets } = watched.window;
    const key = KEYS[('key' in step ? step.key : 0) % KEYS.length] ?? 'a';
    switch (step.do) {
      case 'advance':
        await time.advance(step.ms);
        break;
      case 'clock':
        if (this.#sleeps) {
          time.sleep(Math.abs(step.ms));
        } else {
          time.jump(step.ms);
          this.#clock.timesSetBack += step.ms < 0 ? 1 : 0;
        }
        break;
      case 'get':
        this.#calls.push(this.#get(watched, key, step.renew));
        break;
      case 'cancel':
        this.#calls[step.call % this.#calls.length]?.abort.abort();
        break;
      case 'invalidate':
        await manager.invalidate(key, watched.window.token(key)?.accessToken ?? '');
        break;
      case 'open':
        if (this.#windows.length < 3) {
          await this.#open();
        }
        break;
      case 'kill':
      case 'close':
        this.#windows.splice(this.#windows.indexOf(watched), 1);
        await (step.do === 'kill' ? watched.kill() : watched.close());
        break;
      case 'fault':
        server.behaviour.fault = () => faultOf(step.fault);
        break;
      case 'server':
        server.behaviour.policy = step.policy;
        server.behaviour.lifetimeS = () => step.lifetimeS;
        break;
      case 'revoke':
        server.revoke(key);
        break;
      case 'settings':
        this.#set(step);
        break;
      case 'store':
        secrets.faults.before = (operation) =>
          operation === step.fault ? Promise.reject(new Error('locked')) : undefined;
        break;
      case 'noise':
        secrets.fireChange(`routee.token.${key}`);
        break;
      default:
        this.#change(step.do, key);
    }
  }

  async #open(): Promise<Watched> {
    const watched = new Watched(this.#world, await this.#world.window(), this.#clock);
    this.#windows.push(watched);
    return watched;
  }

  #set({ other, onDemand }: { readonly other: boolean; readonly onDemand: boolean }): void {
    this.#beginAnew();
    for (const { window } of this.#windows) {
      window.settings.authUrl = other ? 'https://other.example/token' : AUTH_URL;
      window.settings.backgroundRefresh = onDemand ? 'onDemand' : 'always';
      window.manager.settingsChanged();
    }
  }

  #change(what: 'edit' | 'rename' | 'remove' | 'activate', key: string): void {
    this.#beginAnew();
    this.#changes += 1;
    if (what === 'activate') {
      this.#world.setActive(key);
    } else if (what === 'remove') {
      for (const kind of ['application', 'token', 'claim']) {
        this.#world.store.put(`routee.${kind}.${key}`, undefined);
      }
    } else {
      const revision = what === 'rename' ? `revision-${key}` : `changed-${this.#changes}`;
      this.#world.addApplication(key, { revision, name: `${key}${this.#changes}` });
    }
  }

  /** What is known of an application begins anew: the breaker, and what its stored token was counted with. */
  #beginAnew(): void {
    for (const watched of this.#windows) {
      watched.background.clear();
      watched.openedAfter = this.#clock.timesSetBack;
    }
  }

  #get(watched: Watched, key: string, renew: boolean): Call {
    const abort = new AbortController();
    const { server } = this.#world;
    const get = async (): Promise<void> => {
      try {
        const { token } = await watched.getToken(key, { renew, signal: abort.signal });
        const reachable = server.behaviour.fault(key) === undefined;
        const known = token.expiresAtMs === undefined || !this.#isOfAnotherClock(watched, token);
        const alive = server.isLive(key, token.accessToken) || server.isRevoked(token.accessToken);
        assert.ok(alive || !reachable || !known, `an expired token of ${key} was handed out`);
      } catch (error) {
        if (!(error instanceof RouteeError)) {
          throw error;
        }
      }
    };
    const settled = get();
    settled.catch(() => undefined);
    return { abort, settled };
  }

  /** Stored before the clock was set back, and read by a window that was not there: nobody can tell. */
  #isOfAnotherClock({ openedAfter }: Watched, { accessToken }: Token): boolean {
    return (this.#clock.whenIssued.get(accessToken) ?? 0) < openedAfter;
  }

  /** All that is alive ends; whatever went wrong on the way comes out. */
  async #end(): Promise<void> {
    for (const watched of this.#windows) {
      await watched.close();
    }
    const made = this.#world.server.total;
    for (const fault of ['hang', undefined] as const) {
      this.#world.server.behaviour.fault = () => fault;
      await this.#world.time.advance(2 * HOUR);
    }
    assert.equal(this.#world.server.total, made, 'no exchange after the end');
    assert.equal(this.#world.time.pendingTimers, 0, 'no timer after the end');
    await Promise.all(this.#calls.map(({ settled }) => settled));
    // Node reports a rejection that nobody handled before this turn ends.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function faultOf(fault: RouteeErrorCode | 'hang' | undefined): RouteeError | 'hang' | undefined {
  return fault === undefined || fault === 'hang'
    ? fault
    : new RouteeError(fault, 'No.', fault === 'rateLimited' ? { retryAfterMs: 90_000 } : {});
}

/** `failed`, `misconfigured` and `fetching` are the outcome and the course of a flight; all others may also come from the store. */
const FORBIDDEN = new Set(['none failed', 'ready failed', 'none misconfigured', 'ready misconfigured']);

interface ClockSettings {
  timesSetBack: number;
  /** How often the clock had been set back when the token came last. */
  readonly whenIssued: Map<string, number>;
}

/** A window that is alive, and the rules that hold in it. */
class Watched {
  readonly window: TestWindow;
  /** Moments of exchanges that nobody was waiting for, by application. */
  readonly background = new Map<string, number[]>();
  /** How often the clock had been set back when this window read what is stored. */
  openedAfter: number;
  readonly #world: TokenWorld;
  readonly #clock: ClockSettings;
  readonly #waiting: string[] = [];
  readonly #open: { readonly key: string; readonly signal: AbortSignal }[] = [];
  readonly #kinds = new Map<string, TokenState['kind']>();
  #broken: unknown;

  constructor(world: TokenWorld, window: TestWindow, clock: ClockSettings) {
    this.window = window;
    this.openedAfter = clock.timesSetBack;
    this.#world = world;
    this.#clock = clock;
    const { exchange, manager } = window;
    window.exchange = (application, signal) => this.#exchange(application, signal, exchange);
    manager.onDidChange((key) => {
      const kind = manager.state(key).kind;
      const change = `${this.#kinds.get(key) ?? 'none'} ${kind}`;
      this.#must(!FORBIDDEN.has(change), `${key}: ${change}`);
      this.#kinds.set(key, kind);
    });
  }

  async getToken(
    key: string,
    options: Parameters<TestWindow['manager']['getToken']>[1],
  ): ReturnType<TestWindow['manager']['getToken']> {
    this.#waiting.push(key);
    try {
      return await this.window.manager.getToken(key, options);
    } finally {
      this.#waiting.splice(this.#waiting.indexOf(key), 1);
    }
  }

  async kill(): Promise<void> {
    this.window.kill();
    // What is still in memory of a dead process is no more: the callers must not keep the test waiting.
    this.window.manager.dispose();
    await this.#world.time.settle();
    this.#check();
  }

  async close(): Promise<void> {
    this.window.dispose();
    await this.#world.time.settle();
    assert.equal(this.window.timers.alive, 0, 'no timer after dispose');
    assert.equal(this.window.secrets.listenerCount, 0, 'no listener after dispose');
    await assert.rejects(this.window.manager.getToken('a'), { code: 'cancelled' });
    this.#check();
  }

  #check(): void {
    if (this.#broken !== undefined) {
      throw this.#broken as Error;
    }
  }

  /** Not thrown where it happens, for there the manager would take it for a fault of the server. */
  #must(holds: boolean, rule: string): void {
    if (!holds) {
      this.#broken ??= new assert.AssertionError({ message: rule });
    }
  }

  async #exchange(
    application: Application,
    signal: AbortSignal,
    exchange: TestWindow['exchange'],
  ): Promise<Token> {
    const { key } = application;
    const own = { key, signal };
    const others = this.#open.filter((other) => other.key === key && !other.signal.aborted);
    this.#must(others.length === 0, `two flights of ${key} at once`);
    this.#open.push(own);
    if (!this.#waiting.includes(key)) {
      this.#watchBreaker(key);
    }
    try {
      const token = await exchange(application, signal);
      // One that comes without any life left is not kept: what is stored of it stays that of another clock.
      if (token.expiresAtMs === undefined || token.expiresAtMs > token.issuedAtMs) {
        this.#clock.whenIssued.set(token.accessToken, this.#clock.timesSetBack);
      }
      return token;
    } finally {
      this.#open.splice(this.#open.indexOf(own), 1);
    }
  }

  #watchBreaker(key: string): void {
    const now = this.#world.time.monotonic();
    const moments = (this.background.get(key) ?? []).filter((at) => at > now - HOUR);
    this.#must(
      now - (moments.at(-1) ?? -Infinity) >= SECOND,
      `background exchanges of ${key} within a second`,
    );
    moments.push(now);
    this.#must(moments.length <= 60, `${moments.length} background exchanges of ${key} within an hour`);
    this.background.set(key, moments);
  }
}
