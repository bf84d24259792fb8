import { bareHost, portOf } from './checkConnections.ts';

/** The settings of VS Code and the variables of the environment that decide on a proxy. */
export interface ProxySettings {
  /** `http.proxy` */
  readonly proxy: string;
  /** `http.proxySupport` */
  readonly support: string;
  /** `http.noProxy` */
  readonly noProxy: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface Proxy {
  /** The setting or variable that names it. */
  readonly source: string;
  /** `undefined`: what is there is no address. */
  readonly url: URL | undefined;
}

/** The proxy that VS Code sends a request through; the system's own settings are not known here. */
export function proxyFor(target: URL, settings: ProxySettings): Proxy | undefined {
  const { environment } = settings;
  if (settings.support === 'off' || isLoopback(target) || isExcluded(target, settings)) {
    return undefined;
  }
  const names = target.protocol === 'https:' ? ['HTTPS_PROXY', 'HTTP_PROXY'] : ['HTTP_PROXY'];
  const found = [
    ['http.proxy', settings.proxy] as const,
    ...names.flatMap((name) => [name, name.toLowerCase()].map((one) => [one, environment[one]] as const)),
  ].find(([, value]) => value !== undefined && value.trim() !== '');
  return found === undefined ? undefined : { source: found[0], url: parseProxy(found[1] ?? '') };
}

/** Without user name, password, and whatever else is not needed to reach it. */
export const shownProxy = ({ protocol, host }: URL): string => `${protocol}//${host}`;

function parseProxy(value: string): URL | undefined {
  const text = value.trim();
  const full = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.parse(full);
  return url !== null && /^(?:https?|socks\w*):$/.test(url.protocol) && url.hostname !== '' ? url : undefined;
}

const isLoopback = (url: URL): boolean => /^(?:localhost|::1|127(?:\.\d+){3})$/.test(bareHost(url));

function isExcluded(target: URL, { noProxy, environment }: ProxySettings): boolean {
  const variable = environment['NO_PROXY'] ?? environment['no_proxy'] ?? '';
  const rules = noProxy.length > 0 ? noProxy : variable.split(/[\s,]+/);
  return rules.some((rule) => {
    const [, suffix = '', port] = /^(?:\*?\.)?(.*?)(?::(\d+))?$/.exec(rule.trim().toLowerCase()) ?? [];
    const host = bareHost(target);
    const isHost = rule.trim() === '*' || (suffix !== '' && (host === suffix || host.endsWith(`.${suffix}`)));
    return isHost && (port === undefined || Number(port) === portOf(target));
  });
}
