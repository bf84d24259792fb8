import type { Page } from 'playwright-core';
import { eventually } from './eventually.ts';

/** What VS Code looks like to those who have told their system so. */
export const LOOKS = {
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  light: { colorScheme: 'light', forcedColors: 'none' },
  'hc-black': { colorScheme: 'dark', forcedColors: 'active' },
  'hc-light': { colorScheme: 'light', forcedColors: 'active' },
} as const;

export type Look = keyof typeof LOOKS;

/** Lets VS Code follow the system: so its look changes at once, and closes nothing that is open. */
export const FOLLOW_THE_SYSTEM = {
  'window.autoDetectColorScheme': true,
  'window.autoDetectHighContrast': true,
  'workbench.preferredDarkColorTheme': 'Dark 2026',
  'workbench.preferredLightColorTheme': 'Light 2026',
} as const;

const CLASSES: Record<Look, string> = {
  dark: 'vs-dark',
  light: 'vs',
  'hc-black': 'hc-black',
  'hc-light': 'hc-light',
};

export async function changeLook(page: Page, look: Look): Promise<void> {
  await page.emulateMedia(LOOKS[look]);
  await eventually(`the look ${look}`, () =>
    page.locator(`.monaco-workbench.${CLASSES[look]}`).first().isVisible(),
  );
}
