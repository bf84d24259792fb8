import type { Page } from 'playwright-core';
import { ENGLISH, readTexts } from '../texts.ts';

/** All that the window shows, in one line. The parts by name: others are for screen readers only. */
const SHOWN = `[...document.querySelectorAll('.part, .quick-input-widget, .notifications-toasts, .monaco-dialog-box, input')]
  .filter((element) => element.checkVisibility())
  .map((element) => element.innerText || element.getAttribute('placeholder') || '')
  .join(' ').replace(/\\s+/g, ' ')`;

/** Finds a text with anything in the place of its values, and without what VS Code makes of its Markdown and icons. */
function patternOf(text: string): RegExp | undefined {
  const plain = text
    .replaceAll(/\$\([\w~-]+\)|\]\([^)]*\)|[[\]`*]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const parts = plain.split(/\{\w+\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if ((parts.join('').match(/\p{L}/gu) ?? []).length < 4) return undefined;
  return new RegExp(`(?<![\\p{L}\\d])${parts.join('.{1,80}?')}(?![\\p{L}\\d])`, 'u');
}

const patterns = [ENGLISH.code, ENGLISH.manifest]
  .flatMap((file) => Object.values(readTexts(file)))
  .map((text) => ({ text, pattern: patternOf(text) }));

/** The texts of the product that a person can read on the page. */
export async function visibleTexts(page: Page): Promise<string[]> {
  const shown = await page.evaluate<string>(SHOWN);
  return patterns.filter(({ pattern }) => pattern?.test(shown)).map(({ text }) => text);
}
