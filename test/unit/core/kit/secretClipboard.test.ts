import assert from 'node:assert/strict';

import { SecretClipboard } from '../../../../src/core/kit/secretClipboard.ts';
import { FakeTime } from '../../../support/fakeTime.ts';

class MemoryClipboard {
  text = '';
  isBroken = false;

  readText(): Promise<string> {
    return this.isBroken ? Promise.reject(new Error(`cannot read ${this.text}`)) : Promise.resolve(this.text);
  }

  writeText(text: string): Promise<void> {
    this.text = text;
    return Promise.resolve();
  }
}

describe('SecretClipboard', () => {
  let time: FakeTime;
  let clipboard: MemoryClipboard;
  let lines: string[];
  let settings: { clearClipboardSeconds: number };
  let secret: SecretClipboard;

  beforeEach(() => {
    time = new FakeTime();
    clipboard = new MemoryClipboard();
    lines = [];
    settings = { clearClipboardSeconds: 30 };
    const note = (line: string): void => void lines.push(line);
    const log = { trace: note, debug: note, info: note, warn: note, error: note };
    secret = new SecretClipboard({ clipboard, timers: time, log, settings });
  });

  it('takes a token out after the seconds of the setting, not before', async () => {
    await secret.copy('t0ken');
    await time.advance(29_999);
    assert.equal(clipboard.text, 't0ken');
    await time.advance(1);
    assert.equal(clipboard.text, '');
    assert.deepEqual(lines, ['The copied token is taken out of the clipboard.']);
  });

  it('leaves alone what was copied since, by whomever', async () => {
    await secret.copy('t0ken');
    clipboard.text = 'something else';
    await time.advance(30_000);
    assert.equal(clipboard.text, 'something else');
    await time.advance(3_600_000);
    assert.equal(clipboard.text, 'something else');
  });

  it('counts from the last copy', async () => {
    await secret.copy('first');
    await time.advance(20_000);
    await secret.copy('second');
    await time.advance(29_999);
    assert.equal(clipboard.text, 'second');
    await time.advance(1);
    assert.equal(clipboard.text, '');
  });

  it('leaves a token where it is while the setting is off', async () => {
    await secret.copy('first');
    settings.clearClipboardSeconds = 0;
    await secret.copy('second');
    await time.advance(3_600_000);
    secret.dispose();
    await time.advance(0);
    assert.equal(clipboard.text, 'second');
  });

  it('leaves no timer behind when the window closes', async () => {
    await secret.copy('t0ken');
    secret.dispose();
    assert.equal(time.pendingTimers, 0);
  });

  it('says that it could not, without what is there', async () => {
    await secret.copy('t0ken');
    clipboard.isBroken = true;
    await time.advance(30_000);
    assert.equal(lines.length, 1);
    assert.match(lines.join(), /may still be in it/);
    assert.doesNotMatch(lines.join(), /t0ken/);
  });
});
