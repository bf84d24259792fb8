import assert from 'node:assert/strict';

import type { Finding, Outcome, Step } from '../../../../../src/features/support/model/diagnosis.ts';
import { diagnosisText, summaryOf } from '../../../../../src/features/support/model/diagnosisText.ts';

const START = Date.UTC(2026, 0, 1);

describe('the text of a diagnosis', () => {
  const step = (id: Step['id'], ...findings: Finding[]): Step => ({ id, findings });
  const finding = (outcome: Outcome, advice?: string): Finding => ({
    outcome,
    text: `It is ${outcome}.`,
    ...(advice === undefined ? {} : { advice }),
  });
  const head = { atMs: START + 61_000, versions: ['One 1', 'Two 2'], application: undefined };

  it('is Markdown that can be listened to', () => {
    const steps = [
      step('settings', finding('passed'), finding('passed')),
      step('names', finding('passed'), finding('warning', 'Look at it.')),
      step('connections', finding('unknown'), finding('skipped')),
      step('proxy', finding('skipped')),
      step('clock', finding('failed', 'Set it.')),
      step('credentials', finding('passed'), finding('unknown')),
      step('scopes', finding('unknown')),
      step('api', finding('failed')),
    ];
    assert.equal(
      diagnosisText(steps, { ...head, application: 'Shop (5756…17c7)' }),
      `# Routee Diagnosis

The step "Response and clock" failed: It is failed. Set it.

- 2026-01-01 00:01 UTC
- One 1
- Two 2
- Application: Shop (5756…17c7)

## 1. Settings: passed

- It is passed.
- It is passed.

## 2. Name lookup (DNS): passed with a remark

- It is passed.
- It is warning.
  What to do: Look at it.

## 3. Secure connection (TLS): unknown

- It is unknown.
- It is skipped.

## 4. Proxy: skipped

- It is skipped.

## 5. Response and clock: failed

- It is failed.
  What to do: Set it.

## 6. Credentials: passed

- It is passed.
- It is unknown.

## 7. Scopes: unknown

- It is unknown.

## 8. API: failed

- It is failed.
`,
    );
  });

  it('names no application where there is none', () => {
    assert.equal(
      diagnosisText([step('api', finding('passed'))], head),
      '# Routee Diagnosis\n\nEverything works: every step that could be checked passed.\n\n- 2026-01-01 00:01 UTC\n- One 1\n- Two 2\n\n## 1. API: passed\n\n- It is passed.\n',
    );
  });

  const summaries: [steps: Step[], expected: string][] = [
    [[step('api', finding('failed'))], 'The step "API" failed: It is failed.'],
    [
      [step('names', finding('warning')), step('api', finding('passed'), finding('failed', 'Do it.'))],
      'The step "API" failed: It is failed. Do it.',
    ],
    [
      [step('names', finding('warning')), step('clock', finding('warning'))],
      'Routee can be used. See the remark on the step "Name lookup (DNS)".',
    ],
    [
      [step('names', finding('passed')), step('api', finding('skipped'))],
      "Routee can be reached. Credentials weren't checked because there's no application yet.",
    ],
    [[step('api')], "Routee can be reached. Credentials weren't checked because there's no application yet."],
  ];
  for (const [steps, expected] of summaries) {
    it(`says in short: ${expected}`, () => {
      assert.equal(summaryOf(steps), expected);
    });
  }
});
