import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { eventually } from './eventually.ts';
import type { QuickInput } from './quickInput.ts';

/** The active text editor, and the files of the workspace behind it. */
export class Editor {
  readonly #page: Page;
  readonly #quickInput: QuickInput;
  readonly #workspaceDir: string;

  constructor(page: Page, quickInput: QuickInput, workspaceDir: string) {
    this.#page = page;
    this.#quickInput = quickInput;
    this.#workspaceDir = workspaceDir;
  }

  async openFile(name: string): Promise<void> {
    await this.#quickInput.open('ControlOrMeta+p', name);
    await this.#quickInput.pick(path.basename(name));
    await this.waitForFile(path.basename(name));
    await this.focus();
  }

  /** Waits until the file is the one in front. */
  async waitForFile(baseName: string): Promise<void> {
    await this.#page.locator(`.tab.active[data-resource-name="${baseName}"]`).waitFor();
  }

  async focus(): Promise<void> {
    await this.#page.keyboard.press('ControlOrMeta+1');
    await eventually('the keyboard to be in the editor', () =>
      this.#page.locator('.editor-instance .monaco-editor.focused').isVisible(),
    );
  }

  /** Lines and columns count from 1. */
  async setCursor(line: number, column = 1): Promise<void> {
    await this.#quickInput.open('Control+g', `:${line}:${column}`);
    await this.#quickInput.enter();
    await this.#quickInput.widget.waitFor({ state: 'hidden' });
    await eventually(`the cursor at ${line}:${column}`, async () => {
      const position = await this.#page.locator('.statusbar-item#status\\.editor\\.selection').innerText();
      return position.includes(`Ln ${line}, Col ${column}`);
    });
  }

  async type(text: string): Promise<void> {
    await this.focus();
    await this.#page.keyboard.type(text);
  }

  async undo(): Promise<void> {
    await this.focus();
    await this.#page.keyboard.press('ControlOrMeta+z');
  }

  async save(): Promise<void> {
    await this.focus();
    await this.#page.keyboard.press('ControlOrMeta+s');
    await this.#page.locator('.tab.active.dirty').waitFor({ state: 'hidden' });
  }

  /** What a file of the workspace holds on disk, line ends and all. */
  read(name: string): string {
    return readFileSync(path.join(this.#workspaceDir, name), 'utf8');
  }

  async saveAndRead(name: string): Promise<string> {
    await this.save();
    return this.read(name);
  }

  /** Waits until the file has this text once it is saved: a command may still be at work. */
  async waitForSaved(name: string, expected: string | RegExp): Promise<void> {
    await eventually(`the expected text in ${name}`, async () => {
      const text = await this.saveAndRead(name);
      if (typeof expected === 'string') assert.equal(text, expected);
      else assert.match(text, expected);
      return true;
    });
  }

  /** The text of the editor, saved or not. Takes the clipboard and selects everything. */
  async text(): Promise<string> {
    await this.focus();
    await this.#page.keyboard.press('ControlOrMeta+a');
    await this.#page.keyboard.press('ControlOrMeta+c');
    return this.#page.evaluate<string>('navigator.clipboard.readText()');
  }
}
