import type { Log, Secrets } from '../ports.ts';
import { applicationKeyOf, claimKeyOf, issuedKeyOf, tokenKeyOf } from './storageKeys.ts';

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
