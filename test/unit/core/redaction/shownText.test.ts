import assert from 'node:assert/strict';

import { readStoredApplication } from '../../../../src/core/applications/application.ts';
import { Redaction } from '../../../../src/core/redaction/redaction.ts';
import { shownAnswer, shownText } from '../../../../src/core/redaction/shownApplications.ts';

const onDidChange = () => ({ dispose: () => undefined });
const stored = { version: 1, id: 'an-id', secret: 's', name: 'Shop', scopes: [], revision: 'r' };
const redaction = new Redaction({ all: [readStoredApplication('key', JSON.stringify(stored))] });
const answer = '// Sent as Shop: 200 in 3 ms.\n// Shop: 1\n\n{"shop":"Shop"}\n\nShop';

describe('a document of ours', () => {
  it('is shown as it is while demo mode is off', () => {
    assert.equal(shownText(answer, { redaction: undefined }), answer);
    assert.equal(shownAnswer(answer, { redaction: undefined, onDidChange }), answer);
  });

  it('is shown without names in demo mode, but for what a server has said', () => {
    const shown = { redaction, onDidChange };
    assert.equal(shownText('Shop\n\nShop', shown), 'Application 1\n\nApplication 1');
    assert.equal(
      shownAnswer(answer, shown),
      '// Sent as Application 1: 200 in 3 ms.\n// Application 1: 1\n\n{"shop":"Shop"}\n\nShop',
    );
    assert.equal(shownAnswer('// Shop', shown), '// Application 1');
  });
});
