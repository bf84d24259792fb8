import { ApplicationStore } from '../../src/core/applications/applicationStore.ts';
import { ACTIVE_KEY, applicationStorageKey } from '../../src/core/storage/storageKeys.ts';
import { Emitter } from '../../src/core/kit/emitter.ts';
import type { Log, Secrets } from '../../src/core/kit/ports.ts';
import { exchangeToken } from '../../src/core/protocol/exchangeToken.ts';
import { RenewalClaims } from '../../src/core/tokens/renewalClaims.ts';
import { TokenManager } from '../../src/core/tokens/tokenManager.ts';
import { TokenStore } from '../../src/core/tokens/tokenStore.ts';
import { systemClock, systemTimers } from '../../src/host/host.ts';
import { at, newCredentials, SCOPE, type Applications, type Candidate } from '../candidate.ts';

const silent: Log = {
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: console.warn,
  error: console.error,
};

/** The quickest store there can be: what is measured is what we do with it. Its events come later, as VS Code's do. */
class MemorySecrets implements Secrets {
  readonly #values = new Map<string, string>();
  readonly #changed = new Emitter<{ readonly key: string }>();

  readonly onDidChange = this.#changed.event;

  keys(): Promise<readonly string[]> {
    return Promise.resolve([...this.#values.keys()]);
  }

  get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.#values.get(key));
  }

  store(key: string, value: string): Promise<void> {
    this.#values.set(key, value);
    setImmediate(() => {
      this.#changed.fire({ key });
    });
    return Promise.resolve();
  }

  delete(key: string): Promise<void> {
    this.#values.delete(key);
    setImmediate(() => {
      this.#changed.fire({ key });
    });
    return Promise.resolve();
  }
}

export const routeeAuth: Candidate = {
  name: 'Routee Auth',
  note: 'TokenManager.getToken with the real stores and exchange; secrets in a Map',
  open,
};

async function open(tokenUrl: URL, count: number): Promise<Applications> {
  const secrets = new MemorySecrets();
  // One more, the active one: the background fetches its token at once, and it is not measured.
  const keys: string[] = [];
  for (const [index, { id, secret }] of newCredentials(count + 1).entries()) {
    const key = crypto.randomUUID();
    keys.push(key);
    const record = { version: 1, id, secret, name: `Application ${index}`, scopes: [SCOPE], revision: key };
    await secrets.store(applicationStorageKey(key), JSON.stringify(record));
  }
  const activeKey = keys.pop() ?? '';
  await secrets.store(ACTIVE_KEY, activeKey);

  const applications = new ApplicationStore({ secrets, log: silent, newKey: () => crypto.randomUUID() });
  const tokens = new TokenStore(secrets);
  const ports = {
    fetch: (url: string, init: RequestInit) => fetch(url, init),
    clock: systemClock,
    timers: systemTimers,
  };
  const manager = new TokenManager({
    applications,
    tokens,
    settings: { authUrl: tokenUrl.href, backgroundRefresh: 'always' },
    exchange: (application, authUrl, signal) => exchangeToken(application, authUrl, ports, signal),
    claims: new RenewalClaims(secrets, systemClock, crypto.randomUUID()),
    random: Math.random,
    log: silent,
    ...ports,
  });
  await applications.load();
  manager.start();
  await manager.getToken(activeKey);
  const opened: Applications = {
    getToken: (index) => manager.getToken(at(keys, index)),
    dispose: () => {
      manager.dispose();
      tokens.dispose();
      applications.dispose();
    },
  };
  return opened;
}
