/** How long one may wait for a connection or for the first byte of an answer, in ms. */
export const timeoutBounds = { least: 50, most: 600_000 } as const;

/** How many requests may be in flight. */
export const concurrencyBounds = { least: 1, most: 1_000 } as const;
