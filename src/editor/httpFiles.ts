import type * as vscode from 'vscode';

/** Files of requests, whether or not an extension knows their language. */
export const HTTP_FILES: vscode.DocumentSelector = [
  { language: 'http' },
  { language: 'rest' },
  { pattern: '**/*.{http,rest,HTTP,REST}' },
];
