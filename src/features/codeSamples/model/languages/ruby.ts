import { code, plus, singleQuoted as quote } from '../literals.ts';
import type { SampleLanguage } from '../sampleLanguage.ts';
import { VARIABLES } from '../sampleRequest.ts';

const lookUp = (name: string): string => `ENV.fetch('${name}')`;

export const ruby: SampleLanguage = {
  id: 'ruby-nethttp',
  name: 'Ruby (Net::HTTP)',
  editorLanguage: 'ruby',
  token: lookUp(VARIABLES.token),
  // Ruby 3.4 no longer includes the module Base64.
  basic: `[credentials].pack('m0')`,
  write: ({ method, url, isHttps, headers, body, lookUp: used }) => code`
require 'uri'
require 'net/http'

${used === 'basic' && `credentials = ${lookUp(VARIABLES.id)} + ':' + ${lookUp(VARIABLES.secret)}`}
url = URI(${quote(url)})

http = Net::HTTP.new(url.host, url.port)
${isHttps && 'http.use_ssl = true'}

request = Net::HTTP::${method.charAt(0)}${method.slice(1).toLowerCase()}.new(url)
${headers.map(({ name, text, then }) => `request[${quote(name)}] = ${plus(quote(text), then)}`)}
${body && `request.body = ${quote(body.json ?? body.text)}`}

response = http.request(request)
puts response.read_body`,
};
