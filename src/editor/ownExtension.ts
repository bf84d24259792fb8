import * as vscode from 'vscode';

import { fieldsOf } from '../core/kit/parseJson.ts';

/** This extension, as VS Code knows it. */
export const ownExtension = (): vscode.Extension<unknown> | undefined =>
  vscode.extensions.getExtension('routee-auth.routee-auth');

/** The members of package.json, with texts in the language of VS Code. */
export const manifest = (): Readonly<Record<string, unknown>> => fieldsOf(ownExtension()?.packageJSON);
