/** `{size}`, `{size-1}`, `{size+1000}`: the complete length of the row's object, and positions relative to it. */
export const sizeTemplate: string = String.raw`\{size(?:[+-][1-9]\d{0,14})?\}`;

const template = /\{size([+-]\d+)?\}/g;

/** Replaces the sizes in every text of a value, at any depth. @param size complete length in bytes */
export function resolveSizes<T>(value: T, size: number): T {
  if (typeof value === 'string') return resolveText(value, size) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => resolveSizes(item, size)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolveSizes(item, size)])) as T;
}

/** Whether a value says `{size` anywhere. */
export function namesSize(value: unknown): boolean {
  return JSON.stringify(value)?.includes('{size') ?? false;
}

function resolveText(text: string, size: number): string {
  return text.replace(template, (_, offset: string | undefined) => String(size + Number(offset ?? 0)));
}
