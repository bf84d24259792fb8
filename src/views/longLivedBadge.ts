import * as vscode from 'vscode';

/** Rows with a long-lived token carry a badge; the decoration provider recognises them by this. */
export const LONG_LIVED_SCHEME = 'routee-long-lived';

/** Marks rows whose token lives for more than 30 days. */
export const longLivedBadge: vscode.FileDecorationProvider = {
  provideFileDecoration: (uri) =>
    uri.scheme === LONG_LIVED_SCHEME
      ? new vscode.FileDecoration('LL', 'Long-lived token: valid for more than 30 days', undefined)
      : undefined,
};
