import type { Application } from '../applications/application.ts';
import type { ApplicationStore } from '../applications/applicationStore.ts';
import { cancelled, needsUser, RouteeError } from '../protocol/routeeError.ts';
import { isFresh } from './refreshPolicy.ts';
import { SharedFlight } from './sharedFlight.ts';
import { isAlive } from '../protocol/token.ts';
import type { TokenEntry, TokenOutcome } from './tokenEntry.ts';
import { exchangeInto, isForAllWindows, type TokenExchangePorts } from './tokenExchange.ts';
import type { TokenRecords } from './tokenRecords.ts';

export interface Rejection {
  readonly application: Application;
  readonly error: RouteeError;
}

export interface TokenFlightsPorts extends TokenExchangePorts {
  readonly applications: Pick<ApplicationStore, 'get'>;
}

/** What flights ask of the manager. */
export interface TokenFlightsHost {
  /** Nothing has been disposed, and what the entry belongs to is still the same. */
  stillWanted(entry: TokenEntry): boolean;
  watchClock(): void;
  /** The entry is different now. */
  show(entry: TokenEntry): void;
  /** The background found out that only the user can help. */
  reject(rejection: Rejection): void;
}

/** The exchanges that are under way: one for an application, shared by all who want its token. */
export class TokenFlights {
  readonly #ports: TokenFlightsPorts;
  readonly #records: TokenRecords;
  readonly #host: TokenFlightsHost;

  constructor(ports: TokenFlightsPorts, records: TokenRecords, host: TokenFlightsHost) {
    this.#ports = ports;
    this.#records = records;
    this.#host = host;
  }

  /** The token in memory, if it is good enough to be handed out. */
  cached(entry: TokenEntry): TokenOutcome | undefined {
    const { outlook } = entry;
    return outlook !== undefined && !entry.suspect && isFresh(outlook, this.#ports.clock.now())
      ? { token: outlook.token, source: 'cache', sameToken: true }
      : undefined;
  }

  /** A token short of life, yet better than none while no other can be had. */
  leftover(entry: TokenEntry): TokenOutcome | undefined {
    this.#host.watchClock();
    const { token } = entry;
    return token !== undefined && isAlive(token, this.#ports.clock.now())
      ? { token, source: 'cache', sameToken: true }
      : undefined;
  }

  /** Joins the flight that is under way, or a new one. */
  join(entry: TokenEntry, signal: AbortSignal | undefined): Promise<TokenOutcome> {
    return this.#fly(entry, false).join(signal);
  }

  /** An exchange of the background: it ends when the other windows can read the result. */
  async renew(entry: TokenEntry): Promise<void> {
    try {
      await this.#fly(entry, true).join();
    } catch (error) {
      const application = this.#ports.applications.get(entry.key);
      if (application !== undefined && error instanceof RouteeError && needsUser(error.code)) {
        this.#host.reject({ application, error });
      }
      throw error;
    } finally {
      await entry.oneByOne(() => Promise.resolve());
    }
  }

  #fly(entry: TokenEntry, automatic: boolean): SharedFlight<TokenOutcome> {
    if (entry.flight?.aborted === false) {
      return entry.flight;
    }
    const flight = new SharedFlight<TokenOutcome>(
      (signal) => (automatic ? this.#exchange(entry, true, signal) : this.#readOrExchange(entry, signal)),
      () => {
        if (entry.flight === flight) {
          entry.flight = undefined;
          entry.renewWanted = false;
          entry.exchanging = false;
          this.#host.show(entry);
        }
      },
    );
    entry.flight = flight;
    return flight;
  }

  /** Another window may have what is wanted, or the server's last answer may say all there is to say. */
  async #readOrExchange(entry: TokenEntry, signal: AbortSignal): Promise<TokenOutcome> {
    await entry.loaded;
    await this.#records.adopt(entry);
    if (!entry.renewWanted) {
      const cached = this.cached(entry);
      if (cached !== undefined) {
        return cached;
      }
      entry.throwWhatIsKnown(this.#ports.clock.monotonic());
    }
    return this.#exchange(entry, false, signal);
  }

  async #exchange(entry: TokenEntry, automatic: boolean, signal: AbortSignal): Promise<TokenOutcome> {
    const application = this.#ports.applications.get(entry.key);
    const stillWanted = (): boolean => this.#host.stillWanted(entry);
    if (application === undefined || signal.aborted || !stillWanted()) {
      throw cancelled();
    }
    entry.exchanging = true;
    this.#host.show(entry);
    try {
      const outcome = await exchangeInto({ entry, application, automatic, signal, stillWanted }, this.#ports);
      void this.#records.save(entry);
      return outcome;
    } catch (error) {
      if (isForAllWindows(error)) {
        void this.#records.save(entry);
      }
      throw error;
    }
  }
}
