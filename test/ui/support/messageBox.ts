import type { Locator } from 'playwright-core';

/** A notification or a modal dialog: some text and some buttons. */
export class MessageBox {
  readonly element: Locator;

  constructor(element: Locator) {
    this.element = element;
  }

  async text(): Promise<string> {
    const parts = await this.element
      .locator('.notification-list-item-message, .dialog-message-text, .dialog-message-detail')
      .allInnerTexts();
    return parts.filter((part) => part !== '').join('\n');
  }

  async buttons(): Promise<string[]> {
    const texts = await this.element.locator('.monaco-button:visible').allInnerTexts();
    return texts.map((text) => text.trim());
  }

  async click(button: string): Promise<void> {
    await this.element.locator('.monaco-button:visible').getByText(button, { exact: true }).click();
  }

  /** Closes a notification by its cross. */
  async dismiss(): Promise<void> {
    await this.element.hover();
    await this.element.locator('.codicon-notifications-clear').click();
    await this.element.waitFor({ state: 'hidden' });
  }
}
