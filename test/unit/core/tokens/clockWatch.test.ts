import assert from 'node:assert/strict';

import { CLOCK_TOLERANCE_MS } from '../../../../src/core/protocol/token.ts';
import { ClockWatch } from '../../../../src/core/tokens/clockWatch.ts';
import { FakeTime } from '../../../support/fakeTime.ts';

describe('ClockWatch', () => {
  let time: FakeTime;
  let lines: string[];
  let setBack: number[];
  let watch: ClockWatch;

  beforeEach(() => {
    time = new FakeTime();
    [lines, setBack] = [[], []];
    const note = (text: string): void => void lines.push(text);
    const log = { trace: note, debug: note, info: note, warn: note, error: note };
    watch = new ClockWatch({ clock: time, log }, (ms) => setBack.push(ms));
  });

  it('says by how much the clock was set back, once', async () => {
    await time.advance(5000);
    time.jump(-60_000);
    watch.look();
    watch.look();
    assert.deepEqual(setBack, [60_000]);
    assert.deepEqual(lines, ['The clock of this machine was set back: tokens are checked again.']);
  });

  it('takes no notice of a clock that is put right by little, or set forward', async () => {
    time.jump(-CLOCK_TOLERANCE_MS);
    watch.look();
    time.jump(3_600_000);
    watch.look();
    await time.advance(3_600_000);
    watch.look();
    assert.deepEqual([setBack, lines], [[], []]);
    time.jump(-CLOCK_TOLERANCE_MS - 1);
    watch.look();
    assert.deepEqual(setBack, [CLOCK_TOLERANCE_MS + 1]);
  });
});
