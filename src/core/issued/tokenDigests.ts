import type { Secrets } from '../kit/ports.ts';
import { toBase64 } from '../kit/toBase64.ts';
import { ISSUED_KEY } from '../storage/storageKeys.ts';

const ALGORITHM = { name: 'HMAC', hash: 'SHA-256' };
const KEY_BYTES = 32;
/** Half of the digest: as hard to meet by chance as a UUID. */
const DIGEST_BYTES = 16;
/** More than the words of the largest files; some hundred bytes each. */
const MOST_KEPT = 20_000;

type HmacKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** Digests of tokens under one secret key. Without that key nobody can tell which token a digest belongs to. */
export class TokenDigests {
  readonly #key: HmacKey;
  /** The digests asked for last, in memory only: lenses ask for the same ones at every change of a file. */
  readonly #known = new Map<string, string>();

  private constructor(key: HmacKey) {
    this.#key = key;
  }

  /** A new random key, as {@link open} takes it. */
  static newKey(): string {
    return toBase64(crypto.getRandomValues(new Uint8Array(KEY_BYTES)));
  }

  /** @param key as {@link newKey} made it; resolves to `undefined` where it is anything else */
  static async open(key: string): Promise<TokenDigests | undefined> {
    const bytes = fromBase64(key);
    return bytes.length === KEY_BYTES
      ? new TokenDigests(await crypto.subtle.importKey('raw', bytes, ALGORITHM, false, ['sign']))
      : undefined;
  }

  /** The digest if it was asked for before, without the wait that {@link of} is. */
  known(token: string): string | undefined {
    const digest = this.#known.get(token);
    if (digest !== undefined) {
      this.#keep(token, digest);
    }
    return digest;
  }

  async of(token: string): Promise<string> {
    const known = this.known(token);
    if (known !== undefined) {
      return known;
    }
    const mac = await crypto.subtle.sign(ALGORITHM.name, this.#key, new TextEncoder().encode(token));
    const digest = toBase64(new Uint8Array(mac, 0, DIGEST_BYTES));
    this.#keep(token, digest);
    return digest;
  }

  /** A `Map` keeps the order of insertion: the first one is the one that was not asked for the longest. */
  #keep(token: string, digest: string): void {
    this.#known.delete(token);
    this.#known.set(token, digest);
    if (this.#known.size > MOST_KEPT) {
      const [oldest = token] = this.#known.keys();
      this.#known.delete(oldest);
    }
  }
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

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
