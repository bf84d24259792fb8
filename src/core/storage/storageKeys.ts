import type { Log, Secrets } from '../kit/ports.ts';

/** Everything that the extension keeps in SecretStorage has a key with this start. */
const ROOT = 'routee.';
const APPLICATION = `${ROOT}application.`;
const TOKEN = `${ROOT}token.`;
const CLAIM = `${ROOT}claim.`;
const ISSUED = `${ROOT}issued.`;

/** The application that was last chosen in any window: its key. */
export const ACTIVE_KEY = `${ROOT}active`;
const WORKSPACE_CHOICE = `${ACTIVE_KEY}.`;
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
/** The application of a workspace. @param workspace its address */
export const workspaceChoiceKey = (workspace: string): string => WORKSPACE_CHOICE + workspace;
/** The digests of the tokens that were issued to an application. */
export const issuedStorageKey = (key: string): string => ISSUED + key;

export const applicationKeyOf = (storageKey: string): string | undefined => after(storageKey, APPLICATION);
export const tokenKeyOf = (storageKey: string): string | undefined => after(storageKey, TOKEN);
export const claimKeyOf = (storageKey: string): string | undefined => after(storageKey, CLAIM);
export const issuedKeyOf = (storageKey: string): string | undefined => after(storageKey, ISSUED);

function after(storageKey: string, prefix: string): string | undefined {
  return storageKey.startsWith(prefix) ? storageKey.slice(prefix.length) : undefined;
}

/** Deletes stored tokens whose application is gone: they are of no use to anyone who should have them. */
export async function deleteOrphans(
  storageKeys: readonly string[],
  ports: { readonly secrets: Secrets; readonly log: Log },
): Promise<void> {
  const keys = new Set(storageKeys.flatMap((storageKey) => applicationKeyOf(storageKey) ?? []));
  const orphans = storageKeys.filter((storageKey) => {
    const key = tokenKeyOf(storageKey) ?? claimKeyOf(storageKey) ?? issuedKeyOf(storageKey);
    return key !== undefined && !keys.has(key);
  });
  for (const storageKey of orphans) {
    await ports.secrets.delete(storageKey);
  }
  if (orphans.length > 0) {
    ports.log.info(`Deleted ${orphans.length} stored token(s) of applications that no longer exist.`);
  }
}

/**
 * Whether stored JSON says to be of a newer version of its form: a newer version of this extension has written it,
 * runs in another window or did before a downgrade, and knows what would be lost. Never replace such a value.
 */
export function isOfNewerVersion(json: unknown, version: number): boolean {
  return (
    typeof json === 'object' &&
    json !== null &&
    'version' in json &&
    typeof json.version === 'number' &&
    json.version > version
  );
}
