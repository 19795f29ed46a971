import { decisionTable, situations } from '../../../oracle/decision-table.js';
import { isPlainGet } from '../../../spec/model/is-plain-get.js';
import type { Case, Table } from '../../../spec/model/table.js';
import { type Behaviour, behaviours } from '../../../spec/model/vocabulary.js';
import type { HeldTranscript } from '../hold-transcripts.js';
import { hidePlaceholders } from '../placeholders.js';
import { type RowSupport, supportOf } from '../support.js';
import { isProof } from '../transcript.js';
import { answerWords, situationWords } from './situation-words.js';
import { code, kindWords, linked, requestWords, responseWords } from './transcript-words.js';

/** `reports/published/transcripts.md`: what published answers show, which rows they support, and what none of them shows. */
export function transcriptsPage(held: readonly HeldTranscript[], table: Table): string {
  const support = supportOf(table, held);
  return [
    ...introduction(held, support),
    ...rangeSection(held, table),
    ...fieldSection(support, table),
    ...uncoveredSection(support),
    ...noProofSection(held, table),
    ...answerSection(held, table),
    '',
  ].join('\n');
}

function introduction(held: readonly HeldTranscript[], support: readonly RowSupport[]): string[] {
  const proofs = held.filter(({ transcript }) => isProof(transcript));
  const count = (verdict: HeldTranscript['verdict']): number => proofs.filter((one) => one.verdict === verdict).length;
  const required = support.filter(({ row, behaviour }) => row.claims[behaviour].level === 'required');
  const ranged = held.filter(({ transcript: { request } }) => request.range.length > 0).length;
  return [
    '# Published answers of the real service',
    '',
    'This project has not measured the real service. Others have published answers of it: the vendor in documents and in',
    'tests, users in issues, logs and measurements. [fixtures/transcripts.yaml](../../fixtures/transcripts.yaml) holds',
    `${held.length} of them, ${ranged} to a request with a Range. Each is compared with the rules for what a range`,
    'returns, and with every row of [the table](../../specs) for the same kind of request, by the code that judges',
    'a run. `npm run transcripts` writes this page; a test fails if it is out of date, or if an answer contradicts a',
    'claim of level `required` or `expected`.',
    '',
    '| published answers | |',
    '|---|---:|',
    `| agree with a claim, and contradict none | ${count('agrees')} |`,
    `| are about a request without a claim | ${count('silent')} |`,
    `| contradict a claim | ${count('contradicts')} |`,
    `| [prove nothing](#answers-that-prove-nothing) | ${held.length - proofs.length} |`,
    '',
    '| checks of level required (a row under one behaviour) | |',
    '|---|---:|',
    `| shown by an answer to a range with the same position in its object | ${required.filter(isShown).length} |`,
    `| shown by an answer to another range of the same rule | ${required.filter(isShownByRule).length} |`,
    `| [shown by no answer](#required-rows-that-no-answer-shows) | ${required.filter(isUncovered).length} |`,
    '',
    'A row without a published answer still has its sources: documents and tests of the vendor. Answers without a',
    'link have no public address; they support a claim, but no required row depends on them alone.',
    '',
    '`default` and `standard` are the two behaviours: without and with the request header `x-oss-range-behavior: standard`.',
  ];
}

const isShown = ({ sameForm }: RowSupport): boolean => sameForm.length > 0;
const isShownByRule = (one: RowSupport): boolean => !isShown(one) && one.sameRule.length > 0;
const isUncovered = (one: RowSupport): boolean => !isShown(one) && !isShownByRule(one);

/** The rules of ranges and the answers that agree with each. Where sources leave the answer open there is nothing to show. */
function rangeSection(held: readonly HeldTranscript[], { evidence }: Table): string[] {
  const lines = situations.flatMap((situation) =>
    behaviours.flatMap((behaviour) => {
      const { level, answers } = decisionTable[situation][behaviour];
      if (level === 'observed') return [];
      const agreeing = held.filter(
        ({ transcript, rule }) =>
          isProof(transcript) &&
          rule?.rule === situation &&
          rule.verdict === 'agrees' &&
          transcript.request.behaviour === behaviour,
      );
      const shown = agreeing.map(({ transcript }) => linked(transcript, evidence)).join(', ');
      const claim = answers.map((answer) => answerWords[answer]).join(' or ');
      return [`| ${situationWords[situation]} | ${behaviour} | ${claim} | ${level} | ${shown || '–'} |`];
    }),
  );
  return [
    '',
    '## Answers to a Range',
    '',
    'Each rule of level `required` or `expected`, and the published answers that show it.',
    '',
    '| range | behaviour | claim | level | shown by |',
    '|---|---|---|---|---|',
    ...lines,
  ];
}

