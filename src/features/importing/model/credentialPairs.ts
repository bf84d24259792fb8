import { plainText } from '../../../core/kit/plainText.ts';
import type { EnvVariable } from '../../../core/envFile/envFile.ts';
import { cleanCredential, isPlaceholder } from '../../applications/model/cleanCredential.ts';

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
export const isIdLike = (value: string): boolean => /^[^\s:{}$<>"']+$/.test(value) && !isPlaceholder(value);

/** Whether a value can be a secret. */
export const isSecretLike = (value: string): boolean =>
  /^\S+$/.test(value) && !/^(?:\$?\{|<)/.test(value) && !isPlaceholder(value);

/** The variable without the unseen characters of its value, and the quotes and blanks around it. */
export const cleaned = <V extends EnvVariable>(variable: V): V => ({
  ...variable,
  value: cleanCredential(variable.value),
});

/** The section that REST Client and Visual Studio read in every environment. */
const SHARED = '$shared';
/** A bound on the work: every shared credential is compared in every environment. */
const MOST_SHARED = 50;

/** Whether a client reads both in one environment. */
export const isReadWith = (a: EnvVariable, b: EnvVariable): boolean =>
  environmentOf(a) === environmentOf(b) || [a, b].some((one) => environmentOf(one) === SHARED);

/**
 * The pairs in an environment file: names that differ in `ID` and `SECRET` only (`SHOP_ROUTEE_APPLICATION_ID` and
 * `SHOP_ROUTEE_APPLICATION_SECRET`, `routeeAppId` and `routeeAppSecret`), or also in words such as `CLIENT`, where that
 * leaves no doubt. Those of different environments never belong together, but those that all share do to each.
 */
export function credentialPairs<V extends EnvVariable>(variables: readonly V[]): CredentialPair<V>[] {
  const named = variables.map(cleaned).flatMap((variable) => namedOf(variable) ?? []);
  const environments = Map.groupBy(named, ({ variable }) => environmentOf(variable));
  const shared = (environments.get(SHARED) ?? []).slice(0, MOST_SHARED);
  const pairs = [...environments].flatMap(([environment, own]) => {
    const names = new Set(own.map(({ variable }) => variable.target.name));
    const others =
      environment === SHARED ? [] : shared.filter(({ variable }) => !names.has(variable.target.name));
    return pairsIn([...own, ...others]).map((pair) => ({ ...pair, environment }));
  });
  return pairs
    .filter(({ id, secret, environment }) => [id, secret].some((one) => environmentOf(one) === environment))
    .map(({ id, secret, environment }) => ({
      id,
      secret,
      hint: hintOf(id, environment),
      isLikely: isLikely(id, secret),
    }));
}

interface Named<V> {
  readonly variable: V;
  readonly hole: 'ID' | 'SECRET';
  /** The part of the name that both names of a pair share. */
  readonly exact: string;
  readonly loose: string;
}

function namedOf<V extends EnvVariable>(variable: V): Named<V> | undefined {
  const words = wordsOf(variable.target.name);
  const hole = words.includes('SECRET') ? 'SECRET' : 'ID';
  const at = words.lastIndexOf(hole);
  if (at === -1 || !(hole === 'ID' ? isIdLike : isSecretLike)(variable.value)) return undefined;
  const rest = words.with(at, '*');
  const few = rest.filter((word) => !['APPLICATION', 'APP', 'CLIENT', 'KEY', 'API'].includes(word));
  return { variable, hole, exact: rest.join('_'), loose: few.join('_') };
}

function pairsIn<V>(named: readonly Named<V>[]): { readonly id: V; readonly secret: V }[] {
  const ids = named.filter(({ hole }) => hole === 'ID');
  const secrets = named.filter(({ hole }) => hole === 'SECRET');
  const taken = new Set<Named<V>>();
  const found = new Map<Named<V>, V>();
  for (const key of ['exact', 'loose'] as const) {
    const rivals = Map.groupBy(ids, (id) => id[key]);
    const free = Map.groupBy(
      secrets.filter((secret) => !taken.has(secret)),
      (secret) => secret[key],
    );
    for (const id of ids.filter((one) => !found.has(one))) {
      const [secret, ...others] = free.get(id[key]) ?? [];
      if (secret !== undefined && others.length === 0 && rivals.get(id[key])?.length === 1) {
        found.set(id, secret.variable);
        taken.add(secret);
      }
    }
  }
  return ids.flatMap((id) => {
    const secret = found.get(id);
    return secret === undefined ? [] : [{ id: id.variable, secret }];
  });
}

/** Words that any such name may have. */
const COMMON = new Set(['ROUTEE', 'APPLICATION', 'APP', 'CLIENT', 'KEY', 'ID', 'SECRET', 'API', 'AUTH']);

/** The words of a variable's name that speak of one application; empty: none. */
export function hintOf(variable: EnvVariable, environment = environmentOf(variable)): string {
  const words = wordsOf(variable.target.name).filter((word) => !COMMON.has(word));
  const name = words.map((word) => word.charAt(0) + word.slice(1).toLowerCase()).join(' ');
  const place = environment === SHARED ? '' : plainText(environment);
  return name !== '' && place !== '' ? `${name} (${place})` : name + place;
}

const environmentOf = ({ target }: EnvVariable): string => (target.kind === 'json' ? target.environment : '');

function isLikely(id: EnvVariable, secret: EnvVariable): boolean {
  const isRoutee = [id, secret].some(({ target }) => wordsOf(target.name).includes('ROUTEE'));
  return isRoutee || /^[\da-f]{24}$/i.test(id.value);
}

/** `SHOP_APP_ID`, `shop-app-id` and `shopAppId` are three words each. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .split(/[^A-Za-z\d]+/)
    .filter((word) => word !== '')
    .map((word) => word.toUpperCase());
}
