/** What a text does on a terminal besides being shown. */
export interface TerminalControl {
  readonly at: number;
  /** `C0 07`, `C1 85`, `CSI 2J`, `OSC`, `DCS`, `ESC c`, `hidden 200b`. */
  readonly kind: string;
}

const strings: Readonly<Record<string, string>> = { ']': 'OSC', P: 'DCS', X: 'SOS', '^': 'PM', _: 'APC' };
const hidden = /[\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{NChar}\p{DI}]/u;

/**
 * Every control function in a text but the line feeds of its layout, read as ECMA-48 has a terminal read it: C0 and C1
 * characters, CSI with its parameters, and the strings that ST or BEL ends, whose content a terminal does not show. And
 * each character that turns or hides text, by Unicode.
 */
export function terminalControls(text: string): TerminalControl[] {
  const found: TerminalControl[] = [];
  const characters = [...text];
  let at = 0;
  const hex = (character: string): string => (character.codePointAt(0) ?? 0).toString(16).padStart(2, '0');
  const upTo = (isEnd: (character: string, next: string) => boolean): string => {
    const start = at;
    while (at < characters.length && !isEnd(characters[at]!, characters[at + 1] ?? '')) at += 1;
    at += 1;
    return characters.slice(start, at).join('');
  };
  while (at < characters.length) {
    const start = at;
    const character = characters[at]!;
    const code = character.codePointAt(0) ?? 0;
    at += 1;
    if (character === '\n') continue;
    const isC1 = code >= 0x80 && code <= 0x9f;
    if (code === 0x1b || isC1) {
      const introduced = isC1 ? String.fromCharCode(code - 0x40) : (characters[at++] ?? '');
      if (introduced === '[') found.push({ at: start, kind: `CSI ${upTo((one) => one >= '@' && one <= '~')}` });
      else if (strings[introduced] !== undefined) {
        upTo((one, next) => one === '\x07' || one === '\x9c' || (one === '\x1b' && next === '\\'));
        found.push({ at: start, kind: strings[introduced] });
      } else found.push({ at: start, kind: isC1 ? `C1 ${hex(character)}` : `ESC ${introduced}` });
    } else if (code < 0x20 || code === 0x7f) found.push({ at: start, kind: `C0 ${hex(character)}` });
    else if (hidden.test(character)) found.push({ at: start, kind: `hidden ${hex(character)}` });
  }
  return found;
}
