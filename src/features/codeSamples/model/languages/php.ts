import { code, plus, singleQuoted as quote } from '../literals.ts';
import type { SampleLanguage } from '../sampleLanguage.ts';
import { VARIABLES } from '../sampleRequest.ts';

const lookUp = (name: string): string => `getenv('${name}')`;

export const phpCurl: SampleLanguage = {
  id: 'php-curl',
  name: 'PHP (cURL)',
  editorLanguage: 'php',
  token: lookUp(VARIABLES.token),
  basic: '$credentials',
  write: ({ method, url, headers, body, lookUp: used }) => code`
<?php

${used === 'basic' && [`$credentials = base64_encode(${lookUp(VARIABLES.id)} . ':' . ${lookUp(VARIABLES.secret)});`, '']}
$curl = curl_init();

curl_setopt_array($curl, [
  CURLOPT_URL => ${quote(url)},
  CURLOPT_RETURNTRANSFER => true,
  CURLOPT_ENCODING => "",
  CURLOPT_MAXREDIRS => 10,
  CURLOPT_TIMEOUT => 30,
  CURLOPT_HTTP_VERSION => CURL_HTTP_VERSION_1_1,
  ${method === 'HEAD' ? 'CURLOPT_NOBODY => true,' : `CURLOPT_CUSTOMREQUEST => "${method}",`}
  ${body && `CURLOPT_POSTFIELDS => ${quote(body.json ?? body.text)},`}
  CURLOPT_HTTPHEADER => [
    ${headers.map(({ name, text, then }) => `${plus(quote(`${name}: ${text}`), then, ' . ')},`)}
  ],
]);

$response = curl_exec($curl);
$err = curl_error($curl);

if ($err) {
  echo "cURL Error #:" . $err;
} else {
  echo $response;
}`,
};
