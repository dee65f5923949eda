/** What a run tells a person at its end. */
import { count, printable } from './printable.js';
import type { Report } from './report.js';

/** Lines for the terminal; `place` is where the output is. */
export function summarize(report: Report, place: string): string {
  const { documents, stories, rejects, characters, batches } = report;
  const all = characters.kept + characters.stories + Object.values(characters.cut).reduce((a, b) => a + b, 0);
  const share = (n: number) => `${number(n)} (${all === 0 ? 0 : Math.round((n / all) * 1000) / 10} %)`;
  const reasons = Object.entries(rejects.reasons).map(([reason, n]) => `${number(n)} ${reason}`);
  const rows: [string, string][] = [
    ['documents', number(documents)],
    ['stories', number(stories)],
    [
      'rejects',
      number(rejects.total) + (reasons.length > 0 ? ` (${reasons.join(', ')}; see rejects.jsonl)` : ''),
    ],
    ...Object.entries(rejects.first).map(([stage, detail]): [string, string] =>
      stage === 'read' ? ['first reject', detail] : ['stage failed', `${stage}: ${detail}`],
    ),
    ['characters kept', share(characters.kept)],
    ...(characters.stories > 0 ? [['in stories', share(characters.stories)] as [string, string]] : []),
    ...Object.entries(characters.cut).map(([label, n]): [string, string] => [`cut: ${label}`, share(n)]),
    ['speed', `${rate(report)}, ${count(report.bytes, 'byte')} in ${report.seconds} s`],
    ['batches', `${batches.computed} computed, ${batches.copied} unchanged`],
  ];
  const { renamed_ids: renamed, hidden } = report;
  if (renamed.total > 0)
    rows.push(['ids taken', `${count(renamed.total, 'document')} got another: ${renamed.first.join(', ')}`]);
  if (hidden.total > 0)
    rows.push([
      'not read',
      `${count(hidden.total, 'hidden file or folder', 'hidden files or folders')}: ${hidden.first.join(', ')}`,
    ]);
  for (const { site, documents: pages, kept_share: kept } of report.compared?.moved_sites.slice(0, 10) ??
    []) {
    const change = `pages ${pages[0]} → ${pages[1]}, kept ${percent(kept[0])} → ${percent(kept[1])}`;
    rows.push(['site moved', `${site}: ${change}`]);
  }
  for (const { gate, message } of report.failed_gates) rows.push(['gate failed', `${gate}: ${message}`]);
  rows.push(['output', place]);
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${printable(value)}\n`).join('');
}

/** A first look at one page is slower than a megabyte a second. */
function rate({ megabytes_per_second, bytes, seconds }: Report): string {
  if (megabytes_per_second >= 0.1) return `${megabytes_per_second} MB/s`;
  return `${(bytes / 1e3 / Math.max(seconds, 0.001)).toFixed(1)} kB/s`;
}

function number(value: number): string {
  return value.toLocaleString('en');
}

function percent(value: number): string {
  return `${Math.round(value * 100)} %`;
}
