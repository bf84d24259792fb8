import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { serverMain } from './vscodeServer.ts';

/**
 * Extensions of VS Code's own that call out, or that start for the files of tests and take part in none: each window
 * would load them.
 */
const LEFT_OUT =
  /^(?:copilot|debug-.*|emmet|extension-editing|github.*|grunt|gulp|ipynb|jake|microsoft-authentication|ms-vscode\..*|notebook-renderers|npm|php-language-features|references-view|simple-browser|tunnel-forwarding|typescript-language-features)$/;

/** Makes a folder of VS Code's own extensions for windows under test, and gives it back. */
export function linkBuiltinExtensions(folder: string): string {
  const source = path.join(path.dirname(serverMain), '..', 'extensions');
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(source)) {
    if (!LEFT_OUT.test(name)) symlinkSync(path.join(source, name), path.join(folder, name));
  }
  return folder;
}
