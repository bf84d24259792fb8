import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { parseHttpFile } from '../../../../src/core/httpFile/parser/parseHttpFile.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures/http');

/** Where httpYac reads a fixture differently, in which respect, and why we stay with our reading. */
const DISAGREEMENTS: Readonly<Record<string, { readonly in: readonly string[]; readonly because: string }>> =
  {
    'common-commented-header-no-blank.http': {
      in: ['headers'],
      because:
        'httpYac needs a blank after # and reads a header named "#Authorization"; to the others it is a comment',
    },
    'hy-header-comma.http': {
      in: ['headers'],
      because:
        'httpYac drops a comma at the end of a value; to the others it is part of it, and a replacement covers it',
    },
    'jb-custom-method.http': {
      in: ['method', 'url'],
      because: 'httpYac has a list of methods and makes an unknown one part of the URL; JetBrains sends it',
    },
    'jb-folded-header.http': {
      in: ['headers'],
      because: 'folded values are legal to JetBrains; to httpYac the body begins there',
    },
    'jb-indented-url-port.http': {
      in: ['url', 'headers'],
      because:
        'JetBrains continues a URL in any indented line; httpYac only with /, ? and &, else the body begins',
    },
    'rc-curl-like-body.http': {
      in: ['count'],
      because:
        'httpYac starts a request at a method and any words; we want a target, so that prose stays a body',
    },
    'rc-lower-case-method.http': {
      in: ['method', 'url'],
      because: 'REST Client knows methods in any case; httpYac makes a small one part of the URL',
    },
    'rc-lower-case-version.http': {
      in: ['url'],
      because: 'REST Client knows the version in any case; httpYac makes a small one part of the URL',
    },
    'rc-query-flag.http': {
      in: ['url', 'headers'],
      because:
        'a query line without = continues the URL in REST Client and JetBrains; to httpYac the body begins',
    },
    'rc-query-version-first.http': {
      in: ['url'],
      because: 'httpYac takes query lines below HTTP/1.1 for part of the version and loses them',
    },
    'rc-response.http': {
      in: ['count'],
      because: 'REST Client ignores a saved response; httpYac takes its status line for a URL',
    },
  };

interface SeenRequest {
  readonly method: string;
  readonly url: string;
  /** `Name: value`, sorted: httpYac keeps headers in an object. */
  readonly headers: readonly string[];
}

function readByUs(text: string): SeenRequest[] {
  return parseHttpFile(text).requests.map(({ method, url, headers }) => ({
    method,
    url,
    headers: headers.map(({ name, value }) => `${name}: ${text.slice(value.start, value.end)}`).sort(),
  }));
}

async function readByHttpyac(path: string, text: string): Promise<SeenRequest[]> {
  const { io, store } = await import('httpyac');
  Object.assign(io.fileProvider, {
    EOL: '\n',
    isAbsolute: (name: string) => Promise.resolve(isAbsolute(name)),
    dirname: (name: string) => dirname(name),
    joinPath: (folder: string, name: string) => join(folder, name),
    exists: () => Promise.resolve(false),
    hasExtension: () => false,
    readdir: () => Promise.resolve([]),
  });
  const file = await new store.HttpFileStore().parse(path, text, { workingDir: FIXTURES, config: {} });
  return file.httpRegions.flatMap(({ request }) =>
    request
      ? [{ method: String(request.method), url: request.url.trim(), headers: flatten(request.headers) }]
      : [],
  );
}

function flatten(headers: Readonly<Record<string, unknown>> = {}): string[] {
  return Object.entries(headers)
    .flatMap(([name, value]) => [value].flat().map((single) => `${name}: ${String(single)}`))
    .sort();
}

/** Where two readings differ: in the number of requests, or else in their parts. */
function differences(ours: readonly SeenRequest[], theirs: readonly SeenRequest[]): string[] {
  if (ours.length !== theirs.length) return ['count'];
  return (['method', 'url', 'headers'] as const).filter((part) =>
    ours.some((request, index) => JSON.stringify(request[part]) !== JSON.stringify(theirs[index]?.[part])),
  );
}

describe('parseHttpFile and the parser of httpYac', function () {
  this.timeout(30_000);
  const names = readdirSync(FIXTURES).filter((name) => name.endsWith('.http'));

  it('are compared on at least 60 files', () => {
    assert.ok(names.length >= 60);
    assert.deepEqual(
      Object.keys(DISAGREEMENTS).filter((name) => !names.includes(name)),
      [],
    );
  });

  for (const name of names) {
    const known = DISAGREEMENTS[name];
    it(known ? `differ on ${name}: ${known.because}` : `agree on ${name}`, async () => {
      const path = join(FIXTURES, name);
      const text = readFileSync(path, 'utf8');
      assert.deepEqual(differences(readByUs(text), await readByHttpyac(path, text)), known?.in ?? []);
    });
  }
});
