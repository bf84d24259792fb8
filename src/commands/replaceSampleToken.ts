import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { isHttpFile } from '../core/httpFile/isHttpFile.ts';
import { nearestSample, planSampleReplacement } from '../core/leaks/sampleToken.ts';
import type { CommandContext } from './commandContext.ts';
import { placeOf } from './documentPlace.ts';
import { tokenToHandOut } from './handOut.ts';
import { insertEdits } from './insertEdits.ts';

/** Puts a token that works in place of the sample token of Routee's documentation: the quick fix of its hint. */
export async function replaceSampleToken(context: CommandContext, argument: unknown): Promise<void> {
  const place = placeOf(argument);
  if (place === undefined) {
    return;
  }
  const handedOut = await tokenToHandOut(context, undefined, 'Insert');
  // An exchange or a question may have taken its time.
  const editor = await vscode.window.showTextDocument(place.uri);
  const text = editor.document.getText();
  const { accessToken } = handedOut.token;
  const range = nearestSample(text, place.range.start);
  if (range !== undefined) {
    const edits = planSampleReplacement(text, range, accessToken, isHttpFile(editor.document));
    await insertEdits(context, editor, edits, handedOut);
  } else {
    vscode.window.setStatusBarMessage(l10n.t('$(info) The sample token is no longer there'), 5000);
  }
}
