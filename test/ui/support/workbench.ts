import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { launchChromium } from '../../../scripts/host/chromium.ts';
import type { VscodeServer } from '../../../scripts/host/startServer.ts';
import { projectRoot } from '../../../scripts/paths.ts';
import { Editor } from './editor.ts';
import { eventually, untilDone } from './eventually.ts';
import { MessageBox } from './messageBox.ts';
import { openWorkbenches } from './openWorkbenches.ts';
import { QuickInput } from './quickInput.ts';
import { RouteeView } from './routeeView.ts';
import { CLEAR_NOTIFICATIONS } from './workbenchSettings.ts';

const screenshotFolder = path.join(projectRoot, 'test', 'ui', 'screenshots');

export interface WorkbenchFolders {
  readonly workspaceDir: string;
  readonly userDataDir: string;
  readonly serverDataDir: string;
  /** The browser's profile, which is where the web workbench keeps secrets. */
  readonly profileDir: string;
}

/** A VS Code window with the packaged extension installed, driven by keyboard and mouse. */
export class Workbench implements AsyncDisposable {
  readonly #server: VscodeServer;
  readonly #removeFolders: () => void;
  folders: WorkbenchFolders;
  #context: BrowserContext;
  page: Page;
  quickInput: QuickInput;
  routee: RouteeView;
  editor: Editor;

  static async open(
    server: VscodeServer,
    folders: WorkbenchFolders,
    removeFolders: () => void,
  ): Promise<Workbench> {
    const context = await launchChromium({ profileFolder: folders.profileDir });
    const workbench = new Workbench(server, folders, removeFolders, context);
    try {
      await workbench.#load();
    } catch (error) {
      await workbench.close();
      throw error;
    }
    return workbench;
  }

  private constructor(
    server: VscodeServer,
    folders: WorkbenchFolders,
    removeFolders: () => void,
    context: BrowserContext,
  ) {
    this.#server = server;
    this.#removeFolders = removeFolders;
    this.folders = folders;
    this.#context = context;
    ({
      page: this.page,
      quickInput: this.quickInput,
      routee: this.routee,
      editor: this.editor,
    } = this.#parts(context));
  }

  /** Runs a command by its whole title, as the palette shows it. */
  async runCommand(title: string): Promise<void> {
    const row = this.quickInput.widget
      .locator('.monaco-list-row .label-name')
      // The whole label: what was typed is a highlighted part of others, too.
      .filter({ hasText: new RegExp(`^${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`) })
      .first();
    await untilDone(`the command ${title}`, async (timeout) => {
      try {
        await this.openPalette(title);
        await row.waitFor({ timeout });
        await row.click({ timeout: 5000 });
      } catch (error) {
        // An extension that has just been started adds its commands to the next palette, not to the open one.
        await this.quickInput.cancel();
        throw error;
      }
    });
  }

  /** Runs what the palette leaves to menus. */
  async runAction(label: string, all = 'Show All Actions…'): Promise<void> {
    await this.runCommand(`Routee: ${all}`);
    await this.quickInput.waitFor('Routee Auth');
    await this.quickInput.type(label);
    await this.quickInput.pick(label);
  }

  /** Waits for a rendered Markdown document. */
  async rendered(pattern: RegExp): Promise<void> {
    await eventually(`a rendered document with ${String(pattern)}`, async () => {
      for (const frame of this.page.frames()) {
        const text = await frame
          .locator('.markdown-body')
          .innerText({ timeout: 500 })
          .catch(() => '');
        if (pattern.test(text)) return true;
      }
      return false;
    });
  }

  /** Opens the palette with `filter` in it. */
  async openPalette(filter: string): Promise<void> {
    await this.quickInput.open('F1', `>${filter}`);
  }

  /** The titles that the palette offers for `filter`, once there is one that holds it. */
  async paletteTitles(filter: string): Promise<string[]> {
    return eventually(`"${filter}" in the command palette`, async () => {
      await this.openPalette(filter);
      const titles = await this.quickInput.labels();
      await this.quickInput.cancel();
      return titles.some((title) => title.includes(filter)) && titles;
    });
  }

  /** Waits for a notification whose text matches. */
  async notification(pattern: RegExp): Promise<MessageBox> {
    const element = this.page
      .locator('.notifications-toasts, .notifications-center')
      .locator('.notification-list-item:visible', { hasText: pattern })
      .last();
    try {
      await element.waitFor({ timeout: 10_000 });
    } catch {
      // VS Code shows three within 800 ms, which is quicker than a person: the next one waits behind the bell.
      await this.runCommand('Notifications: Show Notifications');
      await element.waitFor();
    }
    return new MessageBox(element);
  }

  async notificationTexts(): Promise<string[]> {
    return this.page
      .locator('.notifications-toasts .notification-list-item:visible .notification-list-item-message')
      .allInnerTexts();
  }

  async dismissNotifications(): Promise<void> {
    await eventually('no notification', async () => {
      // Pressed again for one that has only just come.
      await this.page.keyboard.press(CLEAR_NOTIFICATIONS);
      return (await this.notificationTexts()).length === 0;
    });
  }

  /** Waits for a modal dialog. */
  async dialog(): Promise<MessageBox> {
    const element = this.page.locator('.monaco-dialog-box:visible');
    await element.waitFor();
    return new MessageBox(element);
  }

  statusBarItem(pattern: RegExp): Locator {
    return this.page.locator('.statusbar-item:visible', { hasText: pattern }).first();
  }

  /** Whether the item calls for attention by its background. */
  async statusBarKind(pattern: RegExp): Promise<'standard' | 'warning' | 'error'> {
    const classes = (await this.statusBarItem(pattern).getAttribute('class')) ?? '';
    if (classes.includes('error-kind')) return 'error';
    return classes.includes('warning-kind') ? 'warning' : 'standard';
  }

  /** The text that shows when the mouse rests on `target`. */
  async tooltip(target: Locator): Promise<string> {
    await this.page.mouse.move(640, 400);
    await target.hover();
    const hover = this.page.locator('.workbench-hover:visible, .monaco-hover:visible').last();
    return eventually('a tooltip', async () => {
      const text = (await hover.innerText({ timeout: 1000 })).trim();
      // VS Code shows the latter until the tooltip of a tree row is resolved.
      return text !== '' && text !== 'Loading...' && text;
    });
  }

  clipboard(): Promise<string> {
    return this.page.evaluate<string>('navigator.clipboard.readText()');
  }

  /** The clipboard takes a moment to reach the browser, so this waits for a text that matches, and gives it. */
  waitForClipboard(pattern: RegExp): Promise<string> {
    return eventually(`a clipboard with ${String(pattern)}`, async () => {
      const text = await this.clipboard();
      return pattern.test(text) && text;
    });
  }

  /** Writes the user's settings file, keeping what else is in it. */
  changeSettings(settings: Record<string, unknown>): void {
    const file = path.join(this.folders.userDataDir, 'User', 'settings.json');
    const before = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    writeFileSync(file, JSON.stringify({ ...before, ...settings }, undefined, 2));
  }

  /** Leaves `name`.png in test/ui/screenshots. */
  async screenshot(name: string): Promise<void> {
    mkdirSync(screenshotFolder, { recursive: true });
    await this.page.screenshot({ path: path.join(screenshotFolder, `${name}.png`), animations: 'disabled' });
  }

  /** Opens another folder in this window. */
  async openFolder(workspaceDir: string): Promise<void> {
    this.folders = { ...this.folders, workspaceDir };
    this.editor = new Editor(this.page, this.quickInput, workspaceDir);
    await this.#leave();
    await this.#load();
  }

  /** Works in a second window on the same folder and profile. */
  async inSecondWindow(work: (view: RouteeView, page: Page) => Promise<void>): Promise<void> {
    const page = await this.page.context().newPage();
    try {
      await page.goto(this.page.url());
      const view = new RouteeView(page);
      await view.open();
      await work(view, page);
    } finally {
      await page.close();
    }
  }

  /** Reloads the window, as *Developer: Reload Window* does. */
  async reload(): Promise<void> {
    await this.#leave();
    await this.#load();
  }

  /** Closes the browser and opens it again with the same profile, as someone does who comes back the next day. */
  async restart(): Promise<void> {
    await this.#context.close();
    this.#context = await launchChromium({ profileFolder: this.folders.profileDir });
    ({
      page: this.page,
      quickInput: this.quickInput,
      routee: this.routee,
      editor: this.editor,
    } = this.#parts(this.#context));
    await this.#load();
  }

  /** The process of the newest extension host, from the server's own log. */
  extensionHostPid(): number | undefined {
    const starts = this.#nodeHostLogs().flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/^(\S+ \S+).*Extension host with pid (\d+) started/gm)].map(
        ([, time = '', pid = '']) => ({ time, pid: Number(pid) }),
      ),
    );
    return starts.sort((a, b) => a.time.localeCompare(b.time)).at(-1)?.pid;
  }

