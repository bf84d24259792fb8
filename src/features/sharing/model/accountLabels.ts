import { scopeKey, type Application } from '../../../core/applications/application.ts';

type Named = Pick<Application, 'key' | 'name' | 'id' | 'scopes'>;

/**
 * What the accounts of these applications are called, by key: their names. VS Code remembers by the label which
 * extension may have which account, so two of the same name must not share one: each shows the end of its id and its
 * scopes, too.
 */
export function accountLabels(applications: readonly Named[]): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  for (const { name } of applications) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const labels = new Map<string, string>();
  const taken = new Set<string>();
  // By key: a number must stay with its account when another application becomes the active one.
  for (const { key, name, id, scopes } of applications.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
    const details = [`…${id.slice(-4)}`, ...(scopes.length === 0 ? [] : [scopeKey(scopes)])].join(', ');
    const base = counts.get(name) === 1 ? name : `${name} (${details})`;
    let label = base;
    for (let n = 2; taken.has(label); n++) {
      label = `${base} ${n}`;
    }
    taken.add(label);
    labels.set(key, label);
  }
  return labels;
}
