/**
 * `make bench`: how fast each stage and the whole pipeline are on one core, beside a plain baseline measured in the same
 * run, and how CPU time grows with the text. Times are CPU time of this process, the best of several runs.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { compose, composeOnce } from '../pipeline/compose.js';
import type { Document } from '../pipeline/document.js';
import { readLexicon } from '../stages/deboilerplate/lexicon.js';
import { readLines } from '../stages/deboilerplate/lines.js';
import { readLineModel } from '../stages/deboilerplate/model.js';
import { writer } from '../stages/index.js';
import type { Growth } from './bench-growth.js';
import { config, measure, read, resources, steps } from './bench-measure.js';
import { HARD, pages } from './bench-text.js';

const MEGABYTE = 1_000_000;
const CHARACTERS = 4 * MEGABYTE;
/** The compiler is at work in the first ten or so. */
const RUNS = 20;
const GROWTH = fileURLToPath(new URL('./bench-growth.js', import.meta.url));

/** What deboilerplate's models alone cost. */
const lexicon = readLexicon(resources);
const model = readLineModel(resources);
const judge = (document: Document) => model.judge(readLines(document, lexicon), true);

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
  const plain = measure(() => baseline(texts), RUNS);
  const print = (name: string, seconds: number) => {
    const speed = megabytes / seconds;
    console.log(
      `${name.padEnd(28)}${speed.toFixed(1).padStart(9)} MB/s${(plain / seconds).toFixed(2).padStart(9)}`,
    );
  };
  const row = (name: string, work: () => void) => print(name, measure(work, RUNS));
  console.log(`${''.padEnd(28)}${'speed'.padStart(14)}${'÷ plain'.padStart(9)}`);
  print('plain: count the words', plain);
  row('read', () => texts.map(read));
  let documents = texts.map(read);
  for (const step of steps) {
    const transform = await composeOnce([step], resources);
    if (step.stage.name === 'deboilerplate') {
      row('features and line model', () => documents.map(judge));
    }
    row(step.stage.name, () => documents.map(transform));
    documents = documents.map(transform);
  }
  const sink = writer.createSink(config.write);
  const write = (all: readonly Document[]) => {
    for (const document of all) sink.add(document);
    sink.finish();
  };
  row('write', () => write(documents));
  const transform = await compose(steps, resources);
  row('whole pipeline', () => write(texts.map((text) => transform(read(text)))));
}

/** Each text in a process of its own: what ran before in the same heap would count with it. */
function benchGrowth(): void {
  console.log('\nCPU seconds for one document, and for one of ten times the text, best of several runs\n');
  console.log(`${''.padEnd(28)}${'1x'.padStart(9)}${'10x'.padStart(9)}${'growth'.padStart(9)}`);
  for (const name of Object.keys(HARD)) {
    const printed = execFileSync(process.execPath, ['--expose-gc', GROWTH, name], { encoding: 'utf8' });
    const [small, large] = JSON.parse(printed) as Growth;
    const growth = (large / small).toFixed(1);
    console.log(
      `${name.padEnd(28)}${small.toFixed(3).padStart(9)}${large.toFixed(3).padStart(9)}${growth.padStart(8)}x`,
    );
  }
}

await benchSpeed();
benchGrowth();
