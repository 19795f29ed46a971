/** A request as `serve --log` tells it. */
export interface LoggedRequest {
  readonly status: number;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: string;
  /** Range lines as received. */
  readonly range: readonly string[];
}

/** The requests of a log; lines of another form are none. */
export function requestsIn(log: string): readonly LoggedRequest[] {
  return log.split('\n').flatMap((line) => {
    const [, status, method, address, rest] = /^(\d{3}) ([A-Z]+) (\S+)(.*) [\d.]+ ms$/.exec(line) ?? [];
    if (status === undefined || method === undefined || address === undefined) return [];
    const range = [...(rest ?? '').matchAll(/ ("(?:[^"\\]|\\.)*")/g)].map(([, text]) => JSON.parse(text!) as string);
    const [path = '', query = ''] = address.split('?');
    return [{ status: Number(status), method, path: decodeURIComponent(path), query, range }];
  });
}
