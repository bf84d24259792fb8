/** A slice of `node:path`, of this platform's or of another one's. */
export interface PathRules {
  readonly sep: string;
  relative(from: string, to: string): string;
  isAbsolute(path: string): boolean;
}

export interface Paths extends PathRules {
  dirname(path: string): string;
  basename(path: string): string;
  join(...paths: string[]): string;
}

/** Whether a path leads to something in a folder, at any depth; not for the folder itself. */
export function isBelow(file: string, folder: string, rules: PathRules): boolean {
  const way = rules.relative(folder, file);
  // Between two drives of Windows there is no relative way.
  return way !== '' && way !== '..' && !way.startsWith(`..${rules.sep}`) && !rules.isAbsolute(way);
}
