const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const fixdate = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT$/;

/**
 * Reads a date as OSS takes it, which is the preferred form of RFC 9110 section 5.6.7 only: its document of the V1
 * signature calls `Jun 2`, `2 Jun 1982` and `2-Jun-82` illegal.
 *
 * @returns ms since 1970, or `undefined` where the text is no such date
 */
export function parseHttpDate(text: string): number | undefined {
  const match = fixdate.exec(text);
  if (match === null) return undefined;
  const [day, month, year, hour, minute, second] = match.slice(1);
  const at = new Date(
    Date.UTC(Number(year), months.indexOf(month ?? ''), Number(day), Number(hour), Number(minute), Number(second)),
  );
  // 31 Feb and 24:00:00 roll over; what does not print as it was read is no date.
  return !Number.isNaN(at.getTime()) && at.toUTCString().slice(5) === text.slice(5) ? at.getTime() : undefined;
}

/** @param at - ms since 1970; ECMAScript prescribes the preferred form for toUTCString */
export function formatHttpDate(at: number): string {
  return new Date(at).toUTCString();
}
