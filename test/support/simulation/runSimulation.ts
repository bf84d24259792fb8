import type { Application } from '../../../src/core/applications/application.ts';
import { RouteeError } from '../../../src/core/protocol/routeeError.ts';
import type { Token } from '../../../src/core/protocol/token.ts';
import { GapWatch } from './gapWatch.ts';
import { leastExchanges } from './leastExchanges.ts';
import { seededRandom } from './random.ts';
import { DAY, SECOND, type Scenario } from './scenario.ts';
import { drawTimeline, type SimulationEvent, type Timeline } from './timeline.ts';
import { TokenWorld, type TestWindow } from './tokenWorld.ts';

export interface SimulationResult {
  readonly scenario: Scenario;
  readonly exchanges: number;
  readonly least: number;
  /** Answers of `getToken`. */
  readonly tokensHandedOut: number;
  /** Of these, tokens that had expired though the server could be reached. */
  readonly expiredHandedOut: number;
  /** See {@link GapWatch}. */
  readonly longestGapMs: number;
  /** Background exchanges of one window at the same time. */
  readonly peakExchanges: number;
  /** Most timers of one manager alive while none of its exchanges was under way. */
  readonly timersAlive: number;
  readonly wallMs: number;
}

/** Runs real `TokenManager`s through the days of a scenario, in virtual time. */
export async function runSimulation(scenario: Scenario, seed = 1): Promise<SimulationResult> {
  const startMs = performance.now();
  const simulation = new Simulation(scenario, seed);
  await simulation.run();
  return { ...simulation.result(), wallMs: performance.now() - startMs };
}

class Simulation {
  readonly #scenario: Scenario;
  readonly #random: () => number;
  readonly #timeline: Timeline;
  readonly #world: TokenWorld;
  readonly #windows: Observed[] = [];
  readonly #startMs: number;
  #away = false;
  #tokensHandedOut = 0;
  #expiredHandedOut = 0;

