import { libraryCode } from '../libraryCode.ts';
import { indent, replaceOnly } from '../literals.ts';
import type { SampleLanguage } from '../sampleLanguage.ts';
import { VARIABLES } from '../sampleRequest.ts';

const lookUp = (name: string): string => `environment[@"${name}"]`;

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function quote(text: string): string {
  // Octal: a hexadecimal escape would take the digits that follow. Of the control characters only those of ASCII.
  const inner = text.replace(
    /["\\]|[^\P{Cc}\x80-\x9f]/gu,
    (character) => ESCAPES[character] ?? `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
  return `@"${inner}"`;
}

const ENVIRONMENT = 'NSDictionary *environment = [[NSProcessInfo processInfo] environment];\n';
const CREDENTIALS = `NSString *credentials = [NSString stringWithFormat:@"%@:%@", ${lookUp(VARIABLES.id)}, ${lookUp(VARIABLES.secret)}];
`;

/** Unlike the library's, it shows the body, and waits for it: a program ends with its main function. */
const ANSWER = `dispatch_semaphore_t done = dispatch_semaphore_create(0);
NSURLSession *session = [NSURLSession sharedSession];
NSURLSessionDataTask *dataTask = [session dataTaskWithRequest:request
                                            completionHandler:^(NSData *data, NSURLResponse *response, NSError *error) {
    if (error) {
        NSLog(@"%@", error);
    } else {
        NSLog(@"%@", [[NSString alloc] initWithData:data encoding:NSUTF8StringEncoding]);
    }
    dispatch_semaphore_signal(done);
}];
[dataTask resume];
dispatch_semaphore_wait(done, DISPATCH_TIME_FOREVER);`;

const IMPORT = '#import <Foundation/Foundation.h>\n';

export const objectiveC: SampleLanguage = {
  id: 'objectivec-nsurlsession',
  name: 'Objective-C (NSURLSession)',
  editorLanguage: 'objective-c',
  write: (request) => libraryCode('objc', 'nsurlsession', request),
  quote,
  append: (text, expression) => `[${quote(text)} stringByAppendingString:${expression}]`,
  token: lookUp(VARIABLES.token),
  basic: '[[credentials dataUsingEncoding:NSUTF8StringEncoding] base64EncodedStringWithOptions:0]',
  finish: (code, uses) => {
    const declarations =
      (uses.lookUp === undefined ? '' : ENVIRONMENT) + (uses.lookUp === 'basic' ? CREDENTIALS : '');
    const [request = '', answer] = code.split('NSURLSession *session');
    if (answer === undefined) {
      throw new Error('The code does not end as it used to');
    }
    const statements = declarations + replaceOnly(request, IMPORT, '').trimStart() + ANSWER;
    return `${IMPORT}
int main(void) {
    @autoreleasepool {
${indent(statements, '        ')}
    }
    return 0;
}`;
  },
};
