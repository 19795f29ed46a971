/** The least version of Node.js, as `engines` in package.json has it: that of undici. */
export const neededNode = '20.18.1';

/** Whether a version of Node.js, such as `18.20.8`, is new enough. Nothing here needs a new one itself. */
export function isSupported(version: string): boolean {
  const [is, needed] = [version, neededNode].map((text) => text.split('.').map((part) => Number.parseInt(part, 10)));
  for (const [index, least] of (needed || []).entries()) {
    const part = (is || [])[index] || 0;
    if (part !== least) return part > least;
  }
  return true;
}
