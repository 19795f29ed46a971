/** Words that name a key, a secret or a proof, inside any longer name. */
const words =
  /access[-_]?key|secret|token|passw(?:or)?d|passphrase|signature|authorization|private[-_]?key|credential|api[-_]?key|^(?:ak|sk|key|keys)$/i;

/** Whether a key of a mapping promises a value that must not be in a shared file. */
export const looksLikeACredential = (key: string): boolean => words.test(key);
