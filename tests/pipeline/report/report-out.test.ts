import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeMetrics } from '../../../pipeline/report/metrics.js';
import { summarize } from '../../../pipeline/report/summary.js';
import { fixture, pages, run, workplace } from '../runs.js';

const NO_CHANGE = {
  run: 'last',
  documents: [1, 1],
  reject_ratio: [0, 0],
  kept_share: [1, 1],
  stories: [0, 0],
  confidence: [null, null],
} as const;

const cut = fixture('cut-home.js');

describe('metrics', () => {
  it('are lines that the textfile collector reads, written whole', async () => {
    const place = workplace({ 'a.txt': 'An article.\nHome', 'b.txt': '' });
    const { report, exitCode } = await run(place, { stages: [cut] });
    const file = join(dirname(place.out), 'winnow.prom');
    await writeMetrics(file, { run: 'test', started: new Date(0), seconds: 1.5, exitCode }, report);
    const lines = readFileSync(file, 'utf8').split('\n');
    expect(lines).toContain('winnow_documents 1');
    expect(lines).toContain('winnow_last_run_exit_code 0');
    expect(lines).toContain('winnow_rejects{reason="empty"} 1');
    expect(lines).toContain('winnow_cut_characters{label="navigation"} 4');
    for (const line of lines)
      expect(line).toMatch(/^$|^# (HELP|TYPE) winnow_|^winnow_\w+(\{\w+="[^"]*"\})? [-\d.e+]+$/);
    expect(readdirSync(dirname(file)).filter((name) => name.startsWith('winnow.prom'))).toHaveLength(1);
  });
});

describe('the summary', () => {
  it('says what became of the text, and where the output is', async () => {
    const place = workplace({ ...pages(2), 'a.txt': 'An article.\nHome', 'b.txt': '' });
    const { report } = await run(place, { stages: [cut] });
    const text = summarize(report, place.out);
    expect(text).toMatch(/^documents +3$/m);
    expect(text).toMatch(/^rejects +1 \(1 empty; see rejects.jsonl\)$/m);
    expect(text).toMatch(/^first reject +no record in it$/m);
    expect(text).toMatch(/^cut: navigation +4 \(/m);
    expect(text).toMatch(new RegExp(`^output +${place.out}$`, 'm'));
  });

  it('names a stage that failed, and what its first error was', async () => {
    const deeds = { 'a.txt': 'deed: throw', 'b.txt': 'deed: lose', 'c.txt': 'An article.' };
    const settings = {
      stages: [fixture('../../e2e/fixtures/misbehave.js')],
      set: ['gates.max_reject_ratio=1'],
    };
    const place = workplace(deeds);
    for (const _ of ['computed', 'copied']) {
      const { report } = await run(place, settings);
      expect(summarize(report, place.out)).toMatch(/^stage failed +misbehave: on purpose$/m);
    }
  });

  it('says nothing of what there is none of, and has a speed also for the smallest run', async () => {
    const { report } = await run(workplace(pages(1)));
    const text = summarize({ ...report, megabytes_per_second: 0.001, seconds: 2 }, 'out');
    expect(text).not.toMatch(/in stories|cut:|\b0 [kM]B\/s/);
    expect(text).toMatch(/^speed +\d+\.\d kB\/s, [\d,]+ bytes in 2 s$/m);
  });

  it('names the sites that moved, and the gate that failed', async () => {
    const { report } = await run(workplace(pages(1)));
    const moved = { site: 'a.example', documents: [30, 10], kept_share: [0.8, 0.3] } as const;
    const compared = { ...NO_CHANGE, moved_sites: [moved] };
    const failed_gates = [
      { gate: 'max_site_kept_drop', limit: 0.3, value: 0.6, message: 'less of a.example' },
    ];
    const text = summarize({ ...report, compared, failed_gates }, 'out');
    expect(text).toMatch(/^site moved +a\.example: pages 30 → 10, kept 80 % → 30 %$/m);
    expect(text).toMatch(/^gate failed +max_site_kept_drop: less of a\.example$/m);
  });

  it('keeps control characters of ids from the terminal', async () => {
    const record = '{"id":"\\u001b[2J","text":"Text."}\n';
    const { report } = await run(workplace({ 'a.jsonl': record + record }));
    expect(summarize(report, 'out')).not.toContain('\u001b');
  });
});
