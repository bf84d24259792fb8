import type { Page } from 'playwright-core';
import { eventually } from './eventually.ts';

/** The lines that stand above lines of the editor in front. */
export class CodeLenses {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** From top to bottom, such as `Routee: Shop, expires in 12 min | Update | Copy`. */
  async texts(): Promise<string[]> {
    const texts = await this.#page.locator('.editor-instance .codelens-decoration:visible').allInnerTexts();
    return texts.map((text) => text.replace(/\s+/g, ' ').trim());
  }

  /** Waits for a line that matches, and gives its text. */
  waitFor(pattern: RegExp): Promise<string> {
    return eventually(`a lens ${String(pattern)}`, async () =>
      (await this.texts()).find((text) => pattern.test(text)),
    );
  }

  /** Clicks a word of the first line of lenses that has it. */
  async click(title: string): Promise<void> {
    await this.#page
      .locator('.editor-instance .codelens-decoration:visible')
      .getByText(title, { exact: true })
      .first()
      .click();
  }
}
