import { libraryCode } from '../libraryCode.ts';
import { asciiDoubleQuoted, indent, replaceOnly } from '../literals.ts';
import type { SampleLanguage } from '../sampleLanguage.ts';
import { VARIABLES } from '../sampleRequest.ts';

const lookUp = (name: string): string => `System.getenv("${name}")`;

const ANSWER = `try (Response response = client.newCall(request).execute()) {
  System.out.println(response.body().string());
}`;

export const javaOkHttp: SampleLanguage = {
  id: 'java-okhttp',
  name: 'Java (OkHttp)',
  editorLanguage: 'java',
  write: (request) => libraryCode('java', 'okhttp', request),
  quote: asciiDoubleQuoted,
  append: (text, expression) => `${asciiDoubleQuoted(text)} + ${expression}`,
  token: lookUp(VARIABLES.token),
  basic: 'Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8))',
  finish: (code, uses) => {
    const isBasic = uses.lookUp === 'basic';
    const imports = [
      ...(isBasic ? ['import java.nio.charset.StandardCharsets;', 'import java.util.Base64;', ''] : []),
      'import okhttp3.*;',
    ];
    const credentials = isBasic
      ? `String credentials = ${lookUp(VARIABLES.id)} + ":" + ${lookUp(VARIABLES.secret)};\n`
      : '';
    const statements = replaceOnly(code, 'Response response = client.newCall(request).execute();', ANSWER)
      // OkHttp refuses to send these without any body.
      .replace(/\.(post|put|patch)\(null\)/, '.$1(RequestBody.create(null, ""))');
    return `${imports.join('\n')}

public class RouteeSample {
  public static void main(String[] args) throws Exception {
${indent(credentials + statements, '    ')}
  }
}`;
  },
};
