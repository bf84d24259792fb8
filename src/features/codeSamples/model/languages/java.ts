import { asciiDoubleQuoted as quote, code, plus } from '../literals.ts';
import type { SampleLanguage } from '../sampleLanguage.ts';
import { VARIABLES } from '../sampleRequest.ts';

const lookUp = (name: string): string => `System.getenv("${name}")`;

/** OkHttp refuses some methods with a body, and others without one. */
function methodCall(method: string, hasBody: boolean): string {
  const none = method.startsWith('P') ? 'RequestBody.create(null, "")' : 'null';
  const body = hasBody ? 'body' : none;
  if (method === 'OPTIONS') return `method("OPTIONS", ${body})`;
  return `${method.toLowerCase()}(${/^(?:GET|HEAD)$/.test(method) ? '' : body})`;
}

export const javaOkHttp: SampleLanguage = {
  id: 'java-okhttp',
  name: 'Java (OkHttp)',
  editorLanguage: 'java',
  token: lookUp(VARIABLES.token),
  basic: 'Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8))',
  write: ({ method, url, headers, body, lookUp: used }) => code`
${used === 'basic' && ['import java.nio.charset.StandardCharsets;', 'import java.util.Base64;', '']}
import okhttp3.*;

public class RouteeSample {
  public static void main(String[] args) throws Exception {
    ${used === 'basic' && `String credentials = ${lookUp(VARIABLES.id)} + ":" + ${lookUp(VARIABLES.secret)};`}
    OkHttpClient client = new OkHttpClient();

    ${
      body && [
        `MediaType mediaType = MediaType.parse(${quote(body.mediaType)});`,
        `RequestBody body = RequestBody.create(mediaType, ${quote(body.text)});`,
      ]
    }
    Request request = new Request.Builder()
      .url(${quote(url)})
      .${methodCall(method, body !== undefined)}
      ${headers.map(({ name, text, then }) => `.addHeader(${quote(name)}, ${plus(quote(text), then)})`)}
      .build();

    try (Response response = client.newCall(request).execute()) {
      System.out.println(response.body().string());
    }
  }
}`,
};
