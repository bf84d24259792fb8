import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { SandboxBench } from '../../../../support/sandbox/sandboxBench.ts';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/;
const folder = path.join(import.meta.dirname, 'transcripts');

/** What the sandbox answers, in the lines of a transcript. `FIRST` is the first id that it makes, and `ID` any other. */
async function transcribe(requests: readonly string[]): Promise<string[]> {
  const bench = new SandboxBench();
  let first: string | undefined;
  const lines: string[] = [];
  for (const request of requests) {
    lines.push(request);
    const [method = '', target = '', ...body] = request.split(' ');
    if (method === 'wait') {
      await bench.time.advance(Number(target));
      continue;
    }
    const {
      status,
      headers,
      body: answer,
      note,
      ...others
    } = bench.ask(`${method} ${target.replace('FIRST', first ?? 'FIRST')}`, {
      authorization: `Bearer ${bench.token()}`,
      body: body.join(' '),
    });
    const text = answer === undefined ? '' : ` ${JSON.stringify(answer)}`;
    first ??= UUID.exec(text)?.[0];
    const shown = text.replaceAll(new RegExp(UUID, 'g'), (id) => (id === first ? 'FIRST' : 'ID'));
    lines.push(
      ...Object.entries(headers ?? {}).map(([name, value]) => `  ${name}: ${value}`),
      `  ${status}${shown}`,
    );
    assert.deepEqual(others, {});
    assert.equal(note, noteOf(answer), request);
  }
  return lines;
}

/** What is said of an answer where requests are listed. */
function noteOf(answer: unknown): string {
  const { developerMessage, error } = Object(answer) as Readonly<Record<string, string | undefined>>;
  return developerMessage ?? error?.toLowerCase() ?? 'ok';
}

/**
 * Each transcript in the folder says of some operations what a client sends and gets, one request after the other with a
 * token of all scopes: a line with method, path and body, below it the answer; or `wait` and milliseconds.
 */
const files = globSync('*.txt', { cwd: folder }).sort();
assert.notDeepEqual(files, []);
for (const file of files) {
  describe(`The answers of the sandbox in ${file}`, () => {
    const transcripts = readFileSync(path.join(folder, file), 'utf8').trim().split(/^## /m).slice(1);
    for (const transcript of transcripts) {
      const [title = '', ...lines] = transcript.trim().split(/\r?\n/);
      it(title, async () => {
        const requests = lines.filter((line) => !line.startsWith(' '));
        assert.ok(requests.length < lines.length, 'Nothing is answered.');
        assert.deepEqual(await transcribe(requests), lines);
      });
    }
  });
}
