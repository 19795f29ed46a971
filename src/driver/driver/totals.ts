/** What has gone over the wire so far, retries included; bytes of heads and bodies, without TLS. */
export interface WireTotals {
  requests: number;
  bytesSent: number;
  bytesReceived: number;
}
