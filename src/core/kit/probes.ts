/** Facts about a connection that was made and verified. */
export interface ConnectionReport {
  /** `TLSv1.3`; `undefined` for a connection without TLS. */
  readonly protocol: string | undefined;
  /** Of the server's certificate, in milliseconds since the epoch. */
  readonly validToMs: number | undefined;
  /** The signer of the certificate. */
  readonly issuer: string | undefined;
}

/** The parts of a request, one by one; they reject with the `code` of Node's network layer. */
export interface Probes {
  /** @returns the addresses of a host */
  lookup(host: string, signal: AbortSignal): Promise<readonly string[]>;
  /** Opens a connection and closes it again. With TLS, the certificate is verified, always. */
  connect(host: string, port: number, isSecure: boolean, signal: AbortSignal): Promise<ConnectionReport>;
}
