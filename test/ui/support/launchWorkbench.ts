import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { linkBuiltinExtensions } from '../../../scripts/host/builtinExtensions.ts';
import { startServer } from '../../../scripts/host/startServer.ts';
import { uiExtensionsFolder } from '../../../scripts/paths.ts';
import { GitRepository } from '../../support/gitRepository.ts';
import { openWorkbenches } from './openWorkbenches.ts';
import { Workbench, type WorkbenchFolders } from './workbench.ts';
import { KEY_BINDINGS, workbenchSettings, type Theme } from './workbenchSettings.ts';

export interface LaunchOptions {
  /** File name and content; folders are made as needed. */
  readonly workspaceFiles?: Readonly<Record<string, string>>;
  /** Makes the workspace a Git repository in which these files are committed. */
  readonly committedFiles?: readonly string[];
  /** User settings, such as `routee.authUrl`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly theme?: Theme;
  /** Opens the workspace in Restricted Mode. */
  readonly restricted?: boolean;
  /** A browser profile to keep; without it, every workbench has a fresh one. */
  readonly profileDir?: string;
  /** Where extensions are installed; without it, ours alone is. */
  readonly extensionsDir?: string;
  /** The display language, as `el`; what is VS Code's own stays English. */
  readonly language?: string;
}

function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/** Writes what a window reads when it is opened: the workspace and the settings. */
export function writeUserFiles(
  { workspaceDir, userDataDir }: Pick<WorkbenchFolders, 'workspaceDir' | 'userDataDir'>,
  options: LaunchOptions,
): void {
  writeFiles(workspaceDir, options.workspaceFiles ?? {});
  if (options.committedFiles !== undefined) {
    const repository = GitRepository.init(workspaceDir);
    repository.git('add', '--', ...options.committedFiles);
    repository.git('commit', '--quiet', '--message=Add files');
  }
  const settings = {
    ...workbenchSettings(options.theme ?? 'dark'),
    'security.workspace.trust.enabled': options.restricted === true,
    'security.workspace.trust.startupPrompt': 'never',
    ...options.settings,
  };
  writeFiles(path.join(userDataDir, 'User'), {
    'settings.json': JSON.stringify(settings, undefined, 2),
    'keybindings.json': JSON.stringify(KEY_BINDINGS),
  });
}

/** Sets the display language, as VS Code does when a language pack is installed and chosen; this pack is empty. */
export function setLanguage(userDataDir: string, language: string): void {
  const vscode = path.join(userDataDir, 'language-pack.json');
  const extensionIdentifier = { id: `routee.language-pack-${language}` };
  const pack = { hash: 'empty', label: language, extensions: [{ extensionIdentifier, version: '1.0.0' }] };
  writeFiles(userDataDir, {
    'language-pack.json': JSON.stringify({ contents: {} }),
    'languagepacks.json': JSON.stringify({ [language]: { ...pack, translations: { vscode } } }),
    'User/argv.json': JSON.stringify({ locale: language }),
  });
}

/** Of runs that end in the middle. */
const leftovers = new Set<string>();
process.once('exit', () => {
  for (const root of leftovers) rmSync(root, { recursive: true, force: true });
});

/** Starts a VS Code of a new user with the packaged extension installed, and opens its window. */
export async function launchWorkbench(options: LaunchOptions = {}): Promise<Workbench> {
  const root = mkdtempSync(path.join(tmpdir(), 'routee-ui-'));
  const folders = {
    workspaceDir: path.join(root, 'workspace'),
    userDataDir: path.join(root, 'user-data'),
    serverDataDir: path.join(root, 'server-data'),
    profileDir: options.profileDir ?? path.join(root, 'profile'),
  };
  const removeFolders = (): void => {
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
    leftovers.delete(root);
  };
  leftovers.add(root);
  writeUserFiles(folders, options);

  if (options.language !== undefined) setLanguage(folders.userDataDir, options.language);

  try {
    const server = await startServer({
      ...folders,
      workspaceTrust: options.restricted === true,
      extensionsDir: options.extensionsDir ?? uiExtensionsFolder,
      builtinExtensionsDir: linkBuiltinExtensions(path.join(root, 'builtin')),
    });
    const workbench = await Workbench.open(server, folders, removeFolders);
    openWorkbenches.add(workbench);
    return workbench;
  } catch (error) {
    removeFolders();
    throw error;
  }
}
