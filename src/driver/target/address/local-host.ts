import { isIP } from 'node:net';
import { unbracketed } from './unbracketed.js';

/**
 * Whether a host has no DNS zone to put a bucket in front of: an IP address, or `localhost` and the names below it
 * (RFC 6761 section 6.3), which not every resolver knows.
 *
 * @param hostname - as `URL.hostname` has it, an IPv6 address in brackets
 */
export function isLocalHost(hostname: string): boolean {
  return isIP(unbracketed(hostname)) !== 0 || /(^|\.)localhost\.?$/.test(hostname);
}

/**
 * Whether a host is this machine itself: `localhost` and the names below it, 127.0.0.0/8, `::1`.
 *
 * @param hostname - as `URL.hostname` has it
 */
export function isLoopback(hostname: string): boolean {
  return /(^|\.)localhost\.?$/.test(hostname) || /^127(\.\d+){3}$/.test(hostname) || hostname === '[::1]';
}
