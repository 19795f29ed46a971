/** Clients that come with the suite. */
export const ownClients = ['ali-oss', 'fetch'] as const;
