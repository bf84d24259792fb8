import assert from 'node:assert/strict';

import { redactForReport, whereToSend } from '../../../../../src/features/support/model/redactForReport.ts';

const known = {
  secrets: ['5756a411e4b06a33d50517c7', 'vb6QpjCIOG', 't/k+n'],
  userName: 'maria',
  home: '/data/people/maria',
  standIn: (text: string) => text.replaceAll('Web Shop', 'Application 1'),
};

describe('the redaction of reports', () => {
  const rows: [what: string, text: string, expected: string][] = [
    [
      'what is harmless',
      '2026-01-01T00:00:00.000Z [info] Started in VS Code 1.139.1.',
      '2026-01-01T00:00:00.000Z [info] Started in VS Code 1.139.1.',
    ],
    [
      'hosts',
      'The name auth.routee.net could not be found (ENOTFOUND).',
      'The name auth.routee.net could not be found (ENOTFOUND).',
    ],
    ['a known secret', 'x vb6QpjCIOG y', 'x ••• y'],
    ['a known id', 'of 5756a411e4b06a33d50517c7.', 'of •••.'],
    ['a known token, escaped', 'a t%2Fk%2Bn b', 'a ••• b'],
    ['a name', 'Web Shop: Routee has accepted', 'Application 1: Routee has accepted'],
    ['another id', 'the id 6867b522e4b06a33d50517c8', 'the id •••'],
    ['a short id', 'the id 6867b522e4b0', 'the id •••'],
    ['a UUID', 'key 3b241101-e2bb-4255-8caf-4136c566a962 is', 'key ••• is'],
    ['a JWT', 'got eyJhbGciOi.eyJzdWIi.c2ln too', 'got ••• too'],
    ['an opaque token', 'got 12dc4b7f-x_YZ~abcdefgh too', 'got ••• too'],
    ['headers', 'Authorization: Bearer abc.def, Basic QTpC', 'Authorization: Bearer •••, Basic •••'],
    [
      'assignments',
      'client_secret=abc&x=1 "password": "pw" ROUTEE_APPLICATION_ID=a',
      'client_secret=•••&x=1 "password": "•••" ROUTEE_APPLICATION_ID=•••',
    ],
    [
      'other names of secrets',
      'X-Api-Key: abc X-Token-Value: abc passwd=abc pwd=abc credentials: abc access_token=abc token2 = abc Cookie: a=b',
      'X-Api-Key: ••• X-Token-Value: ••• passwd=••• pwd=••• credentials: ••• access_token=••• token2 = ••• Cookie: •••',
    ],
    [
      'a header without a scheme',
      'Authorization: abc "authorization":"abc"',
      'Authorization: ••• "authorization":"•••"',
    ],
    ['a proxy', 'by http://joe:pw@proxy.example:3128/ now', 'by http://•••@proxy.example:3128/ now'],
    ['a query', 'GET https://connect.routee.net/x?to=me#y was', 'GET https://connect.routee.net/x?••• was'],
    ['a telephone number', 'to +306971234567 and 00306971234567', 'to +••• and •••'],
    ['an e-mail address', 'of joe.doe@example.org.', 'of •••.'],
    ['an e-mail address in a URL', 'GET /x/joe.doe%40example.org/y', 'GET /x/•••/y'],
    ['a passphrase without quotes', 'password: hunter2 and more, to all', 'password: •••, to all'],
    ['a secret of Ruby or PHP', "'secret' => 'a b', 'to' => 'me'", "'secret' => '•••', 'to' => 'me'"],
    ['the home folder', 'read /data/people/maria/work/.env', 'read ~/work/.env'],
    [
      'other homes',
      '/home/joe/a /Users/joe/b C:\\Users\\joe\\c file:///home/joe/d',
      '~/a ~/b ~\\c file://~/d',
    ],
    [
      'homes on drives, in any spelling',
      'c:\\Users\\joe\\a d:/users/joe/b C:\\\\Users\\\\joe\\\\c D:\\Profiles\\joe\\d C:\\Documents and Settings\\joe\\e',
      '~\\a ~/b ~\\\\c ~\\d ~\\e',
    ],
    [
      'homes in WSL, Git Bash and Cygwin',
      '/mnt/c/Users/joe/a /c/Users/joe/b /cygdrive/c/Users/joe/c \\\\wsl$\\Ubuntu\\home\\joe\\d',
      '~/a ~/b ~/c ~\\d',
    ],
    ['homes on servers', '\\\\server\\home\\joe\\a \\\\nas.example\\homes$\\joe', '~\\a ~'],
    [
      'homes in addresses',
      'file:///c%3A/Users/Joe%20Doe/a vscode-remote://ssh-remote+x/home/joe/b C%3A%5CUsers%5Cjoe%5Cc',
      'file://~/a vscode-remote://ssh-remote+x~/b ~%5Cc',
    ],
    [
      'homes with blanks',
      'C:\\Users\\Joe van Doe\\a "/Users/Joe Doe" (D:\\Profiles\\Joe Doe)',
      '~\\a "~" (~)',
    ],
    ['homes elsewhere', '/var/home/joe/a /export/home/joe/b', '/var~/a /export~/b'],
    [
      'addresses of IP',
      'connect ECONNREFUSED 10.0.0.12:443, 192.168.1.20. [2001:db8::1]:443 fe80::1%eth0 2001:db8:0:0:0:8a2e:370:7334',
      'connect ECONNREFUSED •••:443, •••. [•••]:443 ••• •••',
    ],
    ['a network card', 'aa:bb:cc:dd:ee:ff', '•••'],
    [
      'no address of this machine, time or name of C++',
      'on 127.0.0.1:80 and ::1 at 2026-01-01 12:34:56.789 by std::vector, 1.139.1',
      'on 127.0.0.1:80 and ::1 at 2026-01-01 12:34:56.789 by std::vector, 1.139.1',
    ],
    [
      'telephone numbers as people write them',
      'call +30 697 123 4567, 0030-697-1234567, (0)30 / 1234-5678, +1 (415) 555-2671 or tel:+49.30.1234567',
      'call +•••, •••, •••, +••• or tel:+•••',
    ],
    [
      'secrets with blanks',
      '"secret": "x y z", \'pwd\': \'a b\' \\"token\\": \\"q r\\" secret = "a \\"b c" “secret”: “x y” {"secret": ["a b", "c"]}',
      '"secret": "•••", \'pwd\': \'•••\' \\"token\\": \\"•••\\" secret = "•••" “secret”: “•••” {"secret": •••}',
    ],
    ['what is left beside a known secret', '"secret": "vb6QpjCIOG and more"', '"secret": "•••"'],
    ['a secret that is a number', '"pin": 1234, "author": "Joe"', '"pin": •••, "author": "Joe"'],
    ['all cookies', 'Set-Cookie: a=b; c=d', 'Set-Cookie: •••'],
    [
      'a password with an at sign',
      'by http://joe:p@w@proxy.example/ now',
      'by http://•••@proxy.example/ now',
    ],
    ['the user name', 'Maria is maria, not mariana', '••• is •••, not mariana'],
  ];
  for (const [what, text, expected] of rows) {
    it(what, () => {
      assert.equal(redactForReport(text, known), expected);
    });
  }

  it('knows the home folder in every spelling', () => {
    const home = 'C:\\people\\Maria Doe';
    const text =
      'c:\\people\\maria doe\\a /mnt/c/people/Maria Doe/b file:///c%3A/people/Maria%20Doe/c C:\\\\people\\\\Maria Doe\\\\d';
    assert.equal(redactForReport(text, { ...known, home }), '~\\a ~/b file://~/c ~\\\\d');
    assert.equal(redactForReport('\\\\srv\\p$\\joe\\a', { ...known, home: '\\\\srv\\p$\\joe' }), '~\\a');
  });

  it('takes linear time', () => {
    const pieces = [
      '/',
      '\\',
      'a.',
      'token',
      '"token":',
      '[',
      '://',
      'a://',
      '%25',
      '1 ',
      '::',
      'a:',
      'a@b.',
    ];
    for (const piece of [...pieces, '\\\\server', 'secret="\\', '/home/', ' a', 'cookie:', 'a'.repeat(20)]) {
      const started = process.cpuUsage();
      redactForReport(piece.repeat(60_000 / piece.length), known);
      assert.ok(process.cpuUsage(started).user < 1_500_000, piece);
    }
  });

  it('takes no short name for that of the user, and no root for a home', () => {
    const text = 'it is / in a b';
    assert.equal(redactForReport(text, { ...known, userName: 'a', home: '/' }), text);
  });
});

describe('the address of a report', () => {
  it('is that of the package, or the person who gave it', () => {
    const bugs = { url: 'https://github.com/a/b/issues' };
    assert.equal(whereToSend({ bugs }), 'open an issue at https://github.com/a/b/issues');
    assert.equal(whereToSend({}), 'send it to whoever gave you the extension');
  });
});
