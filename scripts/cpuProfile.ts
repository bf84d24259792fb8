// What a running Node process does, and whose code it is.
import { setTimeout as delay } from 'node:timers/promises';

/** Of Node, which listens there once a process gets SIGUSR1. */
const TARGETS = 'http://127.0.0.1:9229/json/list';

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/**
 * Samples a process while something goes on.
 *
 * @returns how many milliseconds were spent in code of files whose address holds `part`, and in what it called
 */
export async function timeSpentIn(part: string, pid: number, work: () => Promise<unknown>): Promise<number> {
  process.kill(pid, 'SIGUSR1');
  await delay(1000);
  const [target] = (await (await fetch(TARGETS)).json()) as { readonly webSocketDebuggerUrl: string }[];
  if (target === undefined) throw new Error('The process cannot be looked into.');
  const inspector = await Inspector.open(target.webSocketDebuggerUrl);
  try {
    await inspector.send('Profiler.enable');
    await inspector.send('Profiler.start');
    await work();
    const { profile } = (await inspector.send('Profiler.stop')) as { readonly profile: Profile };
    return sumOf(profile, part);
  } finally {
    inspector.close();
  }
}

class Inspector {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (result: unknown) => void>();

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      const { id, result } = JSON.parse(String(data)) as { readonly id: number; readonly result: unknown };
      this.#waiting.get(id)?.(result);
    });
  }

  static async open(url: string): Promise<Inspector> {
    const socket = new WebSocket(url);
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', reject);
    });
    return new Inspector(socket);
  }

  send(method: string): Promise<unknown> {
    const id = this.#waiting.size + 1;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#socket.send(JSON.stringify({ id, method }));
    });
  }

  close(): void {
    this.#socket.close();
  }
}

function sumOf({ nodes, samples, timeDeltas }: Profile, part: string): number {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const isOurs = (id: number | undefined): boolean =>
    id !== undefined && (byId.get(id)?.callFrame.url.includes(part) === true || isOurs(parents.get(id)));
  const ours = new Set(nodes.filter(({ id }) => isOurs(id)).map(({ id }) => id));
  return samples.reduce((sum, id, index) => sum + (ours.has(id) ? (timeDeltas[index] ?? 0) : 0), 0) / 1000;
}
