/** Metrics in Prometheus text format, for node_exporter's textfile collector. */
import { rename, writeFile } from 'node:fs/promises';
import type { Report } from './report.js';

/** What is known of every run, also of one that failed. */
export interface RunEnd {
  readonly run: string;
  readonly started: Date;
  readonly seconds: number;
  readonly exitCode: number;
}

/** Writes the metrics of a run, which has no report if it failed; the collector never sees half of the file. */
export async function writeMetrics(path: string, end: RunEnd, report: Report | null): Promise<void> {
  const draft = `${path}.${end.run}`;
  await writeFile(draft, await renderMetrics(end, report));
  await rename(draft, path);
}

async function renderMetrics({ started, seconds, exitCode }: RunEnd, report: Report | null): Promise<string> {
  // Only runs that are asked for metrics load it.
  const { Gauge, Registry } = await import('prom-client');
  const registry = new Registry();
  const gauge = (name: string, help: string, value: number | null) => {
    if (value !== null) new Gauge({ name: `winnow_${name}`, help, registers: [registry] }).set(value);
  };
  const gauges = (name: string, help: string, label: string, values: Readonly<Record<string, number>>) => {
    const metric = new Gauge({ name: `winnow_${name}`, help, labelNames: [label], registers: [registry] });
    for (const [key, value] of Object.entries(values)) metric.set({ [label]: key }, value);
  };
  gauge('last_run_timestamp_seconds', 'When the last run ended.', started.getTime() / 1000 + seconds);
  gauge('last_run_duration_seconds', 'How long the last run took.', seconds);
  gauge('last_run_exit_code', 'Exit code of the last run: 0 done, 3 a quality gate failed.', exitCode);
  if (report === null) return registry.metrics();
  gauge('documents', 'Documents in the output.', report.documents);
  gauge('stories', 'Other stories in the output.', report.stories);
  gauge('input_bytes', 'Bytes of input.', report.bytes);
  gauge('kept_ratio', 'Share of characters kept in articles.', report.kept_share);
  gauge('reject_ratio', 'Share of records rejected.', report.reject_ratio);
  gauge('confidence_mean', 'Mean confidence of the documents.', report.confidence);
  gauge(
    'moved_sites',
    'Sites far from what they were in the last run.',
    report.compared?.moved_sites.length ?? 0,
  );
  gauges('rejects', 'Records rejected, by reason.', 'reason', report.rejects.reasons);
  gauges('cut_characters', 'Characters cut, by label.', 'label', report.characters.cut);
  gauges('batches', 'Batches computed and copied.', 'how', report.batches);
  gauges('stage_milliseconds', 'Work by stage, over all threads.', 'stage', report.ms);
  gauges(
    'failed_gates',
    'Quality gates that failed.',
    'gate',
    Object.fromEntries(report.failed_gates.map((g) => [g.gate, 1])),
  );
  return registry.metrics();
}
