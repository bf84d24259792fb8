import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const MOST_READINGS = 10;

/** Every file below a folder that holds one of the texts, in UTF-8 or UTF-16. */
export function filesHolding(folder: string, texts: readonly string[]): string[] {
  const needles = texts.flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')]);
  for (let readings = 1; ; readings++) {
    try {
      return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
        .filter((file) => {
          const content = readFileSync(file);
          return needles.some((needle) => content.includes(needle));
        });
    } catch (error) {
      // VS Code removes what it no longer needs, such as the backup of an editor: then all of it is read again.
      if (!isGone(error) || readings === MOST_READINGS) throw error;
    }
  }
}

const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
