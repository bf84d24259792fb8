import { asciiDoubleQuoted as quote, code, plus } from '../literals.ts';
import type { SampleHeader, SampleLanguage } from '../sampleLanguage.ts';
import { VARIABLES } from '../sampleRequest.ts';

const lookUp = (name: string): string => `Environment.GetEnvironmentVariable("${name}")`;

const CREDENTIALS = `var credentials = ${lookUp(VARIABLES.id)} + ":" + ${lookUp(VARIABLES.secret)};`;

const shared = {
  editorLanguage: 'csharp',
  token: lookUp(VARIABLES.token),
  basic: 'Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))',
};

const isType = ({ name }: SampleHeader): boolean => name.toLowerCase() === 'content-type';
const row = ({ name, text, then }: SampleHeader): string => `${quote(name)}, ${plus(quote(text), then)}`;
/** The name of a method in both libraries: `Post` for `POST`. */
const memberName = (method: string): string => method.charAt(0) + method.slice(1).toLowerCase();

export const csharpHttpClient: SampleLanguage = {
  ...shared,
  id: 'csharp-httpclient',
  name: 'C# (HttpClient)',
  write: ({ method, url, headers, body, lookUp: used }) => code`
using System;
using System.Net.Http;
using System.Net.Http.Headers;
${used === 'basic' && 'using System.Text;'}

${used === 'basic' && CREDENTIALS}
var client = new HttpClient(${headers.some(({ name }) => /^cookie$/i.test(name)) ? 'new HttpClientHandler { UseCookies = false }' : ''});
var request = new HttpRequestMessage
{
    Method = HttpMethod.${memberName(method)},
    RequestUri = new Uri(${quote(url)}),
    Headers =
    {
        ${headers.filter((header) => !isType(header)).map((header) => `{ ${row(header)} },`)}
    },
    ${
      body && [
        `Content = new StringContent(${quote(body.text)})`,
        '{',
        // The constructor refuses parameters such as a charset.
        `    Headers = { ContentType = MediaTypeHeaderValue.Parse(${quote(body.mediaType)}) }`,
        '}',
      ]
    }
};
using (var response = await client.SendAsync(request))
{
    response.EnsureSuccessStatusCode();
    var body = await response.Content.ReadAsStringAsync();
    Console.WriteLine(body);
}`,
};

export const csharpRestSharp: SampleLanguage = {
  ...shared,
  id: 'csharp-restsharp',
  name: 'C# (RestSharp)',
  write: ({ method, url, headers, body, lookUp: used }) => code`
using RestSharp;
using System;
${used === 'basic' && 'using System.Text;'}

${used === 'basic' && CREDENTIALS}
var options = new RestClientOptions(${quote(url)});
var client = new RestClient(options);
var request = new RestRequest("");
${headers.filter((header) => body === undefined || !isType(header)).map((header) => `request.AddHeader(${row(header)});`)}
${body && `request.AddStringBody(${quote(body.text)}, ${quote(body.mediaType)});`}
var response = await client.${memberName(method)}Async(request);

Console.WriteLine("{0}", response.Content);`,
};
