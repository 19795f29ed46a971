/** `1 check`, `1,040 requests`, `2 entries`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(number)} ${number === 1 ? noun : plural}`;
}

const units = ['KiB', 'MiB', 'GiB', 'TiB'] as const;

/** Bytes for a reader, in powers of 1024: `512 bytes`, `1.5 KiB`, `40 MiB`. */
export function size(bytes: number): string {
  if (bytes < 1024) return count(bytes, 'byte');
  const power = Math.min(Math.floor(Math.log2(bytes) / 10), units.length);
  const number = bytes / 1024 ** power;
  return `${grouped(Number(number.toFixed(number < 10 ? 1 : 0)))} ${units[power - 1]}`;
}

/** `1,040`. `toLocaleString` would load the data of all locales, 20 ms for one number. */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Milliseconds for a reader: `12 ms`, `3.2 s`, `4 min 05 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

/** What a run sends and receives at most, bytes of body: `3,535 requests, 13 MiB up, 50 MiB down`. */
export function cost(of: { readonly requests: number; readonly bytesUp: number; readonly bytesDown: number }): string {
  return `${count(of.requests, 'request')}, ${size(of.bytesUp)} up, ${size(of.bytesDown)} down`;
}
