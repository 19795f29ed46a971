import { entryLabel, type ReportEntry } from '../../document/entry.js';
import type { CheckFinished, PropertyFinished } from '../../document/events.js';
import { type Printable, printable, visible } from '../../text/outside-text.js';

/** Redrawing more often than a reader can follow only costs time: ten times a second. */
const redrawMs = 100;

export interface ProgressLine {
  /** Text to write for this event, or nothing where the line was drawn a moment ago. */
  update(event: CheckFinished | PropertyFinished): Printable;
  /** Text that takes the line away, so that something else can be written there. */
  clear(): Printable;
}

/**
 * A single line that is drawn over and over. It begins and ends with a carriage return and is padded with blanks: it
 * needs no other terminal control, and the next output starts at the left margin.
 *
 * @param width columns of the terminal; the line stays one short of it, because some terminals wrap at the last one.
 * @param now a clock in ms.
 */
export function progressLine(width: number, now: () => number): ProgressLine {
  let drawnAt = Number.NEGATIVE_INFINITY;
  let drawn = '';
  let violated = 0;
  let unjudged = 0;
  const draw = (text: string): Printable => {
    const line = text.slice(0, Math.max(0, width - 1));
    const padded = line.padEnd(drawn.length);
    drawn = line;
    return printable(`\r${padded}\r`);
  };
  return {
    update(event) {
      const entry: ReportEntry = event.kind === 'check-finished' ? event.check : event.property;
      if (entry.verdict === 'violates') violated += 1;
      if (entry.verdict === 'inconclusive') unjudged += 1;
      if (event.done < event.planned && now() - drawnAt < redrawMs) return printable('');
      drawnAt = now();
      const counts = `${violated} violate, ${unjudged} inconclusive`;
      return draw(visible(`${event.done}/${event.planned}  ${counts}  ${entryLabel(entry)}`));
    },
    clear() {
      return drawn === '' ? printable('') : draw('');
    },
  };
}
