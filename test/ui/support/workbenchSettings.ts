export type Theme = 'dark' | 'light' | 'hcDark' | 'hcLight';

/** As VS Code names them. */
const COLOR_THEMES: Record<Theme, string> = {
  dark: 'Dark 2026',
  light: 'Light 2026',
  hcDark: 'Default High Contrast',
  hcLight: 'Default High Contrast Light',
};

/** The user settings of a workbench under test: nothing that moves by itself, nothing that calls out. */
export function workbenchSettings(theme: Theme): Record<string, unknown> {
  return {
    'workbench.colorTheme': COLOR_THEMES[theme],
    'window.autoDetectColorScheme': false,
    'window.autoDetectHighContrast': false,
    'workbench.startupEditor': 'none',
    'workbench.tips.enabled': false,
    'workbench.welcomePage.walkthroughs.openOnInstall': false,
    'workbench.enableExperiments': false,
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'workbench.hover.delay': 100,
    'workbench.editor.enablePreview': false,
    'workbench.reduceMotion': 'on',
    'chat.disableAIFeatures': true,
    'chat.commandCenter.enabled': false,
    'telemetry.telemetryLevel': 'off',
    'extensions.autoCheckUpdates': false,
    'extensions.ignoreRecommendations': true,
    'typescript.disableAutomaticTypeAcquisition': true,
    'json.schemaDownload.enable': false,
    'editor.minimap.enabled': false,
    'editor.accessibilitySupport': 'off',
    'files.autoSave': 'off',
    'files.simpleDialog.enable': true,
  };
}

export const CLEAR_NOTIFICATIONS = 'Control+Alt+F9';
export const FORGET_EVERYTHING = 'Control+Alt+F10';
export const ADD_APPLICATION = 'Control+Alt+F11';

/** For what tests do to prepare and to tidy up: the palette would take a second each time. */
export const KEY_BINDINGS = [
  { key: CLEAR_NOTIFICATIONS, command: 'notifications.clearAll' },
  { key: FORGET_EVERYTHING, command: 'routee.forgetEverything' },
  { key: ADD_APPLICATION, command: 'routee.addApplication' },
].map(({ key, command }) => ({ key: key.replaceAll('Control', 'Ctrl'), command }));
