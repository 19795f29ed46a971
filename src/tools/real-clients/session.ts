import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesOf } from '../../content/bytes.js';
import { layOut } from '../../content/place-objects.js';
import { type Behaviour, behaviours } from '../../spec/model/vocabulary.js';
import { clientsFolder } from './all-clients.js';
import { type ClientProcess, type Reply, startClient } from './client-process.js';
import { bucket, credentials, type Endpoint, region } from './endpoint.js';
import { dueTexts, ranges, resultText } from './reads.js';
import type { RealClient } from './real-client.js';
import type { RealClientResult, StepResult } from './step-result.js';

/** The least that every client here takes for a part that is not the last one, in bytes. */
const partSize = 5 * 1024 ** 2;

const [small, large] = layOut([
  { name: 'small', size: 1_000 },
  { name: 'large', size: partSize + 1_000 },
]) as [ReturnType<typeof layOut>[number], ReturnType<typeof layOut>[number]];

/** The objects that are there before. */
const stored = { small: 'session/stored/small', large: 'session/stored/large' } as const;

interface Session {
  readonly client: RealClient;
  readonly process: ClientProcess;
  readonly endpoint: Endpoint;
}

/** Runs every step of the session with one client, and compares each with what is due. */
export async function runSession(client: RealClient, endpoint: Endpoint): Promise<RealClientResult> {
  const version = await client.version();
  await endpoint.put(stored.small, bytesOf(small));
  await endpoint.put(stored.large, bytesOf(large));
  const process = startClient(client.script.with(1, join(clientsFolder, client.script[1])) as [string, string], {
    cwd: endpoint.folder,
    env: environmentOf(endpoint),
  });
  const session = { client, process, endpoint };
  try {
    const steps: StepResult[] = [];
    for (const run of plan(session)) steps.push(await run());
    return { name: client.name, version, steps };
  } finally {
    await process.stop();
  }
}

/** Nothing of the user's environment but the programs: no proxy, no configuration. */
function environmentOf({ origin, folder }: Endpoint): Record<string, string> {
  return {
    PATH: globalThis.process.env.PATH ?? '',
    HOME: folder,
    TMPDIR: folder,
    LANG: 'C.UTF-8',
    PYTHONDONTWRITEBYTECODE: '1',
    ENDPOINT: origin,
    BUCKET: bucket,
    PART_SIZE: String(partSize),
    OSS_REGION: region,
    OSS_ACCESS_KEY_ID: credentials.id,
    OSS_ACCESS_KEY_SECRET: credentials.secret,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.id,
    AWS_SECRET_ACCESS_KEY: credentials.secret,
  };
}

function plan(session: Session): readonly (() => Promise<StepResult>)[] {
  return [
    () => put(session),
    () => read(session, 'whole', 'default'),
    ...ranges.flatMap(({ spec }) => behaviours.map((behaviour) => () => read(session, spec, behaviour))),
    () => uploadParts(session),
    () => copyParts(session),
    () => list(session),
    () => remove(session),
    () => readRemoved(session),
  ];
}

async function put(session: Session): Promise<StepResult> {
  const key = 'session/put';
  const file = await fileOf(session, 'small', bytesOf(small));
  return written(session, { step: 'put', words: ['put', key, file], key, object: small, due: '200, stored' });
}

async function uploadParts(session: Session): Promise<StepResult> {
  const key = 'session/parts';
  const file = await fileOf(session, 'large', bytesOf(large));
  const words = ['upload-parts', key, file];
  return written(session, { step: 'upload in parts', words, key, object: large, due: '2 parts, stored' });
}

async function copyParts(session: Session): Promise<StepResult> {
  const key = 'session/copy';
  const words = ['copy-parts', stored.large, key];
  return written(session, { step: 'copy in parts', words, key, object: large, due: '2 parts, stored' });
}

interface Write {
  readonly step: string;
  readonly words: readonly string[];
  readonly key: string;
  readonly object: typeof small;
  readonly due: string;
}

/** A step that makes an object: what is stored then is read by this process, not by the client. */
async function written(session: Session, { step, words, key, object, due }: Write): Promise<StepResult> {
  const { reply, requests } = await told(session, words, key);
  const isInParts = requests.some(({ method }) => method === 'POST');
  // Some clients put the ACL of the object as well.
  const puts = requests.filter(({ method, query }) => method === 'PUT' && query.includes('partNumber=') === isInParts);
  const kept = await session.endpoint.get(key);
  const state = kept === null ? 'not stored' : kept.equals(bytesOf(object)) ? 'stored' : 'stored with other bytes';
  const how = isInParts ? `${puts.length} parts` : statusesOf(puts);
  const result = reply.kind === 'done' ? `${how}, ${state}` : `${unsuccessful(reply)}; ${state}`;
  return { step, requests: requests.map(requestText), result, due };
}

