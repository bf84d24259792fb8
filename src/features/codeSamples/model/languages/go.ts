import { code, doubleQuoted as quote, plus } from '../literals.ts';
import type { SampleBody, SampleLanguage } from '../sampleLanguage.ts';
import { VARIABLES } from '../sampleRequest.ts';

const lookUp = (name: string): string => `os.Getenv("${name}")`;

const raw = ({ text, json = text }: SampleBody): string => (/[`\r]/.test(json) ? quote(text) : `\`${json}\``);

export const go: SampleLanguage = {
  id: 'go',
  name: 'Go (net/http)',
  editorLanguage: 'go',
  token: lookUp(VARIABLES.token),
  basic: 'base64.StdEncoding.EncodeToString([]byte(credentials))',
  write: ({ method, url, headers, body, lookUp: used }) => code`
package main

import (
	${used === 'basic' && '"encoding/base64"'}
	"fmt"
	"io"
	"net/http"
	${used && '"os"'}
	${body && '"strings"'}
)

func main() {
	${used === 'basic' && `credentials := ${lookUp(VARIABLES.id)} + ":" + ${lookUp(VARIABLES.secret)}`}
	url := ${quote(url)}

	${body && `payload := strings.NewReader(${raw(body)})\n`}
	req, err := http.NewRequest("${method}", url, ${body ? 'payload' : 'nil'})
	if err != nil {
		panic(err)
	}
	${headers.map(({ name, text, then }) => `req.Header.Add(${quote(name)}, ${plus(quote(text), then, '+')})`)}

	res, err := http.DefaultClient.Do(req)
	if err != nil {
		panic(err)
	}

	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		panic(err)
	}

	fmt.Println(string(body))
}`,
};
