import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium, type BrowserContext, type ViewportSize } from 'playwright-core';
import { SetupError } from '../setupError.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

/** The size of the page in a window. */
export const viewport = { width: 1280, height: 800 };

function candidates(): string[] {
  const given = process.env['CHROMIUM_PATH'];
  if (given !== undefined && given !== '') return [given];
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === 'win32') {
    return [process.env['ProgramFiles'], process.env['ProgramFiles(x86)'], process.env['LocalAppData']]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => [
        path.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
        path.join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      ]);
  }
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

export function findChromium(): string | undefined {
  return candidates().find((candidate) => existsSync(candidate));
}

function requireChromium(): string {
  const executable = findChromium();
  if (executable === undefined) throw new SetupError('No Chromium was found: set CHROMIUM_PATH.');
  return executable;
}

/** The major version, as a person would say it, or `unknown`. */
export function chromiumVersion(): string {
  // On Windows the browser would open a window instead of answering.
  if (process.platform === 'win32') return 'unknown';
  try {
    const answer = execFileSync(requireChromium(), ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return /(\d+)\.\d+/.exec(answer)?.[1] ?? 'unknown';
  } catch {
    return 'unknown';
  }
}

interface ChromiumOptions {
  readonly profileFolder: string;
  readonly viewport?: ViewportSize;
}

/** Starts the browser without a window; it ends with the context, and with this process. */
export function launchChromium({ profileFolder, ...options }: ChromiumOptions): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profileFolder, {
    executablePath: requireChromium(),
    headless: true,
    viewport: options.viewport ?? viewport,
    permissions: ['clipboard-read', 'clipboard-write'],
    chromiumSandbox: false,
    // Playwright would end this process before it has tidied up; its end ends the browser anyway.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
