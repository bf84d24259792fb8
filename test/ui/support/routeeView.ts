import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually.ts';
import type { PageElement } from './pageElement.ts';

export interface TreeRow {
  /** What a screen reader says: label and description. */
  readonly name: string;
  readonly level: number;
  readonly expanded: boolean | undefined;
}

/** The Routee view in the side bar. */
export class RouteeView {
  readonly #page: Page;
  readonly element: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.element = page.locator('.part.sidebar');
  }

  async open(): Promise<void> {
    const tab = this.#page.locator('.part.activitybar .action-item[role="tab"]', {
      has: this.#page.locator('[aria-label^="Routee"]'),
    });
    await tab.waitFor();
    // A click on the icon of a view that is already shown would hide it.
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
    await this.element
      .getByRole('heading', { name: /routee/i })
      .first()
      .waitFor();
  }

  rows(): Promise<TreeRow[]> {
    return this.element.locator('.monaco-list-row').evaluateAll((rows: PageElement[]) =>
      rows.map((row) => {
        const expanded = row.getAttribute('aria-expanded');
        return {
          name: row.getAttribute('aria-label') ?? '',
          level: Number(row.getAttribute('aria-level') ?? 1),
          expanded: expanded === null ? undefined : expanded === 'true',
        };
      }),
    );
  }

  /** Waits for a row whose name (label and description) matches, and gives its name. */
  waitForRow(pattern: RegExp): Promise<string> {
    return eventually(`a row ${String(pattern)} in the Routee view`, async () => {
      return (await this.rows()).find(({ name }) => pattern.test(name))?.name;
    });
  }

  waitForNoRow(pattern: RegExp): Promise<true> {
    return eventually(`no row ${String(pattern)} in the Routee view`, async () => {
      return !(await this.rows()).some(({ name }) => pattern.test(name)) && true;
    });
  }

  /** The names of the applications, from top to bottom. */
  async names(): Promise<string[]> {
    const rows = await this.rows();
    return rows.filter(({ level }) => level === 1).map(({ name }) => name.replace(/,.*/s, ''));
  }

  row(pattern: RegExp): Locator {
    return this.element.locator('.monaco-list-row').and(this.#page.getByLabel(pattern)).first();
  }

  /** The text of the welcome content, or an empty string. */
  async welcome(): Promise<string> {
    const content = this.element.locator('.welcome-view-content:visible');
    return (await content.allInnerTexts()).join('\n');
  }

  /** Waits for welcome content that matches: it comes once the extension has read what is stored. */
  waitForWelcome(pattern: RegExp): Promise<true> {
    return eventually(`welcome content ${String(pattern)}`, async () => {
      return pattern.test(await this.welcome()) && true;
    });
  }

  async clickWelcomeButton(label: string): Promise<void> {
    await this.element.locator('.welcome-view-content').getByRole('button', { name: label }).click();
  }

  async clickWelcomeLink(label: string): Promise<void> {
    await this.element.locator('.welcome-view-content').locator('a', { hasText: label }).click();
  }

  async expand(pattern: RegExp): Promise<void> {
    const row = this.row(pattern);
    if ((await row.getAttribute('aria-expanded')) === 'false')
      await row.locator('.monaco-tl-twistie').click();
    await eventually(`the row ${String(pattern)} to unfold`, async () => {
      return (await row.getAttribute('aria-expanded')) === 'true';
    });
  }

  /** The names of the icons that show when the mouse is over the row. */
  async inlineActions(pattern: RegExp): Promise<string[]> {
    const row = this.row(pattern);
    await row.hover();
    const actions = await row.locator('.actions .action-label:visible').all();
    const names = await Promise.all(actions.map((action) => action.getAttribute('aria-label')));
    // Without the keys that do the same, which differ from machine to machine.
    return names.filter((name) => name !== null).map((name) => name.replace(/ \([^)]*\)$/, ''));
  }

  async clickInlineAction(pattern: RegExp, action: string): Promise<void> {
    const row = this.row(pattern);
    await row.hover();
    await row.locator(`.actions .action-label[aria-label^="${action}"]`).click();
  }

  /** Opens the context menu of the row and gives its entries. */
  async contextMenu(pattern: RegExp): Promise<string[]> {
    await this.row(pattern).click({ button: 'right' });
    const labels = this.#menuLabels();
    await labels.first().waitFor();
    return (await labels.allInnerTexts()).map((text) => text.trim());
  }

  /** Chooses an entry of the row's menu, or one of a submenu in it. */
  async chooseFromContextMenu(pattern: RegExp, entry: string, ofSubmenu?: string): Promise<void> {
    await this.contextMenu(pattern);
    if (ofSubmenu !== undefined) await this.openSubmenu(entry);
    const label = this.#menuLabels().getByText(ofSubmenu ?? entry, { exact: true });
    // A menu takes no click right after it has opened: it might be the one that opened it.
    await eventually(`the menu entry "${ofSubmenu ?? entry}" to be taken`, async () => {
      if (!(await label.isVisible())) return true;
      await label.click({ timeout: 1000 });
      return false;
    });
  }

  /** Opens a submenu of the menu that is open, and gives its entries. */
  async openSubmenu(entry: string): Promise<string[]> {
    const before = await this.#menuLabels().count();
    return eventually(`the submenu "${entry}"`, async () => {
      await this.#menuLabels().getByText(entry, { exact: true }).click({ timeout: 1000 });
      const labels = (await this.#menuLabels().allInnerTexts()).map((text) => text.trim());
      return labels.length > before ? labels.slice(before) : undefined;
    });
  }

  #menuLabels(): Locator {
    return this.#page.locator('.monaco-menu .action-label:not(.separator):visible');
  }
}
