import type { SampleRunner } from './sampleRunner.ts';

/** In need of a program only that most machines for development have. */
export const LIGHT_RUNNERS: readonly (SampleRunner & { readonly needs: string })[] = [
  { language: 'curl', needs: 'curl', file: 'sample.sh', commands: [['sh', 'sample.sh']] },
  {
    language: 'python-httpclient',
    needs: 'python3',
    file: 'sample.py',
    commands: [['python3', 'sample.py']],
  },
  {
    language: 'javascript-fetch',
    needs: process.execPath,
    file: 'sample.js',
    commands: [[process.execPath, 'sample.js']],
  },
];

const PYTHON = '/usr/bin/python3';
export const JQUERY = '/usr/share/javascript/jquery/jquery.min.js';
const OKHTTP = '/usr/share/java/okhttp.jar';
const JARS = `.:${OKHTTP}:/usr/share/java/okio.jar`;

/** Those of Debian's packages. */
export const HEAVY_RUNNERS: readonly SampleRunner[] = [
  {
    language: 'java-okhttp',
    file: 'RouteeSample.java',
    commands: [
      ['javac', '-cp', JARS, 'RouteeSample.java'],
      ['java', '-cp', JARS, 'RouteeSample'],
    ],
  },
  {
    language: 'csharp-httpclient',
    file: 'sample.cs',
    adapt: asClass,
    commands: [
      ['mcs', '-r:System.Net.Http', 'sample.cs'],
      ['mono', 'sample.exe'],
    ],
  },
  { language: 'php-curl', file: 'sample.php', commands: [['php', 'sample.php']] },
  { language: 'python-requests', file: 'sample.py', commands: [[PYTHON, 'sample.py']] },
  { language: 'ruby-nethttp', file: 'sample.rb', commands: [['ruby', 'sample.rb']] },
  { language: 'go', file: 'sample.go', commands: [['go', 'run', 'sample.go']] },
];

/** What each Debian package of `npm run test:samples` is there for: where the command fails, it is missing. */
export const TOOLS: readonly { readonly name: string; readonly probe: readonly [string, ...string[]] }[] = [
  { name: 'curl', probe: ['curl', '--version'] },
  { name: 'default-jdk-headless', probe: ['javac', '-version'] },
  { name: 'libokhttp-java', probe: ['test', '-f', OKHTTP] },
  { name: 'mono-mcs', probe: ['mcs', '--version'] },
  { name: 'mono-runtime', probe: ['mono', '--version'] },
  {
    name: 'libmono-system-net-http4.0-cil',
    probe: ['test', '-f', '/usr/lib/mono/4.5/System.Net.Http.dll'],
  },
  { name: 'php-cli', probe: ['php', '--version'] },
  { name: 'php-curl', probe: ['php', '-r', 'exit(extension_loaded("curl") ? 0 : 1);'] },
  { name: 'python3', probe: [PYTHON, '--version'] },
  { name: 'python3-requests', probe: [PYTHON, '-c', 'import requests'] },
  { name: 'ruby', probe: ['ruby', '--version'] },
  { name: 'golang-go', probe: ['go', 'version'] },
  { name: 'libjs-jquery', probe: ['test', '-f', JQUERY] },
  { name: 'chromium', probe: ['chromium', '--version'] },
  { name: 'clang', probe: ['clang', '--version'] },
  { name: 'libgnustep-base-dev', probe: ['test', '-f', '/usr/include/GNUstep/Foundation/Foundation.h'] },
];

/** Mono's compiler is of before C# 9, which allows statements outside of a class. */
function asClass(code: string): string {
  const usings = code.match(/^using [\w.]+;$/gm) ?? [];
  const statements = code.replace(/^using [\w.]+;\n/gm, '');
  return `${usings.join('\n')}
using System.Threading.Tasks;

class Sample {
  static void Main() { Run().GetAwaiter().GetResult(); }
  static async Task Run() {
${statements}
  }
}
`;
}
