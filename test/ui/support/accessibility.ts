import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What an extension answers for in a workbench that VS Code has built: names of all controls, and contrast. */
const RULES = [
  'aria-command-name',
  'aria-input-field-name',
  'aria-toggle-field-name',
  'aria-tooltip-name',
  'aria-treeitem-name',
  'button-name',
  'color-contrast',
  'image-alt',
  'input-button-name',
  'label',
  'link-name',
  'role-img-alt',
  'svg-img-alt',
];

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What the checker axe finds wrong in the part of the page at `selector`, a line each. */
export async function accessibilityProblems(page: Page, selector: string): Promise<string[]> {
  await page.evaluate(axe);
  const violations = await page.evaluate<Violation[]>(
    `axe.run(${JSON.stringify(selector)}, { runOnly: ${JSON.stringify(RULES)} }).then(({ violations }) => violations)`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${failureSummary ?? ''} ${html}`),
  );
}

/** The contrast (WCAG 2.2, 1.4.11) of an icon that is a glyph of a font or a mask, with what is behind it. */
export function iconContrasts(page: Page, selector: string): Promise<number[]> {
  return page.evaluate<number[]>(`(${contrasts.toString()})(${JSON.stringify(selector)})`);
}

/** Runs in the page. */
function contrasts(selector: string): number[] {
  interface Element {
    readonly parentElement: Element | null;
  }
  const globals = globalThis as unknown as {
    document: { querySelectorAll: (selector: string) => Iterable<Element> };
    getComputedStyle: (element: Element, pseudo?: string) => Record<string, string>;
  };
  const parse = (color = ''): number[] => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (rgb: number[]): number => {
    const [red = 0, green = 0, blue = 0] = rgb.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element: Element | null): number[] => {
    for (let at = element; at !== null; at = at.parentElement) {
      const [red = 0, green = 0, blue = 0, alpha = 1] = parse(
        globals.getComputedStyle(at)['backgroundColor'],
      );
      if (alpha === 1) return [red, green, blue];
    }
    return [255, 255, 255];
  };
  return [...globals.document.querySelectorAll(selector)].map((element) => {
    const style = globals.getComputedStyle(element);
    const isMask = (style['maskImage'] ?? 'none') !== 'none';
    const color = parse(
      isMask ? style['backgroundColor'] : globals.getComputedStyle(element, '::before')['color'],
    );
    const [lighter = 0, darker = 0] = [luminance(color), luminance(behind(element.parentElement))].sort(
      (a, b) => b - a,
    );
    return (lighter + 0.05) / (darker + 0.05);
  });
}
