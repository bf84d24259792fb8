import assert from 'node:assert/strict';

import {
  describeExpiry,
  describeState,
  formatAge,
  formatSpan,
  nextTextChangeMs,
} from '../../../../src/core/tokens/describeTime.ts';
import type { Token } from '../../../../src/core/protocol/token.ts';
import type { Problem, TokenState } from '../../../../src/core/tokens/tokenState.ts';

const NOW = Date.UTC(2026, 0, 1);
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365.2425 * DAY;

const token = (leftMs: number | undefined, issuedAtMs = NOW): Token => ({
  accessToken: 't',
  issuedAtMs,
  ...(leftMs === undefined ? {} : { expiresAtMs: NOW + leftMs }),
  scopes: [],
  permissions: [],
});

const problem = (code: Problem['code'], setting?: string): Problem => ({
  code,
  message: 'It failed.',
  atMs: NOW,
  setting,
});

describe('formatSpan', () => {
  const spans: readonly (readonly [ms: number, text: string])[] = [
    [-1, '0 s'],
    [0, '0 s'],
    [999, '0 s'],
    [59.9 * SECOND, '59 s'],
    [MINUTE, '1 min'],
    [HOUR - 1, '59 min'],
    [HOUR, '1 h'],
    [HOUR + MINUTE - 1, '1 h'],
    [HOUR + MINUTE, '1 h 1 min'],
    [3 * HOUR + 20.9 * MINUTE, '3 h 20 min'],
    [2 * DAY - 1, '47 h 59 min'],
    [2 * DAY, '2 days'],
    [3 * DAY - 1, '2 days'],
    [2 * YEAR - 1, '730 days'],
    [2 * YEAR, '2 years'],
    [20 * YEAR - SECOND, '20 years'],
  ];
  for (const [ms, text] of spans) {
    it(`says ${text} for ${ms} ms`, () => {
      assert.equal(formatSpan(ms), text);
    });
  }
});

describe('describeExpiry', () => {
  it('says when a token expires, or has expired', () => {
    assert.equal(describeExpiry(token(42 * MINUTE), NOW), 'expires in 42 min');
    assert.equal(describeExpiry(token(1), NOW), 'expires in 0 s');
    assert.equal(describeExpiry(token(0), NOW), 'expired 0 s ago');
    assert.equal(describeExpiry(token(-5 * MINUTE), NOW), 'expired 5 min ago');
    assert.equal(describeExpiry(token(2 * DAY - 1), NOW), 'expires in 47 h 59 min');
    assert.equal(describeExpiry(token(2 * DAY), NOW), 'expires in 2 days');
    assert.equal(describeExpiry(token(20 * YEAR - SECOND), NOW), 'expires in 20 years');
  });

  it('says that the server has stated none', () => {
    assert.equal(describeExpiry(token(undefined), NOW), 'expiry unknown');
  });
});

describe('formatAge', () => {
  it('says how long ago something was', () => {
    assert.equal(formatAge(5 * MINUTE), '5 min ago');
    assert.equal(formatAge(3 * DAY), '3 days ago');
    assert.equal(formatAge(2 * YEAR), '2 years ago');
  });
});

describe('describeState', () => {
  const live = token(HOUR);
  const states: readonly (readonly [state: TokenState, fresh: string, onDemand?: string])[] = [
    [{ kind: 'none' }, 'no token yet'],
    [{ kind: 'fetching', token: live }, 'refreshing…'],
    [{ kind: 'ready', token: live }, 'expires in 1 h'],
    [{ kind: 'ready', token: token(undefined) }, 'expiry unknown'],
    [{ kind: 'ready', token: token(-MINUTE) }, 'expired', 'expired, refreshed at next use'],
    [{ kind: 'ready', token: token(HOUR, NOW + MINUTE) }, 'refresh needed: the clock was set back'],
    [{ kind: 'rejected', token: live, problem: problem('credentialsRejected') }, 'rejected'],
    [{ kind: 'rejected', token: live, problem: problem('invalidScope') }, 'scopes refused'],
    [
      { kind: 'misconfigured', token: live, problem: problem('notFound', 'routee.authUrl') },
      'check routee.authUrl',
    ],
    [{ kind: 'misconfigured', token: live, problem: problem('notFound') }, 'check the server addresses'],
    [{ kind: 'failed', token: live, problem: problem('network'), retryAtMs: NOW + MINUTE }, 'expires in 1 h'],
    [
      { kind: 'failed', token: undefined, problem: problem('network'), retryAtMs: NOW + MINUTE },
      'offline, next try in 1 min',
      'offline, tries again at next use',
    ],
    [
      { kind: 'failed', token: undefined, problem: problem('network'), retryAtMs: NOW - MINUTE },
      'offline, next try in 0 s',
      'offline, tries again at next use',
    ],
    [
      { kind: 'failed', token: undefined, problem: problem('network'), retryAtMs: undefined },
      'offline, tries again at next use',
    ],
  ];
  for (const [state, fresh, onDemand = fresh] of states) {
    it(`says “${fresh}”${onDemand === fresh ? '' : ` or “${onDemand}”`}`, () => {
      assert.equal(describeState(state, NOW, true), fresh);
      assert.equal(describeState(state, NOW, false), onDemand);
    });
  }
});

describe('nextTextChangeMs', () => {
  const ready = (leftMs: number | undefined): TokenState => ({ kind: 'ready', token: token(leftMs) });

  it('is half a minute while minutes are counted', () => {
    assert.equal(nextTextChangeMs([], NOW), 30 * SECOND);
    assert.equal(
      nextTextChangeMs([ready(2 * MINUTE), ready(-2 * MINUTE), ready(undefined), { kind: 'none' }], NOW),
      30 * SECOND,
    );
  });

  it('is a second while seconds are counted, in whichever state', () => {
    assert.equal(nextTextChangeMs([ready(HOUR), ready(2 * MINUTE - 1)], NOW), SECOND);
    assert.equal(nextTextChangeMs([ready(-2 * MINUTE + 1), ready(HOUR)], NOW), SECOND);
    assert.equal(nextTextChangeMs([{ kind: 'failed' }, ready(HOUR)], NOW), SECOND);
  });
});
