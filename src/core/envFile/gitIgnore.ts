import { eolOf } from '../kit/eolOf.ts';

/**
 * Adds a line for one file to the text of a `.gitignore`; all else stays.
 *
 * @param path relative to the folder of the `.gitignore`, with slashes
 */
export function addToGitIgnore(text: string, path: string): string {
  const line = ignoreLine(path);
  if (text.split(/\r?\n/).includes(line)) {
    return text;
  }
  const eol = eolOf(text);
  return `${text}${text === '' || text.endsWith('\n') ? '' : eol}${line}${eol}`;
}

/** The pattern that matches this one path only. */
export function ignoreLine(path: string): string {
  return `/${path.replaceAll(/[\\*?[\]]/g, '\\$&').replace(/ $/, '\\ ')}`;
}