  /** The lines of the log by which the newest Node extension host says that it has started an extension. */
  startedInNodeHost(extensionId: string): string[] {
    const log =
      this.#nodeHostLogs()
        .map((file) => readFileSync(file, 'utf8'))
        .sort()
        .at(-1) ?? '';
    return log.split('\n').filter((line) => line.includes(`_doActivateExtension ${extensionId},`));
  }

  /**
   * Kills the extension host, as a crash does, and waits for the one that the workbench starts in its place. The web
   * workbench has no command to restart it, and gives up after the third time within five minutes.
   */
  async restartExtensionHost(): Promise<void> {
    const pid = this.extensionHostPid();
    if (pid === undefined) throw new Error('There is no extension host.');
    process.kill(pid, 'SIGKILL');
    await eventually('a new extension host', () => this.extensionHostPid() !== pid);
  }

  #nodeHostLogs(): string[] {
    return globSync(path.join(this.folders.userDataDir, 'logs', '*', 'exthost*', 'remoteexthost.log'));
  }

  async close(): Promise<void> {
    openWorkbenches.delete(this);
    await this.#context.close();
    await this.#server.stop();
    this.#removeFolders();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #parts(context: BrowserContext): Pick<Workbench, 'page' | 'quickInput' | 'routee' | 'editor'> {
    const page = context.pages()[0];
    if (page === undefined) throw new Error('The browser has no page.');
    page.setDefaultTimeout(45_000);
    // A window with unsaved files asks before it reloads.
    page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
    const quickInput = new QuickInput(page);
    return {
      page,
      quickInput,
      routee: new RouteeView(page),
      editor: new Editor(page, quickInput, this.folders.workspaceDir),
    };
  }

  /** VS Code writes what it remembers a little later, and no person leaves a window faster than that. */
  async #leave(): Promise<void> {
    await this.page.evaluate('new Promise((resolve) => setTimeout(resolve, 1000))');
  }

  async #load(): Promise<void> {
    const pidBefore = this.extensionHostPid();
    await this.page.goto(`${this.#server.url}/?folder=${encodeURIComponent(this.folders.workspaceDir)}`);
    await this.page
      .locator('.monaco-workbench .part.statusbar .statusbar-item')
      .first()
      .waitFor({ timeout: 60_000 });
    await eventually('the extension host to start', () => {
      const pid = this.extensionHostPid();
      return pid !== undefined && pid !== pidBefore;
    });
  }
}
