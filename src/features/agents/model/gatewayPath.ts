import { toHex } from '../../../core/kit/toBase64.ts';

/**
 * The rest of the address of a request to the gateway, behind the secret; `undefined` for any other
 * address. Takes the same time wherever a guess is wrong.
 *
 * @param url as it came over the network
 */
export function behindSecret(url: string, secret: string): string | undefined {
  const given = url.slice(1, secret.length + 1);
  let difference = given.length ^ secret.length;
  for (let index = 0; index < secret.length; index++) {
    difference |= secret.charCodeAt(index) ^ given.charCodeAt(index);
  }
  const rest = url.slice(secret.length + 1);
  return difference === 0 && url.startsWith('/') && rest.startsWith('/') ? rest : undefined;
}

/** 256 bits that nobody can guess, fit for an address. */
export function newSecret(): string {
  return toHex(crypto.getRandomValues(new Uint8Array(32)));
}