/** What is due follows from what the server got: a client may look at the size first, and ask for another range. */
async function read(session: Session, range: string, behaviour: Behaviour): Promise<StepResult> {
  const step = range === 'whole' ? 'read' : `read ${range}, ${behaviour}`;
  const lack = lackOfRead(session.client, range, behaviour);
  if (lack !== null) return { step, requests: [], result: `cannot: ${lack}`, due: 'nothing' };
  const file = join(session.endpoint.folder, 'read');
  await rm(file, { force: true });
  const { reply, requests } = await told(session, ['read', stored.small, range, behaviour, file], stored.small);
  const bytes = await readFile(file).catch(() => Buffer.alloc(0));
  const result = `${statusesOf(requests)} ${resultText(small, reply, bytes)}`;
  const dues = dueTexts(small, requests.at(-1)?.range ?? [], behaviour);
  const due = dues.includes(result) ? result : dues.join(' or ');
  return { step, requests: requests.map(requestText), result, due };
}

function lackOfRead({ mode, lacks }: RealClient, range: string, behaviour: Behaviour): string | null {
  if (behaviour === 'standard' && 'lacks' in mode) return mode.lacks;
  const form = ranges.find(({ spec }) => spec === range)?.form;
  return (form === undefined ? undefined : lacks?.[form]) ?? null;
}

async function list(session: Session): Promise<StepResult> {
  const file = join(session.endpoint.folder, 'list');
  const { reply, requests } = await told(session, ['list', 'session/stored/', file], null);
  const keys = await readFile(file, 'utf8').catch(() => '');
  const result = reply.kind === 'done' ? keys.trim().split('\n').sort().join(', ') : unsuccessful(reply);
  return { step: 'list', requests: requests.map(requestText), result, due: Object.values(stored).sort().join(', ') };
}

async function remove(session: Session): Promise<StepResult> {
  const { reply, requests } = await told(session, ['delete', stored.small], stored.small);
  const isThere = (await session.endpoint.get(stored.small)) !== null;
  const result = reply.kind === 'done' ? (isThere ? 'still there' : 'removed') : unsuccessful(reply);
  return { step: 'delete', requests: requests.map(requestText), result, due: 'removed' };
}

async function readRemoved(session: Session): Promise<StepResult> {
  const file = join(session.endpoint.folder, 'read');
  await rm(file, { force: true });
  const { reply, requests } = await told(session, ['read', stored.small, 'whole', 'default', file], stored.small);
  // Some clients look by HEAD first, and send no GET then.
  const answer = requests.length === 0 ? '404' : statusesOf(requests);
  const bytes = await readFile(file).catch(() => Buffer.alloc(0));
  const result = reply.kind === 'done' ? `no error, ${resultText(small, reply, bytes)}` : answer;
  return { step: 'read what was deleted', requests: requests.map(requestText), result, due: '404' };
}

/** Runs a step, and tells which requests but HEAD came for the object meanwhile, or for the bucket where there is none. */
async function told(session: Session, words: readonly string[], key: string | null) {
  const { endpoint, process } = session;
  const before = (await endpoint.requests()).length;
  const reply = await process.run(words);
  // The bucket is in the path, or the address stands for it.
  const paths = key === null ? [`/${bucket}`, `/${bucket}/`, '/'] : [`/${bucket}/${key}`, `/${key}`];
  const requests = (await endpoint.requests())
    .slice(before)
    .filter(({ path, method }) => paths.includes(path) && method !== 'HEAD');
  return { reply, requests };
}

type Requests = Awaited<ReturnType<typeof told>>['requests'];

const requestText = ({ method, range, status }: Requests[number]): string =>
  [method, ...range, `→ ${status}`].join(' ');

const statusesOf = (requests: Requests): string => requests.map(({ status }) => status).join(' and ');

const unsuccessful = (reply: Exclude<Reply, { kind: 'done' }>): string =>
  reply.kind === 'refused' ? `refused: ${reply.code}` : `the client gives up: ${reply.message}`;

async function fileOf({ endpoint }: Session, name: string, bytes: Buffer): Promise<string> {
  const file = join(endpoint.folder, name);
  await writeFile(file, bytes);
  return file;
}
