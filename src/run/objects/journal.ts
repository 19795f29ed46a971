import type { Sender } from '../sender/sender.js';

/** What a run may have written, kept where it outlives a process that is killed. */
export interface Journal {
  /** To be told before anything is written to a key. */
  writing(key: string): void;
  /** An upload in parts that was begun. */
  begun(key: string, uploadId: string): void;
  /** Ends the journal; it is useless once everything was removed. */
  close(isClean: boolean): void;
}

/** An asker that enters every key into a journal before it writes there. */
export function journalled(send: Sender, journal: Journal | undefined): Sender {
  if (journal === undefined) return send;
  return (request) => {
    const { method, key, bucket } = request;
    if ((method === 'PUT' || method === 'POST') && key !== null && bucket === undefined) journal.writing(key);
    return send(request);
  };
}
