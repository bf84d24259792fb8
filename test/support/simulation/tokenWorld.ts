import type { Application } from '../../../src/core/applications/application.ts';
import { ApplicationStore } from '../../../src/core/applications/applicationStore.ts';
import { ACTIVE_KEY, applicationStorageKey } from '../../../src/core/storage/storageKeys.ts';
import type { Clock, Log, Timers } from '../../../src/core/kit/ports.ts';
import { RenewalClaims } from '../../../src/core/tokens/renewalClaims.ts';
import type { Token } from '../../../src/core/protocol/token.ts';
import type { GetTokenOptions, Rejection, TokenOutcome } from '../../../src/core/tokens/applicationToken.ts';
import { TokenManager, type TokenManagerPorts } from '../../../src/core/tokens/tokenManager.ts';
import { TokenStore } from '../../../src/core/tokens/tokenStore.ts';
import { FakeTime } from '../fakeTime.ts';
import { type SecretsWindow, SharedSecretStore, type WindowOptions } from '../memorySecrets.ts';
import { type ServerBehaviour, VirtualServer } from './virtualServer.ts';

export const AUTH_URL = 'https://auth.example/oauth/token';

/** True time, too: the world knows which jumps of the clock were sleep. */
class WorldTime extends FakeTime {
  #sleptMs = 0;

  constructor() {
    super({ settle: settleTwice });
  }

  readonly trueNow = (): number => Date.UTC(2026, 0, 1) + this.monotonic() + this.#sleptMs;

  sleep(ms: number): void {
    this.#sleptMs += ms;
    this.jump(ms);
  }
}

/** Nothing here uses process ticks, and the simulation fires millions of timers: no turn more than needed. */
async function settleTwice(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) {
    await new Promise<void>((resolve) => {
      process.nextTick(resolve);
    });
  }
}

export interface WorldRequest {
  readonly window: TestWindow;
  readonly key: string;
  readonly authUrl: string;
  readonly atMs: number;
  readonly signal: AbortSignal;
}

export interface TestWindowOptions extends WindowOptions {
  readonly random?: () => number;
  readonly secrets?: SecretsWindow;
  readonly backgroundRefresh?: 'always' | 'onDemand';
  /** Default true: a simulation of months has no use for lists of all events. */
  readonly record?: boolean;
}

/** One VS Code window with a real `TokenManager`. */
export class TestWindow {
  readonly settings: { authUrl: string; backgroundRefresh: 'always' | 'onDemand' };
  readonly secrets: SecretsWindow;
  readonly applications: ApplicationStore;
  readonly tokens: TokenStore;
  readonly manager: TokenManager;
  readonly rejections: Rejection[] = [];
  /** `key:kind` at each change event. */
  readonly states: string[] = [];
  readonly warnings: string[] = [];
  readonly timers: CountedTimers;
  /** Hears of changed applications before the manager does. */
  beforeManager: (() => void) | undefined;
  exchange: (application: Application, signal: AbortSignal) => Promise<Token>;

  constructor(world: TokenWorld, options: TestWindowOptions) {
    const { time, store } = world;
    this.settings = { authUrl: AUTH_URL, backgroundRefresh: options.backgroundRefresh ?? 'always' };
    this.secrets = options.secrets ?? store.window(options);
    this.timers = new CountedTimers(time);
    this.exchange = (application, signal) => world.server.exchange(application, signal);
    const log: Log = {
      trace: () => undefined,
      debug: () => undefined,
      info: () => undefined,
      warn: (message) => this.warnings.push(message),
      error: (message) => this.warnings.push(message),
    };
    const clock: Clock = time;
    this.applications = new ApplicationStore({ secrets: this.secrets, log, newKey: world.newKey });
    this.applications.onDidChange(() => this.beforeManager?.());
    this.tokens = new TokenStore(this.secrets);
    const ports: TokenManagerPorts = {
      applications: this.applications,
      tokens: this.tokens,
      settings: this.settings,
      exchange: async (application, authUrl, signal) => {
        if (options.record !== false) {
          world.requests.push({
            window: this,
            key: application.key,
            authUrl,
            atMs: time.monotonic(),
            signal,
          });
        }
        return this.exchange(application, signal);
      },
      claims: new RenewalClaims(this.secrets, clock, world.newKey()),
      clock,
      timers: this.timers,
      random: options.random ?? (() => 0.5),
      log,
    };
    this.manager = new TokenManager(ports);
    if (options.record !== false) {
      this.manager.onDidChange((key) => this.states.push(`${key}:${this.manager.state(key).kind}`));
    }
    this.manager.onDidReject((rejection) => this.rejections.push(rejection));
  }