  constructor(scenario: Scenario, seed: number) {
    this.#scenario = scenario;
    this.#random = seededRandom(seed);
    this.#timeline = drawTimeline(scenario, this.#random);
    this.#world = new TokenWorld({
      policy: scenario.policy,
      lifetimeS: (key) => lifetimeS(Number(key)),
      latencyMs: () => (scenario.slow ? 2 + 10 * this.#random() : 0.05 + 0.35 * this.#random()) * SECOND,
      fault: () =>
        this.#away || this.#random() < scenario.failing
          ? new RouteeError('network', 'No network.')
          : undefined,
    });
    this.#startMs = this.#world.time.trueNow();
    for (let n = 0; n < scenario.applications; n += 1) {
      this.#world.addApplication(String(n), { name: String(n).padStart(6, '0') });
    }
  }

  async run(): Promise<void> {
    const { time } = this.#world;
    for (let n = 0; n < this.#scenario.windows; n += 1) {
      const window = await this.#world.window({ random: this.#random, record: false });
      this.#windows.push(new Observed(window, this.#world, () => this.#windows));
    }
    for (const event of this.#timeline.events) {
      await time.advance(Math.max(0, event.atMs - this.#elapsedMs()));
      this.#happen(event);
    }
    await time.advance(Math.max(0, this.#timeline.endMs - this.#elapsedMs()));
    for (const window of this.#windows) {
      window.checkOpenGaps(this.#scenario.applications);
    }
    this.#world.dispose();
  }

  result(): Omit<SimulationResult, 'wallMs'> {
    const most = (of: (window: Observed) => number): number => Math.max(...this.#windows.map(of));
    return {
      scenario: this.#scenario,
      exchanges: this.#world.server.total,
      least: this.#leastExchanges(),
      tokensHandedOut: this.#tokensHandedOut,
      expiredHandedOut: this.#expiredHandedOut,
      longestGapMs: most(({ gaps }) => gaps.longestMs),
      peakExchanges: most(({ peakExchanges }) => peakExchanges),
      timersAlive: most(({ timersAlive }) => timersAlive),
    };
  }

  #elapsedMs(): number {
    return this.#world.time.trueNow() - this.#startMs;
  }

  #happen(event: SimulationEvent): void {
    const { time, server } = this.#world;
    switch (event.kind) {
      case 'use':
        void this.#use(String(event.application));
        break;
      case 'sleep':
        time.sleep(event.ms);
        this.#possibleAgain();
        break;
      case 'jump':
        this.#forgetIdleOnes();
        time.jump(event.ms);
        break;
      case 'outage':
        this.#away = event.away;
        this.#possibleAgain();
        break;
      case 'revoke':
        server.revoke(String(event.application));
        break;
    }
  }

  /** A clock set back may make an idle application look used; the time before was none without a token. */
  #forgetIdleOnes(): void {
    for (const { window, gaps } of this.#windows) {
      for (const { key } of window.applications.applications) {
        if (!window.manager.isKeptFresh(key)) {
          gaps.possibleAgainFor(key);
        }
      }
    }
  }

  #possibleAgain(): void {
    for (const { gaps } of this.#windows) {
      gaps.possibleAgain();
    }
  }

  /** Somebody wants to make a request. A token that the resource refuses is told to the manager, as in life. */
  async #use(key: string): Promise<void> {
    const observed = this.#windows[Math.floor(this.#random() * this.#windows.length)];
    if (observed === undefined) {
      return;
    }
    for (const { window, gaps } of this.#windows) {
      if (!window.manager.isKeptFresh(key)) {
        gaps.possibleAgainFor(key);
      }
    }
    observed.noteTimers();
    try {
      const { token } = await observed.getToken(key);
      this.#tokensHandedOut += 1;
      if (this.#world.server.isLive(key, token.accessToken)) {
        return;
      }
      if (!this.#away && !this.#world.server.isRevoked(token.accessToken)) {
        this.#expiredHandedOut += 1;
      }
      for (const { gaps } of this.#windows) {
        gaps.refused(key);
      }
      await observed.window.manager.invalidate(key, token.accessToken);
      await observed.getToken(key);
    } catch {
      // The state says it, and the background goes on.
    }
  }

  #leastExchanges(): number {
    const uses = Array.from({ length: this.#scenario.applications }, (): number[] => []);
    for (const event of this.#timeline.events) {
      if (event.kind === 'use') {
        uses[event.application]?.push(event.atMs);
      }
    }
    const { awake } = this.#timeline;
    return uses.reduce(
      (sum, usesMs, n) => sum + leastExchanges(usesMs, n === 0, awake, (lifetimeS(n) ?? Infinity) * SECOND),
      0,
    );
  }
}

/** One window, and what is measured of it. */
class Observed {
  readonly window: TestWindow;
  readonly gaps: GapWatch;
  peakExchanges = 0;
  timersAlive = 0;
  readonly #wanted = new Map<string, number>();
  readonly #fetching = new Set<string>();
  #inBackground = 0;

  constructor(window: TestWindow, world: TokenWorld, all: () => readonly Observed[]) {
    this.window = window;
    this.gaps = new GapWatch(world.server, world.time.trueNow);
    const { exchange, manager } = window;
    window.exchange = async (application, signal) => {
      try {
        return await this.#count(application, () => exchange(application, signal));
      } catch (error) {
        for (const { gaps } of all()) {
          gaps.possibleAgainFor(application.key);
        }
        throw error;
      }
    };
    manager.onDidChange((key) => {
      if (manager.state(key).kind === 'fetching') {
        this.#fetching.add(key);
      } else {
        this.#fetching.delete(key);
      }
      const accessToken = window.token(key)?.accessToken;
      if (accessToken !== undefined) {
        this.gaps.holds(key, accessToken);
      }
    });
  }

  async getToken(key: string): ReturnType<TestWindow['manager']['getToken']> {
    this.#wanted.set(key, (this.#wanted.get(key) ?? 0) + 1);
    try {
      return await this.window.manager.getToken(key);
    } finally {
      const left = (this.#wanted.get(key) ?? 0) - 1;
      if (left > 0) {
        this.#wanted.set(key, left);
      } else {
        this.#wanted.delete(key);
      }
    }
  }

  noteTimers(): void {
    if (this.#fetching.size === 0) {
      this.timersAlive = Math.max(this.timersAlive, this.window.timers.alive);
    }
  }

  checkOpenGaps(applications: number): void {
    for (let n = 0; n < applications; n += 1) {
      if (this.window.manager.isKeptFresh(String(n))) {
        this.gaps.check(String(n));
      }
    }
  }

  /** An exchange that nobody waits for when it starts is one of the background. */
  async #count({ key }: Application, exchange: () => Promise<Token>): Promise<Token> {
    const background = this.#wanted.has(key) ? 0 : 1;
    this.#inBackground += background;
    this.peakExchanges = Math.max(this.peakExchanges, this.#inBackground);
    try {
      return await exchange();
    } finally {
      this.#inBackground -= background;
    }
  }
}

/** Of 20 applications 16 have Routee's default of an hour, 3 a day, and one 20 years or no end. */
function lifetimeS(application: number): number | undefined {
  const kind = application % 20;
  if (kind < 16) {
    return 3600;
  }
  if (kind < 19) {
    return DAY / SECOND;
  }
  return application % 40 === 19 ? 631_139_040 : undefined;
}
