import assert from 'node:assert/strict';

import {
  findMarkedToken,
  findMarks,
  type RecognisedToken,
  type Recogniser,
} from '../../../../../src/features/leakWarnings/model/findMarks.ts';

const NOW = 1_000_000;
const LIVE = 'b2014e88-86ff-44fc-ac98-ebaf24ff88cf';
const ENDLESS = 'another-kind-of-token-0123456789';
const SAMPLE_TOKEN = '12dc9fe4-7df4-4786-8d7a-a46d307687f4';
const OTHER_SAMPLE = '12dc9ff4-7df4-4786-8e7a-a46d317687f4';
const DEAD = '00000000-86ff-44fc-ac98-ebaf24ff88cf';

function recogniser(known: Readonly<Record<string, RecognisedToken>>): Recogniser & { asked: string[] } {
  const tokens = new Map(Object.entries(known));
  const asked: string[] = [];
  let isSettled = false;
  return {
    asked,
    settled: () => {
      isSettled = true;
      return Promise.resolve();
    },
    get lengths() {
      return new Set(isSettled ? [...tokens.keys()].map(({ length }) => length) : []);
    },
    recogniseAll: (texts) => {
      asked.push(...texts);
      return Promise.resolve(texts.map((text) => tokens.get(text)));
    },
    onDidChange: () => ({ dispose: () => undefined }),
  };
}

const known = recogniser({
  [LIVE]: { digest: '1', applicationKey: 'shop', expiresAtMs: NOW + 1 },
  [ENDLESS]: { digest: '2', applicationKey: 'other' },
  [DEAD]: { digest: '3', applicationKey: 'shop', expiresAtMs: NOW },
});

describe('the tokens of a text that deserve a mark', () => {
  const rows: [what: string, text: string, found: string[]][] = [
    ['a live token', `Authorization: Bearer ${LIVE}`, [`live shop ${LIVE}`]],
    ['one without a stated expiry', `{"token":"${ENDLESS}"}`, [`live other ${ENDLESS}`]],
    ['not one that has expired', DEAD, []],
    ['not one that nobody knows', LIVE.replace('b', 'c'), []],
    ['a sample token', `x ${SAMPLE_TOKEN}`, [`sample ${SAMPLE_TOKEN}`]],
    ['the other one', `"${OTHER_SAMPLE}"`, [`sample ${OTHER_SAMPLE}`]],
    ['a sample token in capitals', SAMPLE_TOKEN.toUpperCase(), [`sample ${SAMPLE_TOKEN.toUpperCase()}`]],
    ['not a longer word', `${SAMPLE_TOKEN}0 ${LIVE}0`, []],
    [
      'all of them, in order',
      `${LIVE}\n${SAMPLE_TOKEN}\n${LIVE}`,
      [`live shop ${LIVE}`, `sample ${SAMPLE_TOKEN}`, `live shop ${LIVE}`],
    ],
    ['one in a path', `/a/${LIVE}/b`, [`live shop ${LIVE}`]],
    [
      'those behind an escape',
      `Bearer%20${LIVE} access_token%3D${LIVE} %22${LIVE}%22 a\\n${LIVE} Bearer\\t${LIVE} \\x20${LIVE} \\u003d${LIVE}`,
      Array.from({ length: 7 }, () => `live shop ${LIVE}`),
    ],
    [
      'another kind of token behind one',
      `%3D${ENDLESS}%26 "\\t${ENDLESS}\\n"`,
      [`live other ${ENDLESS}`, `live other ${ENDLESS}`],
    ],
    ['a sample token behind one', `%20${SAMPLE_TOKEN}`, [`sample ${SAMPLE_TOKEN}`]],
    ['nothing in an empty text', '', []],
  ];
  for (const [what, text, found] of rows) {
    it(`are: ${what}`, async () => {
      const marks = await findMarks(text, known, NOW);
      const words = marks.map((mark) => {
        const word = text.slice(mark.start, mark.end);
        return mark.kind === 'live' ? `live ${mark.applicationKey} ${word}` : `sample ${word}`;
      });
      assert.deepEqual(words, found);
    });
  }

  it('are looked for among the words of a known length only', async () => {
    const own = recogniser({ [ENDLESS]: { digest: '2', applicationKey: 'other' } });
    await findMarks(`GET https://example.com/a-rather-long-path-of-words ${ENDLESS} ${LIVE}`, own, NOW);
    assert.deepEqual(own.asked, [ENDLESS, LIVE]);
  });
});

describe('a token that was marked', () => {
  const find = (text: string, start: number, digest = '1') =>
    findMarkedToken(text, { key: 'shop', digest, start }, known);

  it('is found again where it is now', async () => {
    const text = `${LIVE} typed ${ENDLESS} ${LIVE}`;
    assert.deepEqual(await find(text, 3), { start: 0, end: LIVE.length });
    assert.deepEqual(await find(text, 50), { start: text.lastIndexOf(LIVE), end: text.length });
    assert.equal((await find(text, 0, '2'))?.start, text.indexOf(ENDLESS));
  });

  it('is found again when it has expired meanwhile', async () => {
    assert.deepEqual(await find(DEAD, 0, '3'), { start: 0, end: DEAD.length });
  });

  it('is found again where a sample has moved to, in capitals too, and not where it is part of a word', async () => {
    const text = `${SAMPLE_TOKEN.toUpperCase()} x ${SAMPLE_TOKEN} ${SAMPLE_TOKEN}0 ${OTHER_SAMPLE}`;
    const [mark] = await findMarks(text, known, NOW);
    const found = [0, 30, 50, 200].map(async (offset) => (await find(text, offset, mark?.digest))?.start);
    assert.deepEqual(await Promise.all(found), [0, 39, 39, 39]);
    assert.equal(await find(`${SAMPLE_TOKEN}0 ${OTHER_SAMPLE}`, 0, mark?.digest), undefined);
  });

  it('is gone when another one, or part of it, stands there', async () => {
    for (const text of [ENDLESS, LIVE.slice(1), '', `${LIVE}0`]) assert.equal(await find(text, 0), undefined);
  });
});
