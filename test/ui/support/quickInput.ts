import type { Locator, Page } from 'playwright-core';
import { eventually, untilDone } from './eventually.ts';
import type { PageElement } from './pageElement.ts';

/** The box at the top of the window: command palette, input boxes and picks. */
export class QuickInput {
  readonly #page: Page;
  readonly widget: Locator;
  readonly input: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.widget = page.locator('.quick-input-widget:visible');
    this.input = this.widget.locator(
      '.quick-input-filter input[type="text"], .quick-input-filter input[type="password"]',
    );
  }

  /**
   * Opens a box with `key` and puts `text` in it at once, as a paste does: a long list is filtered once. Tries again
   * where the key was lost, or something that just took the focus has closed the box.
   */
  async open(key: string, text: string): Promise<void> {
    await untilDone(`a box after ${key}`, async (timeout) => {
      await this.#page.keyboard.press(key);
      await this.input.fill(text, { timeout });
      if ((await this.input.inputValue({ timeout })) !== text)
        throw new Error('Another box came in between.');
    });
  }

  /** Waits for a box whose title, prompt or placeholder holds `text`. */
  async waitFor(text: string | RegExp): Promise<void> {
    await eventually(`a quick input with ${String(text)}`, async () => {
      const heading = await this.heading();
      return typeof text === 'string' ? heading.includes(text) : text.test(heading);
    });
  }

  /** Title, placeholder and prompt (or validation message), one a line. */
  async heading(): Promise<string> {
    // One call: this is asked several times a second.
    const parts = await this.widget.evaluate((widget: PageElement) => {
      const textOf = (selector: string): string => widget.querySelector(selector)?.innerText ?? '';
      const input = widget.querySelector('.quick-input-filter input');
      return [
        textOf('.quick-input-title'),
        input?.getAttribute('placeholder') ?? '',
        textOf('.quick-input-message'),
      ];
    });
    return parts.filter((part) => part !== '').join('\n');
  }

  /** What stands under the box: the prompt, or what is wrong with the value. */
  message(): Promise<string> {
    return this.widget.locator('.quick-input-message').innerText();
  }

  value(): Promise<string> {
    return this.input.inputValue();
  }

  /** Whether what is typed shows as dots. */
  async isPassword(): Promise<boolean> {
    return (await this.input.getAttribute('type')) === 'password';
  }

  /** Replaces what is in the box by `text`, typed key by key. */
  async type(text: string): Promise<void> {
    await this.input.focus();
    await this.#page.keyboard.press('ControlOrMeta+a');
    if (text === '') await this.#page.keyboard.press('Delete');
    else await this.#page.keyboard.type(text);
  }

  async enter(): Promise<void> {
    await this.#page.keyboard.press('Enter');
  }

  /** Waits for the box with `heading`, types `text` and confirms. */
  async answer(heading: string | RegExp, text: string): Promise<void> {
    await this.waitFor(heading);
    await this.type(text);
    await this.enter();
  }

  /** Confirms the box with `heading` as it is. */
  async accept(heading: string | RegExp): Promise<void> {
    await this.waitFor(heading);
    await this.enter();
  }

  /** The labels of a pick, without their descriptions. */
  async labels(): Promise<string[]> {
    const texts = await this.#rows().locator('.label-name').allInnerTexts();
    return texts.map((text) => text.trim());
  }

  /** Clicks the item with that label; in a multi-pick this checks it. */
  async pick(label: string | RegExp): Promise<void> {
    await this.#rows()
      .filter({ has: this.#page.locator('.label-name').getByText(label, { exact: true }) })
      .first()
      .click();
  }

  async cancel(): Promise<void> {
    await this.#page.keyboard.press('Escape');
    await this.widget.waitFor({ state: 'hidden' });
  }

  #rows(): Locator {
    return this.widget.locator('.quick-input-list .monaco-list-row');
  }
}
