/** Name of the variable with the token of the active application, wherever one is written or offered. */
export const TOKEN_VARIABLE = 'ROUTEE_TOKEN';

/** As much of a key, a UUID, as tells some applications of one name apart; and then all of it. */
const SUFFIX_LENGTHS = [8, Infinity];

/**
 * `ROUTEE_TOKEN_<NAME>` for each application: its name in capitals, all but letters and digits as underscores. Each of
 * those that would be the same ends in a part of its own key: no variable ever gets to hold the token of an application
 * that another one of the same name has left behind.
 */
export function variableNames(
  applications: readonly { readonly key: string; readonly name: string }[],
): ReadonlyMap<string, string> {
  const bases = applications.map(({ name }) => `${TOKEN_VARIABLE}_${inCapitals(name) || 'APPLICATION'}`);
  let names = bases;
  for (const length of SUFFIX_LENGTHS) {
    const before = names;
    const isDouble = (name: string): boolean => before.indexOf(name) !== before.lastIndexOf(name);
    names = before.map((name, index) => {
      const suffix = inCapitals(applications[index]?.key.slice(0, length) ?? '');
      return isDouble(name) ? `${bases[index] ?? ''}_${suffix}` : name;
    });
  }
  return new Map(applications.map(({ key }, index) => [key, names[index] ?? '']));
}

function inCapitals(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '');
}
