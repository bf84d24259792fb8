import { decodeBasicCredentials } from '../../../core/protocol/basicCredentials.ts';
import { cleanCredential, isPlaceholder } from './cleanCredential.ts';

export interface PastedCredentials {
  readonly id: string;
  readonly secret: string;
}

/** The id ends at the first colon (RFC 7617); a secret may hold more of them. An address is no pair. */
export function pairOf(text: string): PastedCredentials | undefined {
  const [, id = '', secret = ''] =
    /^([^:]*):(\S.*)$/s.exec(text.replace(/:[\u00a0\u2007\u202f]+/, ':')) ?? [];
  // Quotes around the first one are of a member of JSON.
  const isOther = /["']/.test(id) || (/^https?$/i.test(id) && secret.startsWith('//'));
  return isOther ? undefined : checked(id, secret);
}

/** Also of the URL-safe alphabet, and without its padding. */
export function pairOfBase64(text: string): PastedCredentials | undefined {
  const [, base64 = ''] = /^([\w+/-]+)=*$/.exec(text) ?? [];
  const pair = decodeBasicCredentials(base64.replaceAll('-', '+').replaceAll('_', '/'));
  return pair && checked(pair.id, pair.secret, /^[^:]+$/, /\S/);
}

/** The two before the host of an address, percent-encoded (RFC 3986 section 3.2.1). */
export function pairOfAddress(text: string): PastedCredentials | undefined {
  const [, userInfo] = /^https?:\/\/([^/?#\s]*)@/i.exec(text) ?? [];
  if (userInfo === undefined) return undefined;
  try {
    const [id = '', ...secret] = userInfo.split(':');
    return checked(decodeURIComponent(id), decodeURIComponent(secret.join(':')));
  } catch {
    return undefined;
  }
}

/** The pair, if both can be meant. */
export function checked(
  id: string,
  secret: string,
  idForm = /^[^\s:"'{}/=<>()[\],;|]+$/,
  secretForm = /^\S+$/,
): PastedCredentials | undefined {
  const pair = { id: cleanCredential(id), secret: cleanCredential(secret) };
  const isMeant = ![pair.id, pair.secret].some(isPlaceholder);
  return idForm.test(pair.id) && secretForm.test(pair.secret) && isMeant ? pair : undefined;
}
