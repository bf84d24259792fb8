import { code } from '../literals.ts';
import type { SampleHeader, SampleLanguage } from '../sampleLanguage.ts';
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
  // Octal, since a hexadecimal escape swallows digits that follow; and ASCII control characters only.
  const inner = text.replace(
    /["\\]|[^\P{Cc}\x80-\x9f]/gu,
    (character) => ESCAPES[character] ?? `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
  return `@"${inner}"`;
}

const row = ({ name, text, then }: SampleHeader): string =>
  `${quote(name)}: ${then === undefined ? quote(text) : `[${quote(text)} stringByAppendingString:${then}]`},`;

export const objectiveC: SampleLanguage = {
  id: 'objectivec-nsurlsession',
  name: 'Objective-C (NSURLSession)',
  editorLanguage: 'objective-c',
  token: lookUp(VARIABLES.token),
  basic: '[[credentials dataUsingEncoding:NSUTF8StringEncoding] base64EncodedStringWithOptions:0]',
  // The program ends with its main function, so it has to wait for the answer.
  write: ({ method, url, headers, body, lookUp: used }) => code`
#import <Foundation/Foundation.h>

int main(void) {
    @autoreleasepool {
        ${used && 'NSDictionary *environment = [[NSProcessInfo processInfo] environment];'}
        ${used === 'basic' && `NSString *credentials = [NSString stringWithFormat:@"%@:%@", ${lookUp(VARIABLES.id)}, ${lookUp(VARIABLES.secret)}];`}
        NSMutableURLRequest *request = [NSMutableURLRequest requestWithURL:[NSURL URLWithString:${quote(url)}]
                                                               cachePolicy:NSURLRequestUseProtocolCachePolicy
                                                           timeoutInterval:10.0];
        [request setHTTPMethod:@"${method}"];
        [request setAllHTTPHeaderFields:@{
            ${headers.map(row)}
        }];
        ${body && `[request setHTTPBody:[${quote(body.text)} dataUsingEncoding:NSUTF8StringEncoding]];`}

        dispatch_semaphore_t done = dispatch_semaphore_create(0);
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
        dispatch_semaphore_wait(done, DISPATCH_TIME_FOREVER);
    }
    return 0;
}`,
};