/** Rows that claim more than what a range brings, each with the answers that show it. */
function fieldSection(support: readonly RowSupport[], { evidence }: Table): string[] {
  const lines = support
    .filter(({ row, behaviour }) => !isAboutRange(row, behaviour))
    .map((one) => ({ ...one, answers: isShown(one) ? one.sameForm : one.sameRule }))
    .filter(({ answers }) => answers.length > 0)
    .map(({ row, behaviour, answers }) => {
      const shown = answers.map(({ transcript }) => linked(transcript, evidence)).join(', ');
      return `| ${code(row.id)} | ${row.title} | ${behaviour} | ${row.claims[behaviour].level} | ${shown} |`;
    });
  return [
    '',
    '## Answers beyond ranges',
    '',
    'Rows about header fields, conditions, errors, copies and other requests, and the published answers that show them.',
    '',
    '| row | title | behaviour | level | shown by |',
    '|---|---|---|---|---|',
    ...lines,
  ];
}

const isAboutRange = (row: Case, behaviour: Behaviour): boolean =>
  isPlainGet(row) && row.claims[behaviour].outcomes.every(({ fields }) => fields === undefined);

function uncoveredSection(support: readonly RowSupport[]): string[] {
  const required = support.filter(({ row, behaviour }) => row.claims[behaviour].level === 'required');
  const topics = [...new Set(required.map(({ row }) => row.topic))];
  const lines = topics.flatMap((topic) =>
    behaviours.flatMap((behaviour) => {
      const all = required.filter((one) => one.row.topic === topic && one.behaviour === behaviour);
      if (all.length === 0) return [];
      const missing = all.filter(isUncovered);
      const names =
        missing.length === all.length ? 'all of them' : missing.map(({ row }) => row.id.slice(topic.length + 1));
      const counts = [all.length, all.filter(isShown).length, all.filter(isShownByRule).length, missing.length];
      const words = typeof names === 'string' ? names : names.join(', ');
      return [`| ${code(topic)} | ${behaviour} | ${counts.join(' | ')} | ${words} |`];
    }),
  );
  return [
    '',
    '## Required rows that no answer shows',
    '',
    'They are based on documents and tests of the vendor that state the result without printing an answer. An answer shows',
    'a row in its own form if its range has the same position in its object (from the first byte, to the last one, one',
    'byte too far, ...), and its rule if it is another range in the same situation.',
    '',
    '| topic | behaviour | required | own form | rule alone | not shown | rows that no answer shows |',
    '|---|---|---:|---:|---:|---:|---|',
    ...lines,
  ];
}

function noProofSection(held: readonly HeldTranscript[], { evidence }: Table): string[] {
  const lines = held.flatMap(({ transcript, verdict, rule, rows }) => {
    if (isProof(transcript)) return [];
    const against = [...(rule === null ? [] : [rule]), ...rows].find((one) => one.verdict === 'contradicts');
    const what = against?.differences.map(
      ({ aspect, expected, actual }) => `${aspect} ${actual} instead of ${expected}`,
    );
    const effect = verdict === 'contradicts' ? `differs: ${hidePlaceholders(what?.[0] ?? '')}` : verdict;
    return [`| ${linked(transcript, evidence)} | ${transcript.noProof} | ${effect} |`];
  });
  return [
    '',
    '## Answers that prove nothing',
    '',
    'They prove nothing, whether they agree or differ.',
    '',
    '| answer | why | beside the claims |',
    '|---|---|---|',
    ...lines,
  ];
}

function answerSection(held: readonly HeldTranscript[], { evidence }: Table): string[] {
  const lines = held.map(({ transcript, rule, rows, verdict }) => {
    const agreeing = rows.filter((one) => one.verdict === 'agrees');
    const own = agreeing.filter(({ isSameForm }) => isSameForm).map(({ row }) => row.id);
    const others = agreeing.length - own.length;
    const isShown = [
      ...(rule?.verdict === 'agrees' ? [situationWords[rule.rule]] : []),
      ...own.map(code),
      ...(others > 0 ? [`by its rule ${others} more`] : []),
    ];
    const words = isProof(transcript) ? (verdict === 'silent' ? 'no claim' : isShown.join(', ')) : 'no proof';
    const cells = [linked(transcript, evidence), transcript.date ?? '', kindWords[transcript.kind]];
    return `| ${[...cells, requestWords(transcript), responseWords(transcript), words].join(' | ')} |`;
  });
  return [
    '',
    '## Every answer',
    '',
    '| answer | date | how it is known | request | answer | supports |',
    '|---|---|---|---|---|---|',
    ...lines,
  ];
}
