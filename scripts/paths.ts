import path from 'node:path';

export const projectRoot = path.resolve(import.meta.dirname, '..');
/** Everything that is fetched or made for development; git ignores it and it may be deleted at any time. */
export const cacheRoot = path.join(projectRoot, '.vscode-test');
export const demoFixture = path.join(projectRoot, 'test', 'fixtures', 'demo');
export const vsixFile = path.join(projectRoot, 'routee-auth.vsix');
/** Files of the VSIX, laid out by packaging. */
export const stagedFolder = path.join(projectRoot, 'dist', 'package');
/** Licences of what is bundled; made by packaging. */
export const noticesFile = path.join(projectRoot, 'dist', 'ThirdPartyNotices.txt');
/** The one folder into which the packaged extension is installed for the UI tests. */
export const uiExtensionsFolder = path.join(cacheRoot, 'ui-extensions');
/** VS Code's own logs of integration tests that failed. */
export const logsFolder = path.join(projectRoot, 'test', 'logs');
