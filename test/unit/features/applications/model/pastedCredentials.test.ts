import assert from 'node:assert/strict';

import fc from 'fast-check';

import { isPlaceholder } from '../../../../../src/features/applications/model/cleanCredential.ts';
import { parsePastedCredentials } from '../../../../../src/features/applications/model/pastedCredentials.ts';

const id = '5756a411e4b06a33d50517c7';
const secret = 'vb6QpjCIOG';
const base64 = 'NTc1NmE0MTFlNGIwNmEzM2Q1MDUxN2M3OnZiNlFwakNJT0c=';
const url = 'https://auth.routee.net/oauth/token';
const encode = (text: string): string => Buffer.from(text).toString('base64');

describe('parsePastedCredentials', () => {
  const pairs: [what: string, text: string, secret?: string][] = [
    ['id:secret', `${id}:${secret}`],
    ['with blanks around', `  ${id}:${secret}\t\r\n`],
    ['with colons in the secret', `${id}:a:b:`, 'a:b:'],
    ['with odd characters in the secret', `${id}:-_.~+/%ü"'{}`, '-_.~+/%ü"\'{}'],
    ['with slashes at the start of the secret', `${id}://x`, '//x'],
    ['Base64', base64],
    ['Base64 with a line feed', `${base64}\n`],
    ['Base64 without padding', base64.replace('=', '')],
    ['Base64 that needs two characters of padding', encode(`${id}:vb6QpjCIO`), 'vb6QpjCIO'],
    ['… without them', encode(`${id}:vb6QpjCIO`).replace('==', ''), 'vb6QpjCIO'],
    ['Base64 of UTF-8', encode(`${id}:sécret€`), 'sécret€'],
    ['the value of the header', `Basic ${base64}`],
    ['… in small letters', `basic ${base64}`],
    ['… with more blanks', `Basic   ${base64}`],
    ['… without padding', `Basic ${base64.replace('=', '')}`],
    ['… in quotes', `"Basic ${base64}"`],
    ['a header line', `Authorization: Basic ${base64}`],
    ['… in small letters, no blank', `authorization:Basic ${base64}`],
    ['… in capitals', `AUTHORIZATION: BASIC ${base64}`],
    ['… as in a program', `"Authorization": "Basic ${base64}",`],
    ['… as in PHP', `"authorization: Basic ${base64}",`],
    ['… of a whole request', `POST /oauth/token HTTP/1.1\r\nAuthorization: Basic ${base64}\r\nHost: x\r\n`],
    ['curl -H "…"', `curl -H "Authorization: Basic ${base64}" ${url}`],
    [
      "curl -H '…'",
      `curl -X POST ${url} -H 'authorization: Basic ${base64}' -d grant_type=client_credentials`,
    ],
    ['curl --header', `curl --header="Authorization: Basic ${base64}" ${url}`],
    ['curl.exe', `curl.exe -H "Authorization: Basic ${base64}" ${url}`],
    [
      'curl over lines, with backslashes',
      `curl --request POST \\\n  --url ${url} \\\n  --header 'authorization: Basic ${base64}' \\\n  --data grant_type=client_credentials`,
    ],
    [
      'curl over lines, with carets',
      `curl -X POST "${url}" ^\r\n  -H "authorization: Basic ${base64}" ^\r\n  -d "grant_type=client_credentials"`,
    ],
    [
      'curl as a browser copies it for Windows',
      `curl ^"${url}^" ^\r\n  -H ^"authorization: Basic ${base64}^" ^\r\n  --data-raw ^"grant_type=client_credentials^"`,
    ],
    ['curl -u', `curl -u ${id}:${secret} ${url}`],
    ['curl -u at the end', `curl ${url} -u ${id}:${secret}`],
    ['curl -u without a blank', `curl -u${id}:${secret} ${url}`],
    ['curl -u "…"', `curl -u "${id}:${secret}" ${url}`],
    ["curl -u '…' with a blank", `curl -u '${id}:odd"secret' ${url}`, 'odd"secret'],
    ['curl -su', `curl -su ${id}:${secret} ${url}`],
    ['curl -sSfLu', `curl -sSfLu '${id}:${secret}' ${url}`],
    ['curl --user', `curl --user ${id}:${secret} ${url}`],
    ['curl --user=', `curl --user=${id}:${secret} ${url}`],
    ['curl --user="…"', `curl --user="${id}:${secret}" ${url}`],
    ['curl -u over lines', `curl \\\n  -u ${id}:${secret} \\\n  ${url}`],
    ['curl -u right before a backslash', `curl -u ${id}:${secret}\\\n  ${url}`],
    ['curl -u with carets', `curl ^\r\n -u ${id}:${secret} ^\r\n ${url}`],
    ['curl -u ^"…^"', `curl -u ^"${id}:${secret}^" ${url}`],
    ['curl -u with a caret that is meant', `curl -u "${id}:a^" ${url}`, 'a^'],
    ['curl -u with backticks of PowerShell', `curl.exe \`\r\n -u ${id}:${secret} \`\r\n ${url}`],
    ['curl with a header and --user-agent', `curl -A 'x:y' -H 'Authorization: Basic ${base64}' ${url}`],
    ['curl -u behind --user-agent', `curl --user-agent x:y -u ${id}:${secret} ${url}`],
    ['curl -u behind a bearer token', `curl -H 'Authorization: Bearer abcd' -u ${id}:${secret} ${url}`],
    [
      'curl behind a header for a proxy',
      `curl -H "Proxy-Authorization: Basic ${encode('proxyuser:proxypass')}" -H "Authorization: Basic ${base64}" https://x`,
    ],
    ['curl -u with a quote as a shell writes it', `curl -u '${id}:it'\\''s1' https://x`, "it's1"],
    ['curl -u with an escaped quote', `curl -u "${id}:a\\"b" https://x`, 'a"b'],
    ['curl -u with an escaped dollar', `curl -u ${id}:aB\\$cDeF https://x`, 'aB$cDeF'],
    ['curl -u with an escaped dollar in quotes', `curl -u "${id}:aB\\$cDeF" https://x`, 'aB$cDeF'],
    ["curl -u $'…'", `curl -u $'${id}:it\\'s\\x31\\u0032\\063' https://x`, "it's123"],
    ['a secret in quotes of its own', `curl -u ${id}:"${secret}" https://x`],
    ['two words in quotes, put together', `curl -u '${id}':'${secret}' https://x`],
    ['curl -nu', `curl -nu ${id}:${secret} https://x`],
    ['curl -4su', `curl -4su ${id}:${secret} https://x`],
    ['curl -XPOST -u', `curl -XPOST -u${id}:${secret} https://x`],
    ['curl -sXPOST -u', `curl -sXPOST -u ${id}:${secret} https://x`],
    ['curl behind a prompt', `$ curl -u ${id}:${secret} https://x`],
    ['curl behind a prompt of Windows', `C:\\Users\\joe>curl.exe -u ${id}:${secret} https://x`],
    ['curl behind a comment', `# it's a comment\ncurl -u ${id}:${secret} https://x`],
    ['curl with a path', `/usr/bin/curl -u ${id}:${secret} https://x`],
    ['curl with a path of Windows', `C:\\Windows\\System32\\curl.exe -u ${id}:${secret} https://x`],
    ['curl behind others', `cd /tmp && sudo env A=b curl -u ${id}:${secret} https://x | jq -r .access_token`],
    ['curl behind a semicolon', `set -e; curl -u ${id}:${secret} https://x; echo done`],
    ['curl on the second line', `A=1\nexport A\ncurl -u ${id}:${secret} https://x`],
    ['curl in a substitution', `TOKEN=$(curl -su ${id}:${secret} https://x | jq -r '.access_token')`],
    ['curl in a substitution in quotes', `TOKEN="$(curl -s -u "${id}:${secret}" https://x)"`],
    ['curl in backticks', `TOKEN=\`curl -s -u ${id}:${secret} https://x\``],
    ['curl with an address that is not in quotes', `curl https://x/y?a=1&b=2 -u ${id}:${secret}`],
    [
      'curl -u behind the credentials for a proxy',
      `curl -x http://p:1 --proxy-user a:b -U c:d -u ${id}:${secret} https://x`,
    ],
    [
      'curl -u behind data that looks like it',
      `curl -d '-u a:b' --data-raw "-u c:d" -u ${id}:${secret} https://x`,
    ],
    ['curl with non-breaking blanks', `curl\u00a0-u\u00a0${id}:${secret}\u00a0https://x`],
    ['curl with typographic quotes', `curl -H “Authorization: Basic ${base64}” ${url}`],
    ['curl --user with typographic quotes', `curl --user ‘${id}:${secret}’ ${url}`],
    ['curl with dashes of a word processor', `curl —user ${id}:${secret} https://x`],
    ['… and a short one', `curl –u ${id}:${secret} https://x`],
    ['curl in a code block', `\`\`\`bash\ncurl -u ${id}:${secret} https://x\n\`\`\``],
    [
      'curl with a document for its input',
      `curl -d @- -u ${id}:${secret} https://x <<EOF\n{"a":"it's"}\nEOF`,
    ],
    ['curl with a zero-width blank', `curl -u ${id}:\u200b${secret}\ufeff https://x`],
    ['the last of two -u, as curl does', `curl -u a:b -u ${id}:${secret} https://x`],
    ['the command for Routee of two', `curl -u a:b https://x && curl -u ${id}:${secret} ${url}`],
    ['an address of curl', `curl https://${id}:${secret}@auth.routee.net/oauth/token`],
    ['… with percent signs', `curl --url "https://${id}:a%2Fb%40c@auth.routee.net/oauth/token"`, 'a/b@c'],
    ['an address alone', `https://${id}:${secret}@auth.routee.net/oauth/token`],
    ['HTTPie', `http -a ${id}:${secret} POST ${url} grant_type=client_credentials`],
    ['HTTPie --auth=', `https --form --auth=${id}:${secret} POST ${url}`],
    ['HTTPie with a header', `$ http POST ${url} "Authorization:Basic ${base64}"`],
    ['wget', `wget --user=${id} --password='${secret}' ${url}`],
    ['wget with blanks', `wget --auth-no-challenge --user ${id} --password ${secret} ${url}`],
    ['wget with a header', `wget -q --header="Authorization: Basic ${base64}" ${url}`],
    [
      'wget beside a proxy',
      `wget --proxy-user=a --proxy-password=b --http-user=${id} --http-password=${secret} ${url}`,
    ],
    ['PowerShell with curl.exe', `curl.exe -u '${id}:${secret}' \`\n  -X POST ${url}`],
    ['… with a doubled quote', `curl.exe -u '${id}:it''s1' \`\n ${url}`, "it's1"],
    ['… with a backtick before a dollar', `curl.exe -s \`\r\n -u "${id}:a\`$b" \`\r\n ${url}`, 'a$b'],
    ['curl.exe of any shell', `curl.exe -u "${id}:a\\"b" ${url}`, 'a"b'],
    ['cmd with an escaped ampersand', `curl ^\r\n -u ${id}:a^&b ^\r\n ${url}`, 'a&b'],
    ['cmd with an escaped quote', `curl ^\r\n -u "${id}:a\\"b" ^\r\n ${url}`, 'a"b'],
    [
      'cmd as Chrome copies it',
      `curl ^"${url}^" ^\r\n -H ^"authorization: Basic ${base64}^" ^\r\n --data-raw ^"^{^\\^"a^\\^":1^}^"`,
    ],
    [
      'PowerShell',
      `Invoke-RestMethod -Uri "${url}" -Method Post -Headers @{ "Proxy-Authorization" = "Basic ${encode('a:b')}"; Authorization = "Basic ${base64}" }`,
    ],
    ['PowerShell with a variable', `$headers=@{}\n$headers.Add("authorization", "Basic ${base64}")\n`],
    [
      'a request behind a header for a proxy',
      `POST /x HTTP/1.1\nProxy-Authorization: Basic ${encode('a:b')}\nAuthorization: Basic ${base64}\n`,
    ],
    ['Base64 made by echo without -n', encode(`${id}:aBcDeF1234\n`), 'aBcDeF1234'],
    ['… behind Basic', `Basic ${encode(`${id}:aBcDeF1234\n`)}`, 'aBcDeF1234'],
    ['… on Windows', `Basic ${encode(`${id}:aBcDeF1234\r\n`)}`, 'aBcDeF1234'],
    [
      'Base64 of the URL-safe alphabet',
      encode(`${id}:???>>>`).replaceAll('/', '_').replaceAll('+', '-'),
      '???>>>',
    ],
    ['Base64 with half of its padding', encode(`${id}:vb6QpjCIO`).replace('==', '='), 'vb6QpjCIO'],
    ['typographic quotes around both', `“${id}:${secret}”`],
    ['typographic quotes around each', `‘${id}’:«${secret}»`],
    ['quotes around both', `"${id}:${secret}"`],
    ['unseen characters', `\u200b${id.slice(0, 5)}\u00ad${id.slice(5)}\u2060:\u200e${secret}\u202c\ufeff`],
    ['a non-breaking blank behind the colon', `${id}:\u00a0${secret}\u00a0`],
  ];
  for (const [what, text, expected = secret] of pairs) {
    it(`reads ${what}`, () => {
      assert.deepEqual(parsePastedCredentials(text), { id, secret: expected });
    });
  }

  const others: [what: string, text: string][] = [
    ['nothing', ''],
    ['blanks', ' \n '],
    ['an id', id],
    ['a hexadecimal id that is Base64 of "kG:kG:…"', 'a0c6'.repeat(6)],
    ['… in capitals', 'A0C6'.repeat(6)],
    ['an id with dashes', 'b2014e88-86ff-44fc-ac98-ebaf24ff88cf'],
    ['an id with a name', `${id} (production)`],
    ['a word that is Base64', 'application'],
    ['an id and no secret', `${id}:`],
    ['a secret and no id', `:${secret}`],
    ['an id and a secret with a blank between', `${id} ${secret}`],
    ['words with a colon', 'my application: staging'],
    ['JSON', JSON.stringify({ id, secret })],
    ['JSON over lines', JSON.stringify({ id, secret }, null, 2)],
    ['a token answer', JSON.stringify({ access_token: 'b2014e88-86ff', token_type: 'bearer' })],
    ['a member of JSON', `"id":"${id}"`],
    ['an address', url],
    ['an address in capitals', 'HTTPS://AUTH.ROUTEE.NET'],
    ['an address with a port', 'http://127.0.0.1:8080/oauth/token'],
    ['a bearer header', 'Authorization: Bearer b2014e88-86ff-44fc-ac98-ebaf24ff88cf'],
    ['Basic with no colon in it', `Basic ${encode('just an id')}`],
    ['Basic with something else', 'Basic access, please'],
    ['Basic with a variable', 'Authorization: Basic {{credentials}}'],
    ['Basic with the plain id', `Basic ${id}`],
    ['a word that ends in Basic', `MyBasic ${base64}`],
    ['curl without credentials', `curl ${url}`],
    ['curl -u with an id only', `curl -u ${id} ${url}`],
    ['curl with a bearer token', `curl -H 'Authorization: Bearer b2014e88' ${url}`],
    ['curl with --user-agent', `curl --user-agent x:y ${url}`],
    ['curl with --url', `curl --url ${url}`],
    ['curl with a proxy user', `curl -U a:b ${url}`],
    ['curl with a header that has a colon', `curl -H 'Accept:a/b' ${url}`],
    ['curl alone', 'curl'],
    ['a word that begins with curl', 'curly'],
    ['variables of a shell', 'curl -u $ROUTEE_ID:$ROUTEE_SECRET https://x'],
    ['variables in quotes', `curl -u "${id}:\${ROUTEE_SECRET}" https://x`],
    ['a variable that is only a part', `curl -u "${id}:abc$X" https://x`],
    ['variables of cmd', `curl ^\r\n -u ${id}:%SECRET% https://x`],
    ['variables of PowerShell', `curl.exe -u "\${id}:$env:SECRET" https://x`],
    ['a substitution', `curl -u "${id}:$(cat secret.txt)" https://x`],
    ['a header that is made by a shell', `curl -H "Authorization: Basic $(echo -n a:b | base64)" https://x`],
    ['placeholders in angle brackets', 'curl -u <application_id>:<application_secret> https://x'],
    ['… in quotes', `curl -u '${id}:<application_secret>' https://x`],
    ...['{secret}', '{{secret}}', '${SECRET}', '$SECRET', '%SECRET%', '$env:SECRET', 'YOUR_SECRET'].map(
      (secret): [string, string] => [`the placeholder ${secret}`, `${id}:${secret}`],
    ),
    ...[
      'your-app-secret',
      'xxxx',
      'XXXXXXXX',
      '***',
      '...',
      '•••',
      '[secret]',
      'client_secret',
      '#{secret}',
      'xxxx-xxxx',
      'changeit',
    ].map((secret): [string, string] => [
      `the placeholder ${secret} in a command`,
      `curl -u '${id}:${secret}' https://x`,
    ]),
    ['Base64 of placeholders', `Basic ${encode('YOUR_APP_ID:YOUR_APP_SECRET')}`],
    [
      'curl with the credentials for a proxy',
      `curl --proxy-user ${id}:${secret} -x https://a:b@p.example ${url}`,
    ],
    ['a header for a proxy', `curl -H 'Proxy-Authorization: Basic ${base64}' ${url}`],
    ['… outside of curl', `Proxy-Authorization: Basic ${base64}`],
    ['… in a program', `"proxy-authorization": "Basic ${base64}"`],
    ['a forwarded header', `X-Forwarded-Authorization: Basic ${base64}`],
    ['a proxy of wget', `wget --proxy-user=${id} --proxy-password=${secret} ${url}`],
    ['a quote that is never closed', `curl -u "${id}:${secret} https://x`],
    ['what shells of Windows read differently', `curl.exe -u 'a:it''s1' https://x`],
    ['commands with different credentials', `curl -u a:b https://x\ncurl -u c:d https://y`],
    ['headers with different credentials', `Basic ${encode('a:b1')}\nBasic ${encode('c:d1')}`],
    ['a file that the output goes to', `curl -u ${id}:${secret}>out https://x`],
    ['an address with an id only', `curl https://${id}@auth.routee.net/`],
    ['an address with a broken percent sign', `curl https://${id}:a%zz@auth.routee.net/`],
    ['another member of JSON', '"grant_type":"client_credentials1"'],
    ['curl -u=, which curl takes for a part of the id', `curl -u=${id}:${secret} https://x`],
    ['another program', `sudo -u a:b ls`],
  ];
  for (const [what, text] of others) {
    it(`does not misread ${what}`, () => {
      assert.equal(parsePastedCredentials(text), undefined);
    });
  }

  it('never throws, and finds no pair that could not be sent', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'curl ',
        '-u ',
        '-H ',
        '--user=',
        'Basic ',
        '"',
        "'",
        ':',
        '\\\n',
        '^\r\n',
        '=',
        base64,
        id,
        `${id}:${secret}`,
      ),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
    );
    let found = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const pair = parsePastedCredentials(pieces.join(''));
        if (pair === undefined) return;
        found++;
        assert.ok(pair.id !== '' && pair.secret !== '' && !pair.id.includes(':'));
      }),
      { numRuns: 300 },
    );
    assert.ok(found > 0);
  });

  it('takes an id for one that begins like an option', () => {
    assert.deepEqual(parsePastedCredentials('-u-aa:.~'), { id: '-u-aa', secret: '.~' });
  });

  it('reads any pair, however it is wrapped', () => {
    // The quotes of a shell are not undone inside a word, and hexadecimal ids do not stand for everything.
    const word = fc
      .stringMatching(/^[\w.~+%-]{2,40}$/)
      .filter((value) => !/^https?$/i.test(value) && !isPlaceholder(value));
    const wrappers: ((id: string, secret: string) => string)[] = [
      (a, b) => `${a}:${b}`,
      (a, b) => encode(`${a}:${b}`),
      (a, b) => `Basic ${encode(`${a}:${b}`)}`,
      (a, b) => `authorization: basic ${encode(`${a}:${b}`)}`,
      (a, b) => `curl -H 'Authorization: Basic ${encode(`${a}:${b}`)}' ${url}`,
      (a, b) => `curl -s -u '${a}:${b}' ${url}`,
      (a, b) => `curl ${url} --user ${a}:${b} \\\n -d x=y`,
    ];
    fc.assert(
      fc.property(word, word, fc.constantFrom(...wrappers), (anId, aSecret, wrap) => {
        assert.deepEqual(parsePastedCredentials(wrap(anId, aSecret)), { id: anId, secret: aSecret });
      }),
      { numRuns: 300 },
    );
  });

  describe('takes both from a text that names them', () => {
    const texts: Readonly<Record<string, string>> = {
      'an .env file': `ROUTEE_APP_ID=${id}\nexport ROUTEE_APP_SECRET="${secret}"`,
      'variables of cmd': `set APP_ID=${id}\r\nset APP_SECRET=${secret}`,
      'variables of PowerShell': `$env:APP_ID = "${id}"\n$env:APP_SECRET = "${secret}"`,
      JSON: `{"applicationId":"${id}","applicationSecret":"${secret}","webhookSecret":"zZ99zZ99"}`,
      YAML: `username: ${id}\npassword: ${secret}`,
      'a form': `grant_type=client_credentials&client_id=${id}&client_secret=${secret}`,
      '.netrc': `machine auth.routee.net\n  login ${id}\n  password ${secret}`,
      '.netrc in one line': `default login ${id} password ${secret}`,
      Postman: `{"type":"basic","basic":[{"key":"password","value":"${secret}","type":"string"},{"key":"username","value":"${id}","type":"string"}]}`,
      Insomnia: `{"authentication":{"type":"basic","disabled":false,"username":"${id}","password":"${secret}"}}`,
      'a page': `Application ID\n${id}\nApplication Secret\n${secret}`,
      Markdown: `**App ID:** ${id}\n**Secret:** ${secret}`,
      'a table': `| Application Id | ${id} |\n| Secret | ${secret} |`,
      'a program': `btoa("${id}:${secret}")`,
      'a pipe': `echo -n '${id}:${secret}' | base64`,
      'the configuration of curl': `user = "${id}:${secret}"\nurl = "${url}"`,
      'a piece of a command': `-u ${id}:${secret}`,
      'a file of requests': `POST ${url}\nAuthorization: Basic ${id}:${secret}\n`,
      'a file of requests, with a blank': `POST ${url}\nAuthorization: Basic ${id} ${secret}\n`,
    };
    for (const [what, text] of Object.entries(texts)) {
      it(what, () => assert.deepEqual(parsePastedCredentials(text), { id, secret }));
    }
  });

  it('takes nothing from a text that names something else, or leaves a doubt', () => {
    const other = 'zZzZzZ9999';
    for (const text of [
      `{"proxy_username":"${id}","proxy_password":"${secret}"}`,
      `db_user: ${id}\ndb_password: ${secret}`,
      `username: maria\npassword: ${secret}`,
      `app id: ${id}\nsecret: ${secret}\napp id: ${id.replace('5', '6')}\nsecret: ${other}`,
      `login ${id} password ${secret}\nlogin x password ${other}`,
      `"${id}:${secret}" "${id}:${other}"`,
      ...[
        '$SECRET',
        '<secret>',
        'your-secret',
        '{{secret}}',
        '(hidden)',
        'set',
        'abc...',
        '"a1b2c3 d4"',
        '"a1b2c3\\"d4"',
        'null',
        'a%2Fb1c2',
      ].map((value) => `app_id: ${id}\napp_secret: ${value}`),
      `<${id}:${secret}>`,
      `${id} ${secret}`,
      `user ${id} has the password set already`,
    ]) {
      assert.equal(parsePastedCredentials(text), undefined, text);
    }
  });

  it('takes linear time', () => {
    const hostile = [
      'Basic '.repeat(40_000),
      'a'.repeat(200_000),
      `curl ${' -u'.repeat(60_000)}`,
      ' '.repeat(200_000),
      `curl ${'\\'.repeat(8_000)}`,
      `curl.exe ${'\\'.repeat(8_000)}"`,
      `curl ${'$('.repeat(8_000)}`,
      `curl ${'${'.repeat(8_000)}`,
      `curl ${'$a::'.repeat(8_000)}`,
      `curl https://${'&a'.repeat(8_000)}`,
      `curl ${"$'\\'".repeat(8_000)}`,
      `curl.exe ${"''".repeat(8_000)}'`,
      `${'"'.repeat(100_001)} curl`,
      `curl ${'<>'.repeat(8_000)}`,
      `curl ^\n${'^"'.repeat(8_000)}`,
      `a:${'your'.repeat(50_000)}!`,
      'id=a'.repeat(4000),
      `id${' '.repeat(15_000)}=`,
      `secret: ${'a1'.repeat(8000)}{`,
    ];
    for (const text of hostile) {
      const started = process.cpuUsage();
      parsePastedCredentials(`x${text}`);
      parsePastedCredentials(text);
      parsePastedCredentials(`curl ${text}`);
      assert.ok(process.cpuUsage(started).user < 500_000, text.slice(0, 10));
    }
  });
});
