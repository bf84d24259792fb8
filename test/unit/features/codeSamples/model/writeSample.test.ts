import assert from 'node:assert/strict';
import { createContext, runInContext } from 'node:vm';

import fc from 'fast-check';

import type { SampleLanguage } from '../../../../../src/features/codeSamples/model/sampleLanguage.ts';
import { SAMPLE_LANGUAGES } from '../../../../../src/features/codeSamples/model/sampleLanguages.ts';
import {
  apiSample,
  exchangeSample,
  type SampleRequest,
} from '../../../../../src/features/codeSamples/model/sampleRequest.ts';
import { writeSample } from '../../../../../src/features/codeSamples/model/writeSample.ts';

const TOKEN = 'b2014e88-86ff-44fc-ac98-ebaf24ff88cf';
const exchange = exchangeSample('https://auth.routee.net/oauth/token', ['account', 'sms']);
const balance = apiSample('GET', 'https://connect.routee.net/accounts/me/balance', undefined);
const sms = apiSample('POST', 'https://connect.routee.net/sms', {
  body: 'Hi',
  to: '+306912345678',
  from: 'R',
});

/** Characters with a meaning in some language, in code units, and some without. */
const PIECES = [
  ...Array.from('\0\b\t\n\r "$%&\'/0<>@\\`{}anux|~\x7f\xa0é€\u2028\u2029'),
  '\ud83d',
  '\ude00',
  '\\u',
  '${',
  '</script>',
];

const byId = (id: string): SampleLanguage => {
  const language = SAMPLE_LANGUAGES.find((each) => each.id === id);
  assert.ok(language !== undefined, id);
  return language;
};
const inLanguage = (id: string, request: Partial<SampleRequest>, token?: string): string =>
  writeSample({ ...balance, ...request }, byId(id), token);

/** How each language looks the token up, and makes the Basic header of id and secret. */
const LOOK_UPS: Readonly<Record<string, readonly [token: string, ...basic: string[]]>> = {
  curl: [
    '--header "Authorization: Bearer $ROUTEE_TOKEN"',
    '--user "$ROUTEE_APPLICATION_ID:$ROUTEE_APPLICATION_SECRET"',
  ],
  'java-okhttp': [
    '"Bearer " + System.getenv("ROUTEE_TOKEN")',
    'System.getenv("ROUTEE_APPLICATION_ID") + ":" + System.getenv("ROUTEE_APPLICATION_SECRET")',
    '"Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8))',
    'import java.util.Base64;',
    'import java.nio.charset.StandardCharsets;',
  ],
  'csharp-restsharp': [
    '"Bearer " + Environment.GetEnvironmentVariable("ROUTEE_TOKEN")',
    'Environment.GetEnvironmentVariable("ROUTEE_APPLICATION_ID") + ":" + Environment.GetEnvironmentVariable("ROUTEE_APPLICATION_SECRET")',
    '"Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))',
    'using System.Text;',
  ],
  'csharp-httpclient': [
    '"Bearer " + Environment.GetEnvironmentVariable("ROUTEE_TOKEN")',
    'Environment.GetEnvironmentVariable("ROUTEE_APPLICATION_ID") + ":" + Environment.GetEnvironmentVariable("ROUTEE_APPLICATION_SECRET")',
    '"Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))',
    'using System.Text;',
  ],
  'php-curl': [
    `'Authorization: Bearer ' . getenv('ROUTEE_TOKEN')`,
    `base64_encode(getenv('ROUTEE_APPLICATION_ID') . ':' . getenv('ROUTEE_APPLICATION_SECRET'))`,
    `'Authorization: Basic ' . $credentials`,
  ],
  'python-httpclient': [
    '"Bearer " + os.environ["ROUTEE_TOKEN"]',
    'os.environ["ROUTEE_APPLICATION_ID"] + ":" + os.environ["ROUTEE_APPLICATION_SECRET"]',
    '"Basic " + base64.b64encode(credentials.encode("utf-8")).decode("ascii")',
    'import base64\n',
    'import os\n',
  ],
  'python-requests': [
    '"Bearer " + os.environ["ROUTEE_TOKEN"]',
    'os.environ["ROUTEE_APPLICATION_ID"] + ":" + os.environ["ROUTEE_APPLICATION_SECRET"]',
    '"Basic " + base64.b64encode(credentials.encode("utf-8")).decode("ascii")',
    'import base64\n',
    'import os\n',
  ],
  'ruby-nethttp': [
    `'Bearer ' + ENV.fetch('ROUTEE_TOKEN')`,
    `ENV.fetch('ROUTEE_APPLICATION_ID') + ':' + ENV.fetch('ROUTEE_APPLICATION_SECRET')`,
    `'Basic ' + [credentials].pack('m0')`,
  ],
  'javascript-fetch': [
    `'Bearer ' + process.env.ROUTEE_TOKEN`,
    `process.env.ROUTEE_APPLICATION_ID + ':' + process.env.ROUTEE_APPLICATION_SECRET`,
    `'Basic ' + Buffer.from(credentials).toString('base64')`,
  ],
  'javascript-jquery': [
    `const token = 'YOUR_ROUTEE_TOKEN';`,
    `'YOUR_APPLICATION_ID' + ':' + 'YOUR_APPLICATION_SECRET'`,
    `'Basic ' + btoa(String.fromCharCode(...new TextEncoder().encode(credentials)))`,
  ],
  'objectivec-nsurlsession': [
    '[@"Bearer " stringByAppendingString:environment[@"ROUTEE_TOKEN"]]',
    '[NSString stringWithFormat:@"%@:%@", environment[@"ROUTEE_APPLICATION_ID"], environment[@"ROUTEE_APPLICATION_SECRET"]]',
    '[@"Basic " stringByAppendingString:[[credentials dataUsingEncoding:NSUTF8StringEncoding] base64EncodedStringWithOptions:0]]',
    'environment = [[NSProcessInfo processInfo] environment]',
  ],
  go: [
    '"Bearer "+os.Getenv("ROUTEE_TOKEN")',
    'os.Getenv("ROUTEE_APPLICATION_ID") + ":" + os.Getenv("ROUTEE_APPLICATION_SECRET")',
    '"Basic "+base64.StdEncoding.EncodeToString([]byte(credentials))',
    '"encoding/base64"\n',
    '"os"\n',
  ],
  powershell: [
    `'Bearer ' + $env:ROUTEE_TOKEN`,
    '[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("${env:ROUTEE_APPLICATION_ID}:${env:ROUTEE_APPLICATION_SECRET}"))',
    `'Basic ' + $credentials`,
  ],
};

