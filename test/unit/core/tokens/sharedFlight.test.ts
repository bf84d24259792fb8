import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';

import { SharedFlight } from '../../../../src/core/tokens/sharedFlight.ts';

const cancelled = { name: 'RouteeError', code: 'cancelled' };
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('SharedFlight', () => {
  let runs: number;
  let ends: number;
  let job: PromiseWithResolvers<string>;
  let signal: AbortSignal;

  beforeEach(() => {
    runs = 0;
    ends = 0;
    job = Promise.withResolvers<string>();
  });

  /** A job that ends only when the test says so: it does not notice an abort. */
  function fly(): SharedFlight<string> {
    return new SharedFlight<string>(
      (given) => {
        runs++;
        signal = given;
        return job.promise;
      },
      () => {
        ends++;
      },
    );
  }

  it('runs once for any number of callers', async () => {
    const flight = fly();
    const callers = Array.from({ length: 100 }, () => flight.join());
    job.resolve('token');
    assert.deepEqual(new Set(await Promise.all(callers)), new Set(['token']));
    assert.deepEqual([runs, ends], [1, 1]);
  });

  it('gives its result to a caller that comes late', async () => {
    const flight = fly();
    const first = flight.join();
    job.resolve('token');
    assert.equal(await first, 'token');
    assert.equal(await flight.join(), 'token');
    assert.equal(runs, 1);
  });

  it('gives every caller the same failure', async () => {
    const flight = fly();
    const callers = [flight.join(), flight.join()];
    const failure = new Error('no');
    job.reject(failure);
    for (const { status, ...rest } of await Promise.allSettled(callers)) {
      assert.deepEqual([status, 'reason' in rest && rest.reason], ['rejected', failure]);
    }
    assert.equal(ends, 1);
  });

  it('tells of its end before any caller hears of it', async () => {
    const flight = fly();
    const seen = flight.join().then(() => ends);
    job.resolve('token');
    assert.equal(await seen, 1);

    job = Promise.withResolvers();
    const aborted = fly();
    const seenToo = aborted.join().catch(() => ends);
    aborted.abort();
    assert.equal(await seenToo, 2);
  });

  it('goes on when one of two callers gives up', async () => {
    const abort = new AbortController();
    const flight = fly();
    const leaving = flight.join(abort.signal);
    const staying = flight.join();
    abort.abort();
    await assert.rejects(leaving, cancelled);
    assert.equal(signal.aborted, false);
    job.resolve('token');
    assert.equal(await staying, 'token');
  });

  it('is aborted when the last caller gives up, whether or not the job notices', async () => {
    const aborts = [new AbortController(), new AbortController()];
    const flight = fly();
    const callers = aborts.map((abort) => flight.join(abort.signal));
    for (const abort of aborts) abort.abort();
    for (const caller of callers) await assert.rejects(caller, cancelled);
    assert.equal(signal.aborted, true);
    await settle();
    assert.equal(ends, 1);
  });

  it('frees a caller at once, though the job goes on', async () => {
    const abort = new AbortController();
    const flight = fly();
    const leaving = flight.join(abort.signal);
    abort.abort(new Error('a reason of its own'));
    await assert.rejects(leaving, cancelled);
  });

  it('rejects a caller that had given up before, and aborts when it was alone', async () => {
    const flight = fly();
    await assert.rejects(flight.join(AbortSignal.abort()), cancelled);
    assert.ok(signal.aborted);
  });

  it('does not heed a caller that had given up before while another one waits', async () => {
    const flight = fly();
    const staying = flight.join();
    await assert.rejects(flight.join(AbortSignal.abort()), cancelled);
    assert.ok(!signal.aborted);
    job.resolve('token');
    assert.equal(await staying, 'token');
  });

  it('aborted from outside rejects everyone, now and later', async () => {
    const flight = fly();
    const caller = flight.join();
    flight.abort();
    await assert.rejects(caller, cancelled);
    await assert.rejects(flight.join(), cancelled);
    job.resolve('too late');
    await assert.rejects(flight.join(), cancelled);
    assert.deepEqual([signal.aborted, ends], [true, 1]);
  });

  it('keeps its result when it is aborted after its end', async () => {
    const flight = fly();
    const caller = flight.join();
    job.resolve('token');
    await settle();
    flight.abort();
    assert.equal(await caller, 'token');
  });

  it('that fails with nobody waiting, or after all have left, disturbs nobody', async () => {
    const rejections: unknown[] = [];
    const onRejection = (reason: unknown): void => {
      rejections.push(reason);
    };
    process.on('unhandledRejection', onRejection);
    try {
      fly();
      const abort = new AbortController();
      const leaving = fly().join(abort.signal);
      abort.abort();
      await assert.rejects(leaving, cancelled);
      job.reject(new Error('nobody listens'));
      await settle();
      await settle();
    } finally {
      process.off('unhandledRejection', onRejection);
    }
    assert.deepEqual(rejections, []);
  });

  it('leaves no listener on the signals of its callers', async () => {
    const abort = new AbortController();
    const flight = fly();
    const callers = [flight.join(abort.signal), flight.join(abort.signal)];
    assert.ok(getEventListeners(abort.signal, 'abort').length > 0);
    job.resolve('token');
    await Promise.all(callers);
    assert.equal(getEventListeners(abort.signal, 'abort').length, 0);
  });
});
