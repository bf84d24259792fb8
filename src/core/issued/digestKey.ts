import { ISSUED_KEY } from '../applications/storageKeys.ts';
import type { Secrets } from '../ports.ts';
import { TokenDigests } from './tokenDigests.ts';

/** The secret key of the digests, as SecretStorage has it for all windows. */
export class DigestKey {
  readonly #secrets: Secrets;
  #value: string | undefined;
  #digests: TokenDigests | undefined;

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  /** `undefined` until the first token is remembered, and after everything was forgotten. */
  get digests(): TokenDigests | undefined {
    return this.#digests;
  }

  /** Follows what is stored; returns whether it is another key now, or none. */
  async read(): Promise<boolean> {
    const value = await this.#secrets.get(ISSUED_KEY);
    if (value === this.#value) {
      return false;
    }
    this.#digests = value === undefined ? undefined : await TokenDigests.open(value);
    this.#value = value;
    return true;
  }

  /** Makes a key unless there is one. Two windows may do so at the same time: the one that writes last decides. */
  async make(): Promise<TokenDigests> {
    await this.read();
    if (this.#digests === undefined) {
      await this.#secrets.store(ISSUED_KEY, TokenDigests.newKey());
      await this.read();
    }
    if (this.#digests === undefined) {
      throw new Error('The secret storage did not keep the key.');
    }
    return this.#digests;
  }
}
