/**
 * The host as sockets and resolvers take it: `URL.hostname` has an IPv6 address in brackets. Apart from what asks
 * `node:net`, because reports name proxies too.
 */
export const unbracketed = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');