/** What switches the verification of certificates off, in the words of these languages. */
const TLS_OFF =
  /VERIFY_(?:NONE|PEER|HOST)|InsecureSkipVerify|verify\s*=\s*False|--insecure|\s-k\s|SSL_VERIFY|SkipCertificateCheck|Certificate\w*(?:Validation|Callback)|rejectUnauthorized|TLS_REJECT|_create_unverified|hostnameVerifier|sslSocketFactory|continueWithoutCredential|allowsAnyHTTPSCertificate/i;

describe('writeSample', () => {
  it('knows the look-ups of all languages', () => {
    assert.deepEqual(SAMPLE_LANGUAGES.map(({ id }) => id).sort(), Object.keys(LOOK_UPS).sort());
  });

  for (const language of SAMPLE_LANGUAGES) {
    describe(language.name, () => {
      const [tokenLookUp = '', ...basicLookUps] = LOOK_UPS[language.id] ?? [];

      it('looks id and secret up, and makes the Basic header of them', () => {
        const code = writeSample(exchange, language);
        for (const part of basicLookUps) assert.ok(code.includes(part), `${part} is not in\n${code}`);
        assert.ok(code.includes('grant_type=client_credentials&scope=account+sms'), code);
        assert.ok(
          code.includes('https://auth.routee.net/oauth/token') || language.id === 'python-httpclient',
        );
        assert.ok(!code.includes('ROUTEE_TOKEN'), code);
      });

      it('looks the token up', () => {
        const code = writeSample(balance, language);
        assert.ok(code.includes(tokenLookUp), `${tokenLookUp} is not in\n${code}`);
        assert.doesNotMatch(code, /credentials|base64|_APPLICATION/);
      });

      it('writes the token into the code only when told to', () => {
        const code = writeSample(balance, language, TOKEN);
        assert.ok(code.includes(`Bearer ${TOKEN}`), code);
        assert.doesNotMatch(code, /ROUTEE_TOKEN|getenv|environ|import os|"os"/i);
        assert.equal(code.split(TOKEN).length, 2);
        assert.ok(!writeSample(exchange, language, TOKEN).includes(TOKEN));
      });

      it('leaves the verification of certificates on', () => {
        for (const request of [exchange, balance, sms]) {
          assert.doesNotMatch(writeSample(request, language), TLS_OFF);
        }
      });

      it('writes every method, with a body and without', () => {
        for (const method of ['get', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
          for (const body of [undefined, '', '{"a":null}', 'plain']) {
            const code = writeSample({ ...balance, method, body }, language);
            assert.doesNotMatch(code, /undefined/);
            assert.match(code, /[^\n]\n$/);
          }
        }
      });

      it('keeps a body that only looks like JSON, and numbers that JavaScript would round', () => {
        for (const body of [
          '{"a": 1.0, "id": 12345678901234567890}',
          '{"a": 1, "a": 2}',
          '{a: 1}',
          '[1e400]',
        ]) {
          const code = writeSample({ ...sms, body }, language).replace(/\\"|""/g, '"');
          assert.ok(code.includes(body), code);
        }
      });
    });
  }

  it('takes TLS by the address alone', () => {
    assert.match(inLanguage('ruby-nethttp', {}), /use_ssl = true/);
    assert.doesNotMatch(inLanguage('ruby-nethttp', { url: 'http://127.0.0.1:8790/x' }), /use_ssl/);
    assert.match(inLanguage('python-httpclient', {}), /HTTPSConnection\("connect\.routee\.net"\)/);
    const local = inLanguage('python-httpclient', { url: 'http://127.0.0.1:8790' });
    assert.match(local, /HTTPConnection\("127\.0\.0\.1:8790"\)[^]*request\("GET", "\/", None/);
    const capitals = inLanguage('python-httpclient', { url: 'HTTP://localhost/a' });
    assert.match(capitals, /HTTPConnection\("localhost"\)[^]*request\("GET", "\/a", None/);
  });

  it('encodes what no request line may hold, but not the braces of placeholders', () => {
    const url = `https://connect.routee.net/a b/ü'"/{{id}}?q=[1]&t=%20#part`;
    const expected = `https://connect.routee.net/a%20b/%C3%BC%27%22/{{id}}?q=%5B1%5D&t=%20`;
    for (const { id } of SAMPLE_LANGUAGES.filter((each) => each.id !== 'python-httpclient')) {
      const code = inLanguage(id, { url });
      assert.ok(code.includes(expected), code);
    }
  });

  it('keeps the brackets of an IPv6 address', () => {
    assert.match(
      inLanguage('curl', { url: 'http://[::1]:8790/a[0]?b=[1]' }),
      /'http:\/\/\[::1\]:8790\/a%5B0%5D\?b=%5B1%5D'/,
    );
  });

  it('leaves to the client what is the client’s, and joins headers of one name', () => {
    const headers = [
      { name: 'Host', value: 'x' },
      { name: 'Accept-Encoding', value: 'gzip' },
      { name: 'X-Tag', value: 'one' },
      { name: 'x-tag', value: 'two' },
    ];
    const code = inLanguage('javascript-fetch', { headers, authorization: undefined });
    assert.match(code, /headers: \{\s*'X-Tag': 'one, two',\s*\}/);
  });

  it('takes a media type only from the header of that name', () => {
    const headers = [
      { name: 'X-Content-Type', value: 'a' },
      { name: 'Content-Type-X', value: 'b' },
    ];
    for (const [body, type] of [
      ['text', 'text/plain'],
      [' \n[1]', 'application/json'],
    ] as const) {
      const code = inLanguage('powershell', { method: 'POST', headers, body });
      assert.ok(code.includes(`-ContentType '${type}'`), code);
    }
    const given = [{ name: 'A', value: '1' }, { name: 'content-type', value: 'x/y' }, ...headers];
    const code = inLanguage('powershell', { method: 'POST', headers: given, body: '[1]' });
    assert.match(code, /-ContentType 'x\/y'/);
    assert.doesNotMatch(code, /application\/json|"Content-Type"/);
  });

  it('lays JSON out, and only that', () => {
    const bodyOf = (body: string): string | undefined =>
      /body: ([^]*?)\n\}/.exec(inLanguage('javascript-fetch', { method: 'POST', body, headers: [] }))?.[1];
    assert.equal(
      bodyOf(' {"a b" :\n[ 1,"\\" \\\\" ] } '),
      `JSON.stringify({\n    "a b": [\n      1,\n      "\\" \\\\"\n    ]\n  })`,
    );
    assert.equal(bodyOf('"a"'), `'"a"'`);
    assert.equal(bodyOf('12'), `'12'`);
    assert.equal(bodyOf('x {}'), `'x {}'`);
    assert.equal(bodyOf('{ "a": 1.0 }'), `'{ "a": 1.0 }'`);
  });

  it('refuses what no HTTP client sends', () => {
    assert.throws(() => inLanguage('curl', { method: 'GRPC' }), /the method GRPC cannot be written/);
    for (const header of [
      { name: 'A"; rm', value: '' },
      { name: 'A', value: 'b\r\nC: d' },
    ]) {
      assert.throws(() => inLanguage('curl', { headers: [header] }), /header "A.* cannot be written as code/);
    }
  });

  it('tells curl that a body is no file, and to wait for none after HEAD', () => {
    assert.match(inLanguage('curl', { method: 'POST', body: '@file' }), / --data-raw '@file'\n/);
    assert.match(inLanguage('curl', { method: 'HEAD' }), /^curl --head \\\n/);
    assert.match(inLanguage('php-curl', { method: 'HEAD' }), /CURLOPT_NOBODY => true,\n/);
  });

  it('tells curl that braces are no pattern, where there are any', () => {
    assert.match(inLanguage('curl', { url: 'https://x/{a,b}' }), / --globoff \\\n/);
    assert.doesNotMatch(inLanguage('curl', {}), /globoff/);
  });

  it('keeps a body off curl’s command line that is too long for one', () => {
    const long = inLanguage('curl', { method: 'POST', body: "'".repeat(10_000) });
    assert.match(long, /^printf %s '('\\'')+' \|\ncurl [^]* --data-binary @-\n$/);
    const short = inLanguage('curl', { method: 'POST', body: 'x'.repeat(29_998) });
    assert.match(short, /^curl [^]* --data-raw 'x+'\n$/);
  });

  it('writes a header of any name that HTTP allows', () => {
    const headers = [
      { name: 'spring.profile', value: 'dev' },
      { name: "X-`$a'!#%&*+^_|~", value: 'odd' },
    ];
    for (const { id } of SAMPLE_LANGUAGES) {
      assert.match(inLanguage(id, { headers }), /spring\.profile['"]?(?:: |, |\] = )@?['"]?dev/);
    }
    const { 'spring.profile': profile, "X-`$a'!#%&*+^_|~": odd } = evaluateFetch(
      inLanguage('javascript-fetch', { headers }, TOKEN),
    ).headers;
    assert.deepEqual([profile, odd], ['dev', 'odd']);
  });

  it('gives OkHttp the body that it insists on', () => {
    assert.match(inLanguage('java-okhttp', { method: 'POST' }), /\.post\(RequestBody\.create\(null, ""\)\)/);
  });

  it('does nothing to what stands in a value', () => {
    const body = '--data --request HEAD .post(null) new MediaTypeHeaderValue( import (x) $& $1 using System;';
    for (const { id } of SAMPLE_LANGUAGES) {
      assert.ok(inLanguage(id, { method: 'POST', body }).includes(body), id);
    }
  });

  it('is read by JavaScript as what it was, whatever it is', () => {
    const anyText = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(anyText, fc.json(), anyText, (text, json, header) => {
        const value = header.replace(/[\0\r\n]/g, '');
        for (const body of [`x${text}`, json]) {
          const headers = [{ name: 'X-Any', value }];
          const code = inLanguage('javascript-fetch', { method: 'POST', body, headers }, TOKEN);
          const { headers: sentHeaders, body: sentBody } = evaluateFetch(code);
          const { 'Content-Type': type, ...others } = sentHeaders;
          assert.match(type ?? '', /^(?:text\/plain|application\/json)$/);
          assert.deepEqual(others, { 'X-Any': value, Authorization: `Bearer ${TOKEN}` });
          if (body === json && /^\s*[[{]/.test(json))
            assert.deepEqual(JSON.parse(sentBody), JSON.parse(json));
          else assert.equal(sentBody, body);
        }
      }),
    );
  });
});

interface Sent {
  readonly headers: Record<string, string>;
  readonly body: string;
}

const sent: Sent[] = [];
/** Made once: a context takes its time. */
const page = createContext({
  fetch: (_url: string, options: Sent): Promise<never> => {
    sent.push(options);
    return new Promise(() => undefined);
  },
});

/** Runs the code with a `fetch` that only tells what it is called with. */
function evaluateFetch(code: string): Sent {
  runInContext(`{ ${code} }`, page);
  const called = sent.pop();
  assert.ok(called !== undefined, code);
  return called;
}
