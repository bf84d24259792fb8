import * as vscode from 'vscode';

import { LONG_LIVED_SCHEME } from './applicationItem.ts';

/** Marks rows whose token lives for more than 30 days. */
export const longLivedBadge: vscode.FileDecorationProvider = {
  provideFileDecoration: (uri) =>
    uri.scheme === LONG_LIVED_SCHEME
      ? new vscode.FileDecoration('LL', 'Long-lived token: valid for more than 30 days', undefined)
      : undefined,
};
