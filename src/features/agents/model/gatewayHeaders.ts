/** Headers that prove who is calling, belong to one connection (RFC 9110 section 7.6.1), or tell of other servers. */
const STOPPED =
  /^(?:authorization|cookie2?|set-cookie2?|www-authenticate|proxy-.*|connection|keep-alive|te|trailer|transfer-encoding|upgrade|http2-settings|expect|host|content-length|content-encoding|accept-encoding|forwarded|x-forwarded.*|x-real-ip|via|origin|referer|sec-.*|access-control-.*|alt-svc|strict-transport-security|server)$/i;

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The headers of a request or an answer that may pass the gateway. `Connection` may name more that end at it. */
export function passingHeaders(headers: Headers): [name: string, value: string][] {
  const named = new Set(
    textOf(headers['connection'])
      .toLowerCase()
      .split(/[\s,]+/),
  );
  return Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined || STOPPED.test(name) || named.has(name.toLowerCase()) ? [] : [[name, textOf(value)]],
  );
}

function textOf(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' ? value : (value?.join(', ') ?? '');
}
