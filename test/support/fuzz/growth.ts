const API = 'https://connect.routee.net';
const UUID = '7c3e9a10-5b2d-4f6e-8a91-0d4c2b7e6f15';

/** Texts that a careless reader takes quadratic or exponential time for, by how often a piece stands there. */
export const growing: Readonly<Record<string, (times: number) => string>> = {
  letters: (n) => 'a'.repeat(n),
  digits: (n) => '7'.repeat(n),
  slashes: (n) => `GET https://a.b/${'/'.repeat(n)}x`,
  'slashes in a variable': (n) => `@a = https://a.b${'/'.repeat(n)}x\n\nGET {{a}}/`,
  'blanks in a header': (n) => `POST https://a.b\nX: a${' '.repeat(n)}b\n\nbody`,
  'odd blanks in folded lines': (n) => `POST https://a.b\nX: a\n${' \u00a0\n'.repeat(n / 3)}y`,
  'blanks before a path': (n) => `POST https://a.b\n\n< a${' '.repeat(n)}b`,
  'blank lines in a form': (n) =>
    `POST https://a.b\nContent-Type: application/x-www-form-urlencoded\n\na=b\n${'\n'.repeat(n)}c`,
  'blanks in a form': (n) =>
    `POST https://a.b\nContent-Type: application/x-www-form-urlencoded\n\na=b&${' '.repeat(n)}c\n\n${' \n'.repeat(n / 2)}d`,
  'open braces': (n) => `POST https://a.b/\n\n${'{'.repeat(n)}`,
  'open references': (n) => `GET https://a.b/${'{{a'.repeat(n / 3)}`,
  'open references in a body': (n) => `POST https://a.b/\n\n${'{{ '.repeat(n / 3)}`,
  'many references': (n) => `@a = 1\nGET https://a.b/${'{{a}}'.repeat(n / 5)}`,
  'many definitions': (n) => `${'@a = 1\n'.repeat(n / 14)}\nGET https://a.b/${'{{a}}'.repeat(n / 10)}`,
  'many requests with references': (n) =>
    `${'@a = 1\n'.repeat(n / 40)}\n${'GET {{b}}/\n\n###\n'.repeat(n / 30)}`,
  'references to references': (n) =>
    `${['a', 'b', 'c', 'd', 'e'].map((name, i, all) => `@${name} =${` {{${all[i + 1] ?? 'z'}}}`.repeat(n / 200)}\n`).join('')}@z =\n\nGET https://a.b/{{a}}`,
  'references to nothing': (n) =>
    `${['a', 'b', 'c', 'd', 'e'].map((name, i, all) => `@${name} =${`{{${all[i + 1] ?? 'z'}}}`.repeat(n / 200)}\n`).join('')}@z =\n\nGET https://a.b/{{a}}`,
  'references in a circle': (n) => `@a = {{a}}${'{{a}}'.repeat(Math.min(3, n))}\nGET https://a.b/{{a}}`,
  'a circle through many': (n) =>
    `@a = ${'{{b}}'.repeat(n / 10)}\n@b = ${'{{a}}'.repeat(n / 10)}\nGET https://a.b/{{a}}`,
  hashes: (n) => `GET https://a.b/\n\n${'#'.repeat(n)}`,
  'hashes with blanks': (n) => '# '.repeat(n / 2),
  'quotes of all kinds': (n) => `"'\`\\`.repeat(n / 4),
  'open quotes': (n) => 'A="x\n'.repeat(n / 5),
  'escaped quotes': (n) => `A="${'\\"'.repeat(n / 2)}\n`,
  'open quotes with escapes': (n) => `A='\nB="\\"\n`.repeat(n / 10),
  assignments: (n) => 'TOKEN=1\n'.repeat(n / 8),
  brackets: (n) => '['.repeat(n),
  objects: (n) => '{"dev":'.repeat(n / 7),
  'closed objects': (n) => `${'{"dev":'.repeat(n / 8)}1${'}'.repeat(n / 8)}`,
  'members with comments': (n) => `{"dev":{${'/* */ '.repeat(n / 6)}"A":"b"${' // c\n'.repeat(n / 6)}}}`,
  'blanks in JSON': (n) => `{"dev":{"A":1${' '.repeat(n)}}${'\n'.repeat(n)}}`,
  'open comments': (n) => `{"dev":{"A":1${'/*'.repeat(n / 2)}`,
  'an error message of letters': (n) => JSON.stringify({ message: 'a'.repeat(n) }),
  'an error message of dots': (n) => JSON.stringify({ error: '.'.repeat(n), message: '-'.repeat(n) }),
  'Basic and blanks': (n) => `Basic${' '.repeat(n)}!`,
  'Basic many times': (n) => 'Basic '.repeat(n / 6),
  'Basic and Base64': (n) => `Basic ${'A'.repeat(n)}!`,
  'switches of curl': (n) => `-${'f'.repeat(n)} ${'-f '.repeat(n / 3)} --user${' '.repeat(n)}"`,
  'open quotes of curl': (n) => ` -u "a`.repeat(n / 6),
  environments: (n) =>
    JSON.stringify(
      Object.fromEntries(Array.from({ length: n / 40 }, (_, i) => [`e${i}`, { aId: 'i', aSecret: 's' }])),
    ),
  'shared variables': (n) =>
    `{"$shared":{${Array.from({ length: n / 20 }, (_, i) => `"a${i}Id":"x"`).join()}}${Array.from({ length: n / 30 }, (_, i) => `,"e${i}":{"aSecret":"s"}`).join('')}}`,
  'folders of users': (n) => 'C:\\Users\\a b '.repeat(n / 13),
  'folders without a name': (n) => '/home/'.repeat(n / 6),
  'addresses of IP': (n) => '1.2.3.4 ::1:a::b '.repeat(n / 16),
  'names of secrets': (n) => 'token="a\\" '.repeat(n / 11),
  'escapes in escapes': (n) => '%2525252541\\\\u0041&amp;#65;'.repeat(n / 28),
  'words of a shell': (n) => 'a '.repeat(n / 2),
  'addresses with credentials': (n) => 'https://a:b@c '.repeat(n / 14),
  'substitutions of a shell': (n) => '$('.repeat(n / 2),
  'variables of a shell': (n) => '${a::'.repeat(n / 5),
  'quotes of Windows': (n) => `curl.exe ^\n${'^\\"'.repeat(n / 3)}`,
  'words for placeholders': (n) => `a:${'your'.repeat(n / 4)}!`,
  'lines that go on': (n) => '\\\n'.repeat(n / 2),
  'a form of a token': (n) => `POST https://a.b\n\n${'\n'.repeat(n)}grant`,
  ampersands: (n) =>
    `POST https://a.b\nContent-Type: application/x-www-form-urlencoded\n\na=b&\n${'&\n'.repeat(n / 2)}`,
  'carriage returns': (n) => `GET https://a.b\n\n${'\r'.repeat(n)}`,
  'UUIDs in a row': (n) => '11111111-1111-1111-1111-'.repeat(n / 24),
  'definitions of a nested name': (n) =>
    `${'@a = x\n'.repeat(n / 14)}@b = {{a}}\n${'GET https://{{b}}\n###\n'.repeat(n / 44)}`,
  'a long definition of many requests': (n) =>
    `@z = b\n@a = ${'{{z}}'.repeat(n / 10)}\n${'GET https://{{a}}\n###\n'.repeat(n / 44)}`,
  'addresses of the API beside requests': (n) =>
    'GET https://connect.routee.net/\n@a = https://connect.routee.net\n'.repeat(n / 64),
  'tokens in one request': (n) => `GET https://a.b\n${`A: ${UUID}\n`.repeat(n / 40)}`,
  'tokens behind blanks': (n) => `GET https://a.b\n\n${' '.repeat(n / 2)}${`${UUID} `.repeat(n / 74)}`,
  'tokens in a command of curl': (n) => `curl https://a.b ${`${UUID} `.repeat(n / 37)}`,
  'scopes of a form': (n) => `POST https://a.b\n\ngrant_type=client_credentials&scope=${'a'.repeat(n)} `,
  'odd line ends in a form': (n) => `POST https://a.b\n\n${'\u2028'.repeat(n)}grant`,
  'open texts in a body for Routee': (n) => `POST ${API}/sms\n\n{"body": ${'\\"'.repeat(n / 2)}`,
  'a word in a body for Routee': (n) => `POST ${API}/sms\n\n{"body": ${'a'.repeat(n)} `,
  'members in a body for Routee': (n) => `POST ${API}/sms\n\n{${'"a": 1,\n'.repeat(n / 8)}"b": `,
  'many requests to Routee': (n) => `POST ${API}/sms\n\n{"to": 1}\n###\n`.repeat(n / 56),
  'a query for Routee': (n) => `GET ${API}/sms?${'a=b&'.repeat(n / 4)}`,
  backslashes: (n) => '\\'.repeat(n),
  'a list of numbers': (n) => `[${'0,'.repeat(n / 2)}0]`,
  'escapes in a string': (n) => `"${'\\"'.repeat(n / 2)}"`,
  'at signs': (n) => '@'.repeat(n),
  'script marks': (n) => `GET /\n\n${'> {% '.repeat(n / 5)}\n${'{{\n'.repeat(n / 3)}`,
};

/** CPU time of this process in milliseconds: others on the machine do not count. The best of several, for noise only adds. */
function bestTime(run: () => void): number {
  let best = Infinity;
  // The compiler's threads count, too, until the code is warm.
  for (let round = 0; round < 10; round++) {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / 1000);
    if (best > 1000) break;
  }
  return best;
}

export interface Growth {
  /** CPU time for the short and for the long text, in milliseconds. */
  readonly times: readonly [short: number, long: number];
  readonly isLinear: boolean;
}

/** Eight times the text: linear time is 8 times the time, quadratic 64. Below some milliseconds, noise decides. */
export function measureGrowth(
  textOf: (times: number) => string,
  read: (text: string) => void,
  size = 4000,
): Growth {
  const [short, long] = [textOf(size), textOf(8 * size)];
  const times = [
    bestTime(() => {
      read(short);
    }),
    bestTime(() => {
      read(long);
    }),
  ] as const;
  return { times, isLinear: times[1] < 24 * times[0] + 6 };
}
