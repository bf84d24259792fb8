/** Puts another value in place of a member of an object of VS Code's, and returns what puts the old one back. */
export function replaceMember<T extends object>(target: T, name: keyof T, value: unknown): () => void {
  const before: unknown = Reflect.get(target, name);
  set(value);
  return () => {
    set(before);
  };

  function set(next: unknown): void {
    if (!Reflect.set(target, name, next)) throw new Error(`${String(name)} cannot be replaced.`);
  }
}

/** The same for what VS Code computes at each reading, such as `workspace.isTrusted`. */
export function replaceGetter<T extends object>(target: T, name: keyof T, get: () => unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(target, name);
  if (before === undefined) throw new Error(`There is no ${String(name)}.`);
  Object.defineProperty(target, name, { get, configurable: true, enumerable: true });
  return () => {
    Object.defineProperty(target, name, before);
  };
}
