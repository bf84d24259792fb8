export type Theme = 'dark' | 'light';

/** The user settings of a workbench under test: nothing that moves by itself, nothing that calls out. */
export function workbenchSettings(theme: Theme): Record<string, unknown> {
  return {
    'workbench.colorTheme': theme === 'dark' ? 'Dark 2026' : 'Light 2026',
    'window.autoDetectColorScheme': false,
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
    'editor.minimap.enabled': false,
    'editor.accessibilitySupport': 'off',
    'files.autoSave': 'off',
    'files.simpleDialog.enable': true,
  };
}