  async open(): Promise<void> {
    await this.applications.load();
    this.manager.start();
  }

  dispose(): void {
    this.manager.dispose();
    this.tokens.dispose();
    this.applications.dispose();
  }

  /** As the editor's process ends: nothing is told, nothing is cleaned up, and no timer fires. */
  kill(): void {
    this.secrets.kill();
    this.timers.stop();
  }

  token(key: string): Token | undefined {
    return this.manager.state(key).token;
  }
}

/** The timers of one window. */
export class CountedTimers implements Timers {
  readonly #timers: Timers;
  readonly #alive = new Set<{ dispose(): unknown }>();

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  get alive(): number {
    return this.#alive.size;
  }

  set(callback: () => void, delayMs: number): { dispose(): void } {
    const timer = this.#timers.set(() => {
      this.#alive.delete(timer);
      callback();
    }, delayMs);
    this.#alive.add(timer);
    return {
      dispose: () => {
        this.#alive.delete(timer);
        timer.dispose();
      },
    };
  }

  stop(): void {
    for (const timer of this.#alive) {
      timer.dispose();
    }
    this.#alive.clear();
  }
}

/** Windows of one profile, the secrets that they share, the server, and the time: all that a manager meets. */
export class TokenWorld {
  readonly time = new WorldTime();
  readonly store = new SharedSecretStore();
  readonly server: VirtualServer;
  readonly requests: WorldRequest[] = [];
  readonly #windows: TestWindow[] = [];
  #keys = 0;

  constructor(behaviour: Partial<ServerBehaviour> = {}) {
    this.server = new VirtualServer(this.time, behaviour);
  }

  readonly newKey = (): string => {
    this.#keys += 1;
    return `key${this.#keys}`;
  };

  /** Stores an application past all windows; the first one by name is the active one. */
  addApplication(key: string, changes: object = {}): string {
    const record = {
      version: 1,
      id: `id-${key}`,
      secret: 'secret',
      name: key,
      scopes: [],
      revision: `revision-${key}`,
      ...changes,
    };
    this.store.put(applicationStorageKey(key), JSON.stringify(record));
    return key;
  }

  setActive(key: string): void {
    this.store.put(ACTIVE_KEY, key);
  }

  async window(options: TestWindowOptions = {}): Promise<TestWindow> {
    const window = new TestWindow(this, options);
    this.#windows.push(window);
    await window.open();
    await this.time.settle();
    return window;
  }

  /** Lets time pass until the promise has settled, at most a virtual hour. */
  async wait<T>(promise: Promise<T>): Promise<T> {
    const progress = { settled: false };
    const noteEnd = (): void => {
      progress.settled = true;
    };
    promise.then(noteEnd, noteEnd);
    const end = this.time.monotonic() + 3_600_000;
    await this.time.settle();
    for (let left = 3_600_000; !progress.settled && left > 0; left = end - this.time.monotonic()) {
      await this.time.advance(Math.min(this.time.nextTimerIn ?? 1000, left));
    }
    if (!progress.settled) {
      throw new Error('Not settled within an hour.');
    }
    return promise;
  }

  getToken(window: TestWindow, key: string, options?: GetTokenOptions): Promise<TokenOutcome> {
    return this.wait(window.manager.getToken(key, options));
  }

  /** Monotonic moments of the requests for one application. */
  moments(key: string): number[] {
    return this.requests.filter((request) => request.key === key).map(({ atMs }) => atMs);
  }

  /** The shortest time between two requests for one application. */
  shortestGap(key: string): number {
    const moments = this.moments(key);
    return Math.min(...moments.slice(1).map((at, index) => at - (moments[index] ?? 0)));
  }

  dispose(): void {
    for (const window of this.#windows) {
      window.dispose();
    }
  }
}
