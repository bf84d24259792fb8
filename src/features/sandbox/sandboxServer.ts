import * as l10n from '@vscode/l10n';

import type { Application } from '../../core/applications/application.ts';
import type { ApplicationStore } from '../../core/applications/applicationStore.ts';
import type { ServerAddresses } from '../../core/applications/servers.ts';
import type { Clock, Disposable, Fetch, Timers } from '../../core/kit/ports.ts';
import { queue } from '../../core/kit/queue.ts';
import { RouteeError } from '../../core/protocol/routeeError.ts';
import type { ServeLoopback } from '../../host/host.ts';
import type { LoopbackServer } from '../../host/loopbackServer.ts';
import type { SandboxCredentials } from '../../services.ts';
import { isOurSandbox, startSandbox, TOKEN_PATH } from './startSandbox.ts';

export interface SandboxServerPorts {
  readonly store: Pick<ApplicationStore, 'get' | 'update' | 'onDidChange'>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly fetch: Fetch;
  readonly serveLoopback: ServeLoopback;
}

/**
 * The sandbox of this window. It runs from the first request to it until the window or its application goes; the next
 * window that needs it starts it again, at the same port, so that addresses in files stay right.
 */
export class SandboxServer implements Disposable {
  readonly #ports: SandboxServerPorts;
  readonly #subscription: Disposable;
  /** Starts, so that many requests at once start one server. */
  readonly #oneByOne = queue();
  #running: { readonly key: string; readonly server: LoopbackServer } | undefined;
  #disposed = false;

  constructor(ports: SandboxServerPorts) {
    this.#ports = ports;
    this.#subscription = ports.store.onDidChange(() => {
      if (this.#running !== undefined && ports.store.get(this.#running.key) === undefined) this.#stop();
    });
  }

  /** Starts the sandbox of an application that is not stored yet. */
  start(key: string, credentials: SandboxCredentials): Promise<ServerAddresses> {
    return this.#oneByOne(() => this.#start(key, credentials, 0));
  }

  /**
   * Makes sure that the sandbox of an application answers: this window's, or that of another window.
   *
   * @throws {RouteeError} `network` when it has moved, for another program has taken its port
   */
  ensure(application: Application): Promise<void> {
    const { key, id } = application;
    return this.#oneByOne(async () => {
      if (this.#running?.key === key) return;
      const port = Number(new URL(application.apiUrl ?? '').port);
      try {
        await this.#start(key, application, port);
      } catch (error) {
        if (!isTaken(error)) throw error;
        if (await isOurSandbox(port, id, this.#ports)) return;
        await this.#ports.store.update(key, await this.#start(key, application, 0));
        throw new RouteeError(
          'network',
          l10n.t("Another program uses the sandbox's port, so the sandbox moved to another one. Try again."),
        );
      }
    });
  }

  dispose(): void {
    this.#disposed = true;
    this.#subscription.dispose();
    this.#stop();
  }

  async #start(key: string, { id, secret }: SandboxCredentials, port: number): Promise<ServerAddresses> {
    this.#stop();
    const server = await startSandbox({ ...this.#ports, id, secret, port });
    this.#running = { key, server };
    if (this.#disposed) this.#stop();
    const apiUrl = `http://127.0.0.1:${server.port}`;
    return { apiUrl, authUrl: apiUrl + TOKEN_PATH };
  }

  #stop(): void {
    void this.#running?.server.close();
    this.#running = undefined;
  }
}

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
