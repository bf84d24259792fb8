import { plainText } from '../../../core/kit/plainText.ts';
import type { EnvVariable } from '../../../core/envFile/envFile.ts';

/** Two variables that look like the id and the secret of one application. */
export interface CredentialPair<V extends EnvVariable = EnvVariable> {
  readonly id: V;
  readonly secret: V;
  /** The other words of their names, such as `Shop`, `dev` or `Shop (dev)`; empty: none. */
  readonly hint: string;
  /** Of Routee, by a name or by the looks of the id. */
  readonly isLikely: boolean;
}

/** Whether a value can be an application id: one word, and no reference to something else. */
export const isIdLike = (value: string): boolean => /^[^\s:{}$<>"']+$/.test(value);

/** Whether a value can be a secret. */
export const isSecretLike = (value: string): boolean => /^\S+$/.test(value) && !/^(?:\$?\{|<)/.test(value);

/**
 * The pairs in an environment file: names that differ in `ID` and `SECRET` only (`SHOP_ROUTEE_APPLICATION_ID` and
 * `SHOP_ROUTEE_APPLICATION_SECRET`, `routeeAppId` and `routeeAppSecret`), or also in words such as `CLIENT`, where that
 * leaves no doubt. Those of different environments belong together never.
 */
export function credentialPairs<V extends EnvVariable>(variables: readonly V[]): CredentialPair<V>[] {
  const ids = variables.filter((one) => holeOf(one) === 'ID' && isIdLike(one.value));
  const secrets = variables.filter((one) => holeOf(one) === 'SECRET' && isSecretLike(one.value));
  const taken = new Set<V>();
  const found = new Map<V, V>();
  for (const keyOf of [exactKey, looseKey]) {
    const rivals = Map.groupBy(ids, keyOf);
    const free = Map.groupBy(
      secrets.filter((secret) => !taken.has(secret)),
      keyOf,
    );
    for (const id of ids.filter((one) => !found.has(one))) {
      const [secret, ...others] = free.get(keyOf(id)) ?? [];
      if (secret !== undefined && others.length === 0 && rivals.get(keyOf(id))?.length === 1) {
        found.set(id, secret);
        taken.add(secret);
      }
    }
  }
  return ids.flatMap((id) => {
    const secret = found.get(id);
    return secret === undefined ? [] : [{ id, secret, hint: hintOf(id), isLikely: isLikely(id, secret) }];
  });
}

/** Words that any such name may have. */
const COMMON = new Set(['ROUTEE', 'APPLICATION', 'APP', 'CLIENT', 'KEY', 'ID', 'SECRET', 'API', 'AUTH']);

/** The words of a variable's name that speak of one application; empty: none. */
export function hintOf({ target }: EnvVariable): string {
  const words = wordsOf(target.name).filter((word) => !COMMON.has(word));
  const name = words.map((word) => word.charAt(0) + word.slice(1).toLowerCase()).join(' ');
  const environment = target.kind === 'json' ? plainText(target.environment) : '';
  return name !== '' && environment !== '' ? `${name} (${environment})` : name + environment;
}

function isLikely(id: EnvVariable, secret: EnvVariable): boolean {
  const isRoutee = [id, secret].some(({ target }) => wordsOf(target.name).includes('ROUTEE'));
  return isRoutee || /^[\da-f]{24}$/i.test(id.value);
}

function holeOf({ target }: EnvVariable): 'ID' | 'SECRET' | undefined {
  const words = wordsOf(target.name);
  return words.includes('SECRET') ? 'SECRET' : words.includes('ID') ? 'ID' : undefined;
}

function keyOf(variable: EnvVariable, isKept: (word: string) => boolean): string {
  const words = wordsOf(variable.target.name);
  const hole = words.lastIndexOf(holeOf(variable) ?? '');
  const rest = words.map((word, index) => (index === hole ? '*' : word)).filter(isKept);
  return JSON.stringify([variable.target.kind === 'json' ? variable.target.environment : '', ...rest]);
}

const exactKey = (variable: EnvVariable): string => keyOf(variable, () => true);

const looseKey = (variable: EnvVariable): string =>
  keyOf(variable, (word) => !['APPLICATION', 'APP', 'CLIENT', 'KEY', 'API'].includes(word));

/** `SHOP_APP_ID`, `shop-app-id` and `shopAppId` are three words each. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .split(/[^A-Za-z\d]+/)
    .filter((word) => word !== '')
    .map((word) => word.toUpperCase());
}
