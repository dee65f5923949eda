/**
 * `make bench`: how fast each stage and the whole pipeline are on one core, beside a plain baseline measured in the same
 * run, and how CPU time grows with the text. Times are CPU time of this process, the best of several runs.
 */
import { compose, composeOnce } from '../pipeline/compose.js';
import { loadConfig, stepsOf } from '../pipeline/config/config.js';
import type { Document } from '../pipeline/document.js';
import { isReject } from '../pipeline/input.js';
import { openResources } from '../pipeline/resources.js';
import { readLexicon } from '../stages/deboilerplate/lexicon.js';
import { readLines } from '../stages/deboilerplate/lines.js';
import { readLineModel } from '../stages/deboilerplate/model.js';
import { reader, writer } from '../stages/index.js';
import { HARD, pages } from './bench-text.js';

const MEGABYTE = 1_000_000;
const CHARACTERS = 4 * MEGABYTE;
const RUNS = 5;
const GROWTH_RUNS = 2;

const config = await loadConfig();
const steps = await stepsOf(config);
const resources = openResources();
const parse = await reader.loadParse();

/** What deboilerplate's models alone cost. */
const lexicon = readLexicon(resources);
const model = readLineModel(resources);
const judge = (document: Document) => model.judge(readLines(document, lexicon), true);

function read(text: string): Document {
  const bytes = new TextEncoder().encode(text);
  const chunk = { path: 'bench.txt', format: 'text', record: 0, offset: 0, bytes };
  const [document] = parse(chunk, config.read);
  if (!document || isReject(document)) throw new Error(`the reader rejects the text: ${document?.detail}`);
  return document;
}

/** Seconds of CPU that the work takes: the best of several runs. */
function measure(work: () => void, runs = RUNS): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs; i++) {
    globalThis.gc?.();
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1e6);
  }
  return best;
}

/** The least that anything which looks at words does: lines, words, and how often each stands there. */
function baseline(texts: readonly string[]): number {
  let distinct = 0;
  for (const text of texts) {
    const counts = new Map<string, number>();
    for (const line of text.split('\n')) {
      for (const word of line.toLowerCase().split(/\s+/)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    distinct += counts.size;
  }
  return distinct;
}

async function benchSpeed(): Promise<void> {
  const texts = pages(CHARACTERS);
  const megabytes = Buffer.byteLength(texts.join('')) / MEGABYTE;
  console.log(
    `${texts.length} pages, ${megabytes.toFixed(1)} MB of UTF-8, best of ${RUNS} runs, CPU time of one process\n`,
  );
  const plain = megabytes / measure(() => baseline(texts));
  const row = (name: string, seconds: number) => {
    const speed = megabytes / seconds;
    console.log(
      `${name.padEnd(28)}${speed.toFixed(1).padStart(9)} MB/s${(speed / plain).toFixed(2).padStart(9)}`,
    );
  };
  console.log(`${''.padEnd(28)}${'speed'.padStart(14)}${'÷ plain'.padStart(9)}`);
  row('plain: count the words', megabytes / plain);
  row(
    'read',
    measure(() => texts.map(read)),
  );
  let documents = texts.map(read);
  for (const step of steps) {
    const transform = await composeOnce([step], resources);
    if (step.stage.name === 'deboilerplate') {
      row(
        'features and line model',
        measure(() => documents.map(judge)),
      );
    }
    row(
      step.stage.name,
      measure(() => documents.map(transform)),
    );
    documents = documents.map(transform);
  }
  const sink = writer.createSink(config.write);
  const write = (all: readonly Document[]) => {
    for (const document of all) sink.add(document);
    sink.finish();
  };
  row(
    'write',
    measure(() => write(documents)),
  );
  const transform = await compose(steps, resources);
  row(
    'whole pipeline',
    measure(() => write(texts.map((text) => transform(read(text))))),
  );
}

async function benchGrowth(): Promise<void> {
  const transform = await compose(steps, resources);
  console.log(
    `\nCPU seconds for one document, and for one of ten times the text, best of ${GROWTH_RUNS} runs\n`,
  );
  console.log(`${''.padEnd(28)}${'1x'.padStart(9)}${'10x'.padStart(9)}${'growth'.padStart(9)}`);
  for (const [name, make] of Object.entries(HARD)) {
    const [small, large] = [1, 10].map((scale) => {
      const text = make(scale);
      return measure(() => transform(read(text)), GROWTH_RUNS);
    }) as [number, number];
    const growth = (large / small).toFixed(1);
    console.log(
      `${name.padEnd(28)}${small.toFixed(3).padStart(9)}${large.toFixed(3).padStart(9)}${growth.padStart(8)}x`,
    );
  }
}

await benchSpeed();
await benchGrowth();
