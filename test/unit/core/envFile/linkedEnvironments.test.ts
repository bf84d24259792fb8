import assert from 'node:assert/strict';

import { linkId } from '../../../../src/core/envFile/environmentLink.ts';
import { EnvFileError, type EnvFileErrorCode } from '../../../../src/core/kit/fileError.ts';
import { isTaken } from '../../../../src/core/envFile/linkFile.ts';
import {
  LinkedEnvironments,
  type LinkDraft,
  type LinkStop,
} from '../../../../src/core/envFile/linkedEnvironments.ts';
import { MemoryEnvFiles, MemoryLinks } from '../../../support/memoryEnvFiles.ts';
import { TokenWorld, type TestWindow } from '../../../support/simulation/tokenWorld.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const FILE = '/.env';
const target = { kind: 'dotenv', name: 'ROUTEE_TOKEN' } as const;
const draft: LinkDraft = { file: FILE, target, key: 'b' };

/** A window with linked files, of its own state and the shared folder. */
interface LinkedWindow {
  readonly window: TestWindow;
  readonly links: MemoryLinks;
  readonly linked: LinkedEnvironments;
  readonly stops: LinkStop[];
}

/** `a` is the active application; `b`, the linked one, is not. */
class LinkedWorld {
  readonly world = new TokenWorld();
  readonly files = new MemoryEnvFiles();
  isStorageSound = true;

  constructor() {
    this.world.addApplication('a');
    this.world.addApplication('b');
  }

  async open(links = new MemoryLinks()): Promise<LinkedWindow> {
    const window = await this.world.window();
    const stops: LinkStop[] = [];
    const linked = new LinkedEnvironments({
      applications: window.applications,
      tokens: window.manager,
      links,
      files: this.files,
      log: { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet },
      canTrustStorage: () => this.isStorageSound,
      onStop: (stop) => stops.push(stop),
    });
    await linked.start();
    return { window, links, linked, stops };
  }

  async link({ window, linked }: LinkedWindow, what = draft): Promise<string> {
    const { token } = await this.world.getToken(window, what.key);
    await linked.link(what, token.accessToken);
    return token.accessToken;
  }

  text(): string | undefined {
    return this.files.texts.get(FILE);
  }

  /** The file as it must be now. */
  current(window: TestWindow, key = 'b'): string {
    return `ROUTEE_TOKEN=${window.manager.peek(key)?.accessToken ?? 'none'}\n`;
  }
}

function quiet(): void {
  // Nobody reads this log.
}

