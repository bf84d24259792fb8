import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { plainText } from '../../core/kit/plainText.ts';
import type { EnvFiles } from '../../core/envFile/envFiles.ts';
import {
  envFileKind,
  environmentProblem,
  type EnvTarget,
  nameProblem,
} from '../../core/envFile/envTarget.ts';
import { environmentsOf } from '../../core/envFile/jsonEnvFile.ts';
import { EnvFileError } from '../../core/kit/fileError.ts';
import type { Paths } from '../../core/kit/isBelow.ts';
import { cancelled } from '../../core/protocol/routeeError.ts';
import { TOKEN_VARIABLE } from '../../core/tokens/variableNames.ts';
import { agrees } from '../../editor/messages.ts';
import { askText } from '../../editor/prompts.ts';

export const TITLE = (): string => l10n.t('Link Environment File');
const MOST_FILES = 100;

interface FileItem extends vscode.QuickPickItem {
  readonly file?: string;
}

/** Files to offer where they do not exist yet, with the clients that read them. */
const newFiles = (): readonly (readonly [name: string, detail: string])[] => [
  ['.env', l10n.t('Read by REST Client, httpYac and most programs')],
  ['http-client.private.env.json', l10n.t('Read by JetBrains and httpYac')],
  ['http-client.env.json.user', l10n.t('Read by Visual Studio')],
];
/** Files meant to be shared: no place for a token. */
const SHARED = /^http-client\.env\.json$|\.(?:example|sample|template|dist|defaults?)$/;

/** @throws {RouteeError} `cancelled` */
export async function askEnvironmentFile(paths: Paths): Promise<{ file: string; kind: EnvTarget['kind'] }> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const found = await vscode.workspace.findFiles(
    '**/{.env,.env.*,*.env,http-client.private.env.json,http-client.env.json.user}',
    '**/node_modules/**',
    MOST_FILES,
  );
  const existing = found
    .filter(({ scheme, path: name }) => scheme === 'file' && isOffered(name.slice(name.lastIndexOf('/') + 1)))
    .map(({ fsPath }): FileItem => ({
      label: plainText(vscode.workspace.asRelativePath(fsPath)),
      file: fsPath,
    }))
    .sort((a, b) => a.label.length - b.label.length || (a.label < b.label ? -1 : 1));
  const made: FileItem[] = [];
  for (const { uri } of folders) {
    for (const [name, detail] of newFiles()) {
      const file = vscode.Uri.joinPath(uri, name);
      if (await isThere(file)) continue;
      const label = `$(new-file) ${plainText(vscode.workspace.asRelativePath(file))}`;
      made.push({ label, description: l10n.t('new file'), detail, file: file.fsPath });
    }
  }
  const heading = (label: string, items: readonly FileItem[]): FileItem[] =>
    items.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
  const picked = await vscode.window.showQuickPick<FileItem>(
    [...heading(l10n.t('In this workspace'), existing), ...heading(l10n.t('New'), made)],
    {
      title: TITLE(),
      placeHolder: l10n.t('Which file should contain the current token?'),
      ignoreFocusOut: true,
    },
  );
  const kind = picked?.file === undefined ? undefined : envFileKind(paths.basename(picked.file));
  if (picked?.file === undefined || kind === undefined) {
    throw cancelled();
  }
  return { file: picked.file, kind };
}

/** @throws {RouteeError} `cancelled` */
export async function askTarget(
  files: EnvFiles,
  file: string,
  kind: EnvTarget['kind'],
  paths: Paths,
): Promise<EnvTarget> {
  const askName = (): Promise<string> =>
    ask(l10n.t('Name of the variable'), TOKEN_VARIABLE, (name) => nameProblem(kind, name));
  if (kind === 'dotenv') return { kind, name: await askName() };
  const known = await knownEnvironments(files, file);
  const environment = await ask(
    known.length === 0
      ? l10n.t('Environment in {0}', paths.basename(file))
      : l10n.t('Environment in {0}, such as {1}', paths.basename(file), known.join(', ')),
    known.find((name) => !name.startsWith('$')) ?? 'dev',
    environmentProblem,
  );
  return { kind, environment, name: await askName() };
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
    throw cancelled();
  }
  return answer;
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

function isOffered(name: string): boolean {
  return envFileKind(name) !== undefined && !SHARED.test(name);
}

/**
 * Makes sure that Git ignores the file, with a line in `.gitignore` if the user wants one.
 *
 * @returns the reason: Git ignores the file, there is no repository, or Git cannot tell and the user accepts that
 * @throws {EnvFileError} `exposed`
 * @throws {RouteeError} `cancelled`
 */
export async function allowByGit(
  files: EnvFiles,
  file: string,
): Promise<'ignored' | 'noRepository' | 'accepted'> {
  const name = vscode.workspace.asRelativePath(file);
  switch (await files.exposure(file)) {
    case 'ignored':
      return 'ignored';
    case 'noRepository':
      return 'noRepository';
    case 'unverified':
      await mustAgree(
        l10n.t("Can't check whether Git ignores {0}.", name),
        l10n.t(
          "VS Code's Git extension doesn't know its repository. If Git tracks the file, anyone who can read the repository can use the token.",
        ),
        l10n.t('Link Anyway'),
      );
      return 'accepted';
    case 'tracked':
      throw new EnvFileError(
        'exposed',
        l10n.t(
          'Git tracks it, so the token would get into the repository. Choose a file that Git ignores, or run "git rm --cached {0}" first.',
          name,
        ),
      );
    case 'notIgnored':
      await mustAgree(
        l10n.t("Git doesn't ignore {0}.", name),
        l10n.t(
          'The token would soon be in the repository. Routee Auth can add this file to .gitignore and continue.',
        ),
        l10n.t('Add to .gitignore'),
      );
      await files.ignore(file);
      if ((await files.exposure(file)) !== 'ignored') {
        throw new EnvFileError(
          'exposed',
          l10n.t("Git still doesn't ignore it: another rule overrides .gitignore."),
        );
      }
      return 'ignored';
  }
}

async function mustAgree(sentence: string, detail: string, button: string): Promise<void> {
  if (!(await agrees(sentence, detail, button))) {
    throw cancelled();
  }
}
