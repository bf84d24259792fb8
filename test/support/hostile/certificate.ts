import { createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/**
 * X.509 certificates made while the tests run (RFC 5280): Node can sign and read, but not issue, and a key in the
 * repository would have to be explained to everybody who finds it.
 */
export interface Certificate {
  readonly name: string;
  readonly key: KeyObject;
  readonly pem: string;
}

export interface CertificateWish {
  readonly name: string;
  /** Absent: signed by itself. */
  readonly issuer?: Certificate;
  readonly isAuthority?: boolean;
  readonly hosts?: readonly string[];
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

const DAY = 24 * 60 * 60 * 1000;

export function issueCertificate(wish: CertificateWish): Certificate {
  const { name, issuer, isAuthority = false, hosts = [] } = wish;
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const content = sequence(
    explicit(0, integer(2)),
    integer(Math.floor(Math.random() * 2 ** 31)),
    ECDSA_WITH_SHA256,
    distinguishedName(issuer?.name ?? name),
    sequence(
      time(wish.notBefore ?? new Date(Date.now() - DAY)),
      time(wish.notAfter ?? new Date(Date.now() + DAY)),
    ),
    distinguishedName(name),
    createPublicKey(key).export({ type: 'spki', format: 'der' }),
    explicit(
      3,
      sequence(
        extension(BASIC_CONSTRAINTS, true, isAuthority ? sequence(TRUE) : sequence()),
        ...(hosts.length === 0
          ? []
          : [extension(SUBJECT_ALTERNATIVE_NAME, false, sequence(...hosts.map(host)))]),
      ),
    ),
  );
  const signature = sign('sha256', content, issuer?.key ?? key);
  const der = sequence(content, ECDSA_WITH_SHA256, tagged(0x03, Buffer.from([0]), signature));
  const base64 = der.toString('base64').replaceAll(/.{64}/g, '$&\n');
  return { name, key, pem: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n` };
}

/** ASN.1 in its distinguished encoding (X.690): tag, length, content. */
function tagged(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const { length } = body;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

function sequence(...items: readonly Uint8Array[]): Buffer {
  return tagged(0x30, ...items);
}

function explicit(number: number, item: Uint8Array): Buffer {
  return tagged(0xa0 + number, item);
}

/** Below 2^31, so that four bytes hold it and none of them makes it negative. */
function integer(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  const first = bytes.findIndex((byte) => byte !== 0);
  const short = bytes.subarray(first === -1 ? 3 : first);
  return tagged(0x02, (short[0] ?? 0) >= 0x80 ? Buffer.from([0]) : Buffer.alloc(0), short);
}

function time(date: Date): Buffer {
  const digits = date.toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  const year = date.getUTCFullYear();
  return year < 2050 ? tagged(0x17, Buffer.from(digits.slice(2))) : tagged(0x18, Buffer.from(digits));
}

function distinguishedName(commonName: string): Buffer {
  const value = tagged(0x0c, Buffer.from(commonName));
  return sequence(tagged(0x31, sequence(objectId('550403'), value)));
}

function host(name: string): Buffer {
  const isAddress = /^[\d.]+$/.test(name);
  return isAddress ? tagged(0x87, Buffer.from(name.split('.').map(Number))) : tagged(0x82, Buffer.from(name));
}

function extension(id: Uint8Array, isCritical: boolean, value: Uint8Array): Buffer {
  return sequence(id, ...(isCritical ? [TRUE] : []), tagged(0x04, value));
}

function objectId(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, 'hex'));
}

const TRUE = tagged(0x01, Buffer.from([0xff]));
const ECDSA_WITH_SHA256 = sequence(objectId('2a8648ce3d040302'));
const BASIC_CONSTRAINTS = objectId('551d13');
const SUBJECT_ALTERNATIVE_NAME = objectId('551d11');
