import { existsSync } from 'node:fs';
import * as path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { EnvFiles } from '../core/envFile/envFiles.ts';
import { envFileKind, environmentProblem, nameProblem, type EnvTarget } from '../core/envFile/envTarget.ts';
import { environmentsOf } from '../core/envFile/jsonEnvFile.ts';
import { RouteeError } from '../core/protocol/routeeError.ts';
import { TOKEN_VARIABLE } from '../core/tokens/variableNames.ts';
import { askText } from './prompts.ts';

const TITLE = (): string => l10n.t('Link Environment File');
const MOST_FILES = 100;

interface FileItem extends vscode.QuickPickItem {
  readonly file?: string;
}

/** What can be made where it is not there yet, and who reads it. */
const newFiles = (): readonly (readonly [name: string, detail: string])[] => [
  ['.env', l10n.t('Read by REST Client, httpYac and most programs')],
  ['http-client.private.env.json', l10n.t('Read by JetBrains and httpYac')],
  ['http-client.env.json.user', l10n.t('Read by Visual Studio')],
];
/** Meant to be shared, so no place for a token. */
const SHARED = /^http-client\.env\.json$|\.(?:example|sample|template|dist|defaults?)$/;

/** @throws {RouteeError} `cancelled` */
export async function askEnvironmentFile(): Promise<{ file: string; kind: EnvTarget['kind'] }> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const found = await vscode.workspace.findFiles(
    '**/{.env,.env.*,*.env,http-client.private.env.json,http-client.env.json.user}',
    '**/node_modules/**',
    MOST_FILES,
  );
  const existing = found
    .filter(({ scheme, path: name }) => scheme === 'file' && isOffered(path.posix.basename(name)))
    .map(({ fsPath }): FileItem => ({ label: vscode.workspace.asRelativePath(fsPath), file: fsPath }))
    .sort((a, b) => a.label.length - b.label.length || (a.label < b.label ? -1 : 1));
  const made = folders.flatMap(({ uri }) =>
    newFiles()
      .map(([name, detail]): FileItem & { file: string } => {
        const file = path.join(uri.fsPath, name);
        return {
          label: `$(new-file) ${vscode.workspace.asRelativePath(file)}`,
          description: l10n.t('new file'),
          detail,
          file,
        };
      })
      .filter(({ file }) => !existsSync(file)),
  );
  const heading = (label: string, items: readonly FileItem[]): FileItem[] =>
    items.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
  const picked = await vscode.window.showQuickPick<FileItem>(
    [...heading(l10n.t('In this workspace'), existing), ...heading(l10n.t('New'), made)],
    {
      title: TITLE(),
      placeHolder: l10n.t('Which file is to hold the current token?'),
      ignoreFocusOut: true,
    },
  );
  const kind = picked?.file === undefined ? undefined : envFileKind(path.basename(picked.file));
  if (picked?.file === undefined || kind === undefined) {
    throw new RouteeError('cancelled', l10n.t('No file was chosen.'));
  }
  return { file: picked.file, kind };
}

/** @throws {RouteeError} `cancelled` */
export async function askTarget(files: EnvFiles, file: string, kind: EnvTarget['kind']): Promise<EnvTarget> {
  if (kind === 'dotenv') {
    return {
      kind,
      name: await ask(l10n.t('Name of the variable'), TOKEN_VARIABLE, (name) => nameProblem(kind, name)),
    };
  }
  const known = await knownEnvironments(files, file);
  const environment = await ask(
    known.length === 0
      ? l10n.t('Environment in {0}', path.basename(file))
      : l10n.t('Environment in {0}, such as {1}', path.basename(file), known.join(', ')),
    known.find((name) => !name.startsWith('$')) ?? 'dev',
    environmentProblem,
  );
  const name = await ask(l10n.t('Name of the variable'), TOKEN_VARIABLE, (text) => nameProblem(kind, text));
  return { kind, environment, name };
}

async function knownEnvironments(files: EnvFiles, file: string): Promise<readonly string[]> {
  let known: readonly string[] = [];
  await files.edit(file, (text) => {
    known = environmentsOf(text ?? '');
    return 'keep';
  });
  return known;
}

async function ask(
  prompt: string,
  value: string,
  validate: (text: string) => string | undefined,
): Promise<string> {
  const answer = await askText({ title: TITLE(), prompt, value, validate });
  if (typeof answer !== 'string') {
    throw new RouteeError('cancelled', l10n.t('No name was given.'));
  }
  return answer;
}

function isOffered(name: string): boolean {
  return envFileKind(name) !== undefined && !SHARED.test(name);
}