describe('LinkedEnvironments', () => {
  it('writes the token, follows every new one, and takes it out again', async () => {
    const w = new LinkedWorld();
    w.files.texts.set(FILE, '# mine\nA=1');
    const first = await w.open();
    const token = await w.link(first);
    assert.equal(w.text(), `# mine\nA=1\nROUTEE_TOKEN=${token}`);
    await w.world.time.advance(3 * HOUR);
    const later = first.window.manager.peek('b')?.accessToken;
    assert.notEqual(later, token);
    assert.equal(w.text(), `# mine\nA=1\nROUTEE_TOKEN=${later ?? ''}`);
    await first.linked.unlink(linkId(draft));
    assert.equal(w.text(), '# mine\nA=1');
    assert.deepEqual([first.links.all, first.stops], [[], []]);
    w.world.dispose();
  });

  it('keeps the record without a token', async () => {
    const w = new LinkedWorld();
    const first = await w.open();
    const token = await w.link(first);
    assert.deepEqual(first.links.all, [{ ...draft, added: 'value', createdFile: true }]);
    assert.ok(!JSON.stringify(first.links.all).includes(token));
    w.world.dispose();
  });

  it('deletes the file that it has made, unless something else is in it by then', async () => {
    const w = new LinkedWorld();
    const first = await w.open();
    await w.link(first);
    await first.linked.unlink(linkId(draft));
    assert.equal(w.text(), undefined);
    await w.link(first);
    w.files.texts.set(FILE, `${w.text() ?? ''}A=1\n`);
    await first.linked.unlink(linkId(draft));
    assert.equal(w.text(), 'A=1\n');
    w.world.dispose();
  });

  it('leaves an empty value where one was before, however often it is linked', async () => {
    const w = new LinkedWorld();
    w.files.texts.set(FILE, 'ROUTEE_TOKEN=mine # x\n');
    const first = await w.open();
    assert.equal(await isTaken(w.files, draft), true);
    await w.link(first);
    await w.link(first);
    await first.linked.unlink(linkId(draft));
    assert.equal(w.text(), 'ROUTEE_TOKEN= # x\n');
    assert.equal(await isTaken(w.files, draft), false);
    w.world.dispose();
  });

  it('keeps the linked application fresh for days, though nobody uses it', async () => {
    const w = new LinkedWorld();
    const first = await w.open();
    await w.link(first);
    await w.world.time.advance(5 * DAY);
    assert.equal(first.window.manager.isKeptFresh('b'), true);
    assert.equal(w.text(), w.current(first.window));
    await first.linked.unlink(linkId(draft));
    assert.equal(first.window.manager.isKeptFresh('b'), false);
    w.world.dispose();
  });

  it('writes once for each token, and reads no more than that', async () => {
    const w = new LinkedWorld();
    const first = await w.open();
    await w.link(first);
    await w.world.time.advance(10 * HOUR);
    const { writes, reads } = w.files;
    assert.ok(writes >= 10 && writes <= 13, `${writes} writes`);
    assert.ok(reads <= writes + 1, `${reads} reads`);
    await first.linked.refresh();
    assert.deepEqual([w.files.writes, w.files.reads], [writes, reads]);
    w.world.dispose();
  });

  it('goes on in the next session', async () => {
    const w = new LinkedWorld();
    const first = await w.open();
    await w.link(first);
    first.linked.dispose();
    first.window.dispose();
    await w.world.time.advance(2 * DAY);
    const second = await w.open(first.links);
    await w.world.time.advance(HOUR / 60);
    assert.equal(w.text(), w.current(second.window));
    w.world.dispose();
  });

  it('writes nothing any more once it is disposed', async () => {
    const w = new LinkedWorld();
    const first = await w.open();
    await w.link(first);
    const before = w.text();
    first.linked.dispose();
    await w.world.time.advance(DAY);
    assert.equal(w.text(), before);
    w.world.dispose();
  });

  it('takes the tokens of removed applications out, and those of all when everything is forgotten', async () => {
    const w = new LinkedWorld();
    w.files.texts.set(FILE, 'A=1\n');
    const first = await w.open();
    await w.link(first);
    await w.link(first, { ...draft, file: '/other.env', key: 'a' });
    await first.window.applications.remove('b');
    await first.linked.refresh();
    assert.equal(w.text(), 'A=1\n');
    assert.equal(first.links.all.length, 1);
    await first.window.applications.removeAll();
    await first.linked.refresh();
    assert.deepEqual([[...w.files.texts], first.links.all], [[[FILE, 'A=1\n']], []]);
    w.world.dispose();
  });

  it('takes them out at the next start, when the application went meanwhile', async () => {
    const w = new LinkedWorld();
    const first = await w.open();
    await w.link(first);
    first.linked.dispose();
    await first.window.applications.remove('b');
    const second = await w.open(first.links);
    assert.deepEqual([w.text(), second.links.all], [undefined, []]);
    w.world.dispose();
  });

  it('keeps what belongs to an application that cannot be read', async () => {
    const w = new LinkedWorld();
    const first = await w.open();
    await w.link(first);
    const before = w.text();
    w.world.store.put('routee.application.b', '{"broken":');
    await w.world.time.settle();
    assert.equal(first.window.applications.get('b'), undefined);
    await first.linked.refresh();
    assert.equal(w.text(), before);
    w.world.dispose();
  });

  it('says so when a removed application’s token cannot be taken out', async () => {
    const w = new LinkedWorld();
    const first = await w.open();
    await w.link(first);
    w.files.fault = new EnvFileError('unwritable', 'No.');
    await first.window.applications.remove('b');
    await first.linked.refresh();
    assert.deepEqual(
      first.stops.map(({ isOrphan, error }) => [isOrphan, error.code]),
      [[true, 'unwritable']],
    );
    assert.deepEqual(first.links.all, []);
    w.world.dispose();
  });

  const gone: [what: string, after: string | undefined][] = [
    ['the file was deleted', undefined],
    ['the line was removed', 'A=1\n'],
    ['the value was emptied', 'ROUTEE_TOKEN=\n'],
  ];
  for (const [what, after] of gone) {
    it(`writes no more, and says so once, when ${what}`, async () => {
      const w = new LinkedWorld();
      const first = await w.open();
      await w.link(first);
      if (after === undefined) w.files.texts.delete(FILE);
      else w.files.texts.set(FILE, after);
      await w.world.time.advance(3 * HOUR);
      assert.equal(w.text(), after);
      assert.deepEqual(
        first.stops.map(({ error }) => error.code),
        ['missing'],
      );
      assert.deepEqual(first.links.all, []);
      w.world.dispose();
    });
  }

  it('is not brought back by another window after it was unlinked in one', async () => {
    const w = new LinkedWorld();
    w.files.texts.set(FILE, 'A=1\n');
    const first = await w.open();
    await w.link(first);
    const memento = new MemoryLinks();
    memento.all = first.links.all;
    const second = await w.open(memento);
    await w.world.time.advance(2 * HOUR);
    assert.equal(w.text(), `A=1\n${w.current(second.window)}`);
    await first.linked.unlink(linkId(draft));
    await w.world.time.advance(3 * HOUR);
    assert.equal(w.text(), 'A=1\n');
    w.world.dispose();
  });

  it('writes the same from two windows, each token once', async () => {
    const w = new LinkedWorld();
    const first = await w.open();
    await w.link(first);
    const memento = new MemoryLinks();
    memento.all = first.links.all;
    await w.open(memento);
    await w.world.time.advance(10 * HOUR);
    assert.ok(w.files.writes <= 13, `${w.files.writes} writes`);
    assert.equal(w.text(), w.current(first.window));
    w.world.dispose();
  });

  const stopping: [
    code: EnvFileErrorCode,
    spoil: (w: LinkedWorld) => void,
    mend: (w: LinkedWorld) => void,
  ][] = [
    ['unverified', (w) => w.files.exposures.set(FILE, 'unverified'), (w) => w.files.exposures.delete(FILE)],
    ['exposed', (w) => w.files.exposures.set(FILE, 'notIgnored'), (w) => void w.files.ignore(FILE)],
    ['tracked', (w) => w.files.exposures.set(FILE, 'tracked'), (w) => w.files.exposures.delete(FILE)],
    [
      'unwritable',
      (w) => (w.files.fault = new EnvFileError('unwritable', 'The system refused the change (EACCES).')),
      (w) => (w.files.fault = undefined),
    ],
    ['unwritable', (w) => (w.files.fault = new Error('odd')), (w) => (w.files.fault = undefined)],
  ];
  for (const [code, spoil, mend] of stopping) {
    it(`stops while it is ${code}, says so once, and goes on when it no longer is`, async () => {
      const w = new LinkedWorld();
      const first = await w.open();
      await w.link(first);
      const before = w.text();
      spoil(w);
      await w.world.time.advance(5 * HOUR);
      assert.equal(w.text(), before);
      assert.deepEqual(
        first.stops.map(({ error, isOrphan }) => [error.code, isOrphan]),
        [[code, false]],
      );
      const stopped = (): unknown[] => first.links.all.map((link) => link.stopped);
      assert.deepEqual(stopped(), [code]);
      mend(w);
      await first.linked.refresh();
      assert.equal(w.text(), w.current(first.window));
      assert.deepEqual(stopped(), [undefined]);
      spoil(w);
      await w.world.time.advance(2 * HOUR);
      assert.equal(first.stops.length, 2);
      w.world.dispose();
    });
  }

  it('stops while the JSON is broken, and writes nothing', async () => {
    const w = new LinkedWorld();
    const json = { ...draft, target: { kind: 'json', environment: 'dev', name: 'T' } } as const;
    const first = await w.open();
    const { token } = await w.world.getToken(first.window, 'b');
    await first.linked.link(json, token.accessToken);
    const broken = (w.text() ?? '').replace('}', '');
    w.files.texts.set(FILE, broken);
    await w.world.time.advance(2 * HOUR);
    assert.equal(w.text(), broken);
    assert.deepEqual(
      first.stops.map(({ error }) => error.code),
      ['invalid'],
    );
    await assert.rejects(first.linked.unlink(linkId(json)), isCode('invalid'));
    assert.equal(first.links.all.length, 1);
    w.world.dispose();
  });

  for (const [exposure, code] of [
    ['notIgnored', 'exposed'],
    ['tracked', 'tracked'],
    ['unverified', 'unverified'],
  ] as const) {
    it(`does not link a file that is ${exposure}`, async () => {
      const w = new LinkedWorld();
      w.files.exposures.set(FILE, exposure);
      const first = await w.open();
      await assert.rejects(w.link(first), isCode(code));
      assert.deepEqual([w.text(), first.links.all], [undefined, []]);
      w.world.dispose();
    });
  }

  it('links a file in no repository, and one of which Git cannot be asked once the user has agreed', async () => {
    for (const exposure of ['noRepository', 'unverified'] as const) {
      const w = new LinkedWorld();
      w.files.exposures.set(FILE, exposure);
      const first = await w.open();
      await w.link(first, { ...draft, unverifiedAccepted: exposure === 'unverified' });
      await w.world.time.advance(3 * HOUR);
      assert.equal(w.text(), w.current(first.window));
      w.world.dispose();
    }
  });

  it('writes a later long-lived token only after the user has agreed to it', async () => {
    const w = new LinkedWorld();
    const first = await w.open();
    await w.link(first);
    const before = w.text();
    w.world.server.behaviour.lifetimeS = () => 631139040;
    await w.world.time.advance(3 * HOUR);
    assert.equal(w.text(), before);
    assert.deepEqual(
      first.stops.map(({ error }) => error.code),
      ['longLived'],
    );
    await first.window.applications.update('b', { longLivedAccepted: true });
    await first.linked.refresh();
    assert.equal(w.text(), w.current(first.window));
    w.world.dispose();
  });

  it('does not count a token as written that an editor has not saved', async () => {
    const w = new LinkedWorld();
    const first = await w.open();
    w.files.isUnsaved = true;
    const token = await w.link(first);
    w.files.texts.set(FILE, 'ROUTEE_TOKEN=old\n');
    w.files.isUnsaved = false;
    await first.linked.refresh();
    assert.equal(w.text(), `ROUTEE_TOKEN=${token}\n`);
    w.world.dispose();
  });

  it('drops no link while secret storage fails', async () => {
    const w = new LinkedWorld();
    const first = await w.open();
    await w.link(first);
    const before = w.text();
    first.linked.dispose();
    w.isStorageSound = false;
    await first.window.applications.remove('b');
    const second = await w.open(first.links);
    assert.deepEqual([w.text(), second.links.all.length], [before, 1]);
    w.world.dispose();
  });

  it('puts another application in the place of one', async () => {
    const w = new LinkedWorld();
    const first = await w.open();
    await w.link(first);
    await w.link(first, { ...draft, key: 'a' });
    assert.equal(w.text(), w.current(first.window, 'a'));
    await w.world.time.advance(2 * HOUR);
    assert.equal(w.text(), w.current(first.window, 'a'));
    assert.deepEqual(
      first.links.all.map(({ key, createdFile }) => [key, createdFile]),
      [['a', true]],
    );
    w.world.dispose();
  });
});

function isCode(code: EnvFileErrorCode) {
  return (error: unknown): boolean => error instanceof EnvFileError && error.code === code;
}
