import type { Theme } from './workbenchSettings.ts';

/**
 * The themes in which a file of tests runs: the one that is named, so that all files together show both and take half
 * the time; with ROUTEE_UI_THEMES=all both, and those named besides.
 */
export function themes(usual: Theme, ...besides: readonly Theme[]): readonly Theme[] {
  return process.env['ROUTEE_UI_THEMES'] === 'all' ? ['dark', 'light', ...besides] : [usual];
}
