/** Everything that the extension keeps in SecretStorage has a key with this start. */
const ROOT = 'routee.';
const APPLICATION = `${ROOT}application.`;
const TOKEN = `${ROOT}token.`;
const CLAIM = `${ROOT}claim.`;
const ISSUED = `${ROOT}issued.`;

/** Which application is the active one: its key. */
export const ACTIVE_KEY = `${ROOT}active`;
/** An order of one's own, as earlier versions stored it; nothing reads it any more. */
export const FORMER_ORDER_KEY = `${ROOT}order`;
/** The key under which the digests of issued tokens are made. */
export const ISSUED_KEY = `${ROOT}issuedKey`;

export const isOurKey = (key: string): boolean => key.startsWith(ROOT);
export const applicationStorageKey = (key: string): string => APPLICATION + key;
/**
 * A token has a storage key of its own: renewing it in one window must not write back, and so undo, a name or a
 * secret that another window has just changed.
 */
export const tokenStorageKey = (key: string): string => TOKEN + key;
export const claimStorageKey = (key: string): string => CLAIM + key;
/** The digests of the tokens that were issued to an application. */
export const issuedStorageKey = (key: string): string => ISSUED + key;

export const applicationKeyOf = (storageKey: string): string | undefined => after(storageKey, APPLICATION);
export const tokenKeyOf = (storageKey: string): string | undefined => after(storageKey, TOKEN);
export const claimKeyOf = (storageKey: string): string | undefined => after(storageKey, CLAIM);
export const issuedKeyOf = (storageKey: string): string | undefined => after(storageKey, ISSUED);

function after(storageKey: string, prefix: string): string | undefined {
  return storageKey.startsWith(prefix) ? storageKey.slice(prefix.length) : undefined;
}
