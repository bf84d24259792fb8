import type { Log } from '../kit/ports.ts';

/** A slice of `process.env`. */
export type Environment = Record<string, string | undefined>;

/** Variables of this process that are ours. One that somebody else has set is never touched. */
export class OwnVariables {
  readonly #environment: Environment;
  readonly #log: Pick<Log, 'warn'>;
  /** The values that we have set. A variable that holds another one is somebody else's. */
  readonly #ours = new Map<string, string>();
  readonly #warned = new Set<string>();

  constructor(environment: Environment, log: Pick<Log, 'warn'>) {
    this.#environment = environment;
    this.#log = log;
  }

  has(name: string): boolean {
    const value = this.#ours.get(name);
    return value !== undefined && this.#environment[name] === value;
  }

  set(name: string, value: string): void {
    const before = this.#environment[name];
    if (before !== undefined && before !== this.#ours.get(name)) {
      this.#ours.delete(name);
      if (!this.#warned.has(name)) {
        this.#warned.add(name);
        this.#log.warn(`The environment variable ${name} is set already and stays as it is.`);
      }
      return;
    }
    this.#environment[name] = value;
    this.#ours.set(name, value);
  }

  /** Removes all but these. */
  keep(wanted: { has(name: string): boolean }): void {
    for (const name of [...this.#ours.keys()].filter((ours) => !wanted.has(ours))) {
      if (this.has(name)) Reflect.deleteProperty(this.#environment, name);
      this.#ours.delete(name);
    }
  }
}
