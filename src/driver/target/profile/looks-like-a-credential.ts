/** Words that name a key, a secret or a proof, whatever stands around them. */
const words =
  /access[-_]?key|secret|token|passw(?:or)?d|passphrase|signature|authorization|private[-_]?key|credential|api[-_]?key|^(?:ak|sk|key|keys)$/i;

/** Whether a key of a mapping promises something that must not stand in a file which people share. */
export const looksLikeACredential = (key: string): boolean => words.test(key);
