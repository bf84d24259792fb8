import assert from 'node:assert/strict';

import { findIssuedTokens } from '../../../../../src/features/updateTokens/model/findIssuedTokens.ts';
import type { IssuedToken } from '../../../../../src/core/issued/issuedToken.ts';

const OURS = '5b1c3e0e-6f1a-4b52-9d6c-0f2f1c7f3a11';
const FOREIGN = '11111111-6f1a-4b52-9d6c-0f2f1c7f3a11';

/** Knows the tokens that it is given, and counts what it is asked about. */
function knowing(...tokens: string[]): Parameters<typeof findIssuedTokens>[1] & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    settled: () => Promise.resolve(),
    lengths: new Set(tokens.map(({ length }) => length)),
    recogniseAll: (texts) => {
      asked.push(...texts);
      return Promise.resolve(
        texts.map((text): IssuedToken | undefined =>
          tokens.includes(text)
            ? { applicationKey: 'k', digest: text, length: text.length, issuedAtMs: 1 }
            : undefined,
        ),
      );
    },
  };
}

describe('findIssuedTokens', () => {
  const text = `@t = ${OURS}\n@f = ${FOREIGN}\n# ${OURS}\nGET /a?t=${OURS}\nAuthorization: Bearer ${FOREIGN}\nX: short\n`;

  it('finds ours, and what each stands for', async () => {
    const found = await findIssuedTokens(text, knowing(OURS));
    assert.deepEqual(
      found.map(({ token, kind, anchor, issued }) => [token, kind, anchor, issued.digest]),
      [
        [OURS, 'variable', 0, OURS],
        [OURS, 'other', text.indexOf('GET'), OURS],
      ],
    );
  });

  it('finds ours behind an escape', async () => {
    const escaped = `GET /a?x=Bearer%20${OURS}\n\n{"a":"\\t${OURS}"}\n`;
    const found = await findIssuedTokens(escaped, knowing(OURS));
    assert.deepEqual(
      found.map(({ start }) => start),
      [escaped.indexOf(OURS), escaped.lastIndexOf(OURS)],
    );
  });

  it('asks about words of the right length only, and about none while nothing is known', async () => {
    const some = knowing(OURS);
    await findIssuedTokens(text, some);
    assert.deepEqual([...new Set(some.asked)], [OURS, FOREIGN]);
    const none = knowing();
    assert.deepEqual(await findIssuedTokens(text, none), []);
    assert.deepEqual(none.asked, []);
  });

  it('finds tokens of other forms, however short', async () => {
    const found = await findIssuedTokens('@a = s3cr3t==\n@b = other\n', knowing('s3cr3t=='));
    assert.deepEqual(
      found.map(({ token }) => token),
      ['s3cr3t=='],
    );
  });
});
