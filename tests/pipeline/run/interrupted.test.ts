import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outputOf, pages, put, run, type Workplace, workplace } from '../runs.js';

/** Stops a run in an orderly way after so many documents. */
async function stopAfter(place: Workplace, documents: number): Promise<void> {
  const stop = new AbortController();
  const onProgress = (counts: { documents: number }) => {
    if (counts.documents >= documents) stop.abort();
  };
  const stopped = run(place, { signal: stop.signal, onProgress });
  await expect(stopped).rejects.toThrow(expect.objectContaining({ exitCode: 130 }));
}

function link(folder: string): string {
  symlinkSync(folder, `${folder}-link`);
  return `${folder}-link`;
}

const work = ({ out }: Workplace) => join(out, '..', '.out.winnow');

/** NUL bytes in place of the first few. */
function zero(path: string): void {
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.fill(0, 0, 10));
}

describe('a run that is stopped', () => {
  it('leaves no output, and the next one takes over what it had done', async () => {
    const place = workplace(pages(60));
    await stopAfter(place, 30);
    expect(existsSync(place.out)).toBe(false);
    const { report } = await run(place);
    expect(report.documents).toBe(60);
    const undisturbed = { ...place, out: `${place.out}-2` };
    const { report: whole } = await run(undisturbed);
    expect(outputOf(place.out)).toEqual(outputOf(undisturbed.out));
    expect(report.batches.computed).toBeLessThan(whole.batches.computed * 0.7);
    expect(existsSync(work(place))).toBe(false);
  });

  it('leaves the last output as it was', async () => {
    const place = workplace(pages(20));
    await run(place);
    const before = outputOf(place.out);
    put(place, pages(40, 100));
    await stopAfter(place, 30);
    expect(outputOf(place.out)).toEqual(before);
  });

  it('is taken over also where inputs came and went since', async () => {
    const place = workplace(pages(60));
    await stopAfter(place, 40);
    put(place, { '00010.txt': 'Changed.', '00020-b.txt': 'New.' });
    await stopAfter(place, 20);
    const { report } = await run(place);
    const undisturbed = { ...place, out: `${place.out}-2` };
    const { report: whole } = await run(undisturbed);
    expect(outputOf(place.out)).toEqual(outputOf(undisturbed.out));
    expect(report.batches.computed).toBeLessThan(whole.batches.computed / 2 + 5);
  });

  it.each<[string, (next: string) => void]>([
    ['half a batch', (next) => appendFileSync(join(next, 'documents.jsonl'), '{"id":"half')],
    ['half a line of the manifest', (next) => appendFileSync(join(next, 'manifest.jsonl'), '{"hash":"ab')],
    ['bytes that never reached the disk', (next) => truncateSync(join(next, 'documents.jsonl'), 5000)],
    ['a header that never reached the disk', (next) => zero(join(next, 'documents.csv'))],
    ['a file that is not there', (next) => renameSync(join(next, 'stories.jsonl'), join(next, 'gone'))],
    ['an empty manifest', (next) => truncateSync(join(next, 'manifest.jsonl'))],
    [
      'a report, the last thing before the exchange',
      (next) => writeFileSync(join(next, 'report.json'), '{}'),
    ],
  ])('does no harm with %s', async (_, damage) => {
    const place = workplace(pages(60));
    await stopAfter(place, 30);
    damage(join(work(place), 'next'));
    await run(place);
    const undisturbed = { ...place, out: `${place.out}-2` };
    await run(undisturbed);
    expect(outputOf(place.out)).toEqual(outputOf(undisturbed.out));
    expect(readdirSync(place.out)).toEqual(readdirSync(undisturbed.out));
  });

  it('between the two renames of the exchange gives the old output back', async () => {
    const place = workplace(pages(5));
    await run(place);
    const before = outputOf(place.out);
    mkdirSync(work(place));
    renameSync(place.out, join(work(place), 'last'));
    await expect(run({ ...place, input: join(place.input, 'nowhere') })).rejects.toThrow('nothing to read');
    expect(outputOf(place.out)).toEqual(before);
  });

  it('behind the exchange leaves nothing of the old output in the new', async () => {
    const place = workplace(pages(5));
    await run(place);
    mkdirSync(join(work(place), 'last'), { recursive: true });
    writeFileSync(join(work(place), 'last', 'documents.parquet'), 'old');
    await run(place);
    expect(readdirSync(place.out)).not.toContain('documents.parquet');
  });

  it('behind the exchange loses no file of others', async () => {
    const place = workplace(pages(5));
    await run(place);
    mkdirSync(join(work(place), 'last'), { recursive: true });
    writeFileSync(join(work(place), 'last', 'notes.txt'), 'mine');
    await run(place);
    expect(readFileSync(join(place.out, 'notes.txt'), 'utf8')).toBe('mine');
  });
});

describe('an output folder', () => {
  it.each<[string, (place: Workplace) => string, string]>([
    ['that is a file', ({ input }) => join(input, '00000.txt'), 'is a file'],
    ['that holds what no run wrote', ({ input }) => input, 'name an empty or a new folder'],
    ['that is the working folder', () => '.', 'the working folder would be replaced'],
    ['that cannot be made', () => '/proc/here', 'choose another folder'],
    ['that is a mount point', () => '/proc', 'mount point'],
  ])('%s is refused', async (_, path, message) => {
    const place = workplace(pages(1));
    const refused = run({ ...place, out: path(place) });
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toThrow(expect.objectContaining({ exitCode: 2 }));
  });

  it('that holds an input is refused', async () => {
    const place = workplace(pages(1));
    await run(place);
    await expect(run({ ...place, input: join(place.out, 'documents.jsonl') })).rejects.toThrow(
      'output folder',
    );
  });

  it.each<[string, (place: Workplace) => string]>([
    ['a folder', ({ input }) => input],
    ['a link to a folder', ({ input }) => link(input)],
    ['a pattern', ({ input }) => join(input, '**')],
  ])('that is in an input, %s, is refused', async (_, inputOf) => {
    const place = workplace(pages(1));
    const out = join(place.input, 'clean');
    await run({ input: join(place.input, '00000.txt'), out });
    const refused = run({ input: inputOf(place), out });
    await expect(refused).rejects.toThrow(/output folder|choose a folder outside/);
    await expect(refused).rejects.toThrow(expect.objectContaining({ exitCode: 2 }));
  });

  it('whose report is gone is kept all the same when a gate fails', async () => {
    const place = workplace(pages(3));
    await run(place);
    const before = outputOf(place.out);
    rmSync(join(place.out, 'report.json'));
    rmSync(join(place.input, '00001.txt'));
    const { exitCode } = await run(place, { set: ['gates.min_documents=5'] });
    expect(exitCode).toBe(3);
    expect(outputOf(place.out)).toEqual(before);
  });

  it('is not replaced by nothing', async () => {
    const place = workplace(pages(1));
    await run(place);
    await expect(run({ ...place, input: workplace({}).input })).rejects.toThrow('no files in it');
    expect(outputOf(place.out)['documents.jsonl']).not.toBe('');
  });
});
