/** The path that means standard output. */
export const standardOutput = '-';
