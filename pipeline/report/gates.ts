/** Quality gates: what a run must hold for its output to be taken. */
import type { GateOptions } from '../config/options.js';
import { count } from './printable.js';
import type { Comparison, Figures, GateFailure } from './report.js';

/** The gates that do not hold. Those that compare hold where there is no last run, or it was too small. */
export function failedGates(now: Figures, compared: Comparison | null, gates: GateOptions): GateFailure[] {
  const failures: GateFailure[] = [];
  const atMost = (gate: string, value: number, limit: number | null, what: string) => {
    if (limit !== null && value > limit) {
      failures.push({
        gate,
        limit,
        value,
        message: `${what} (${percent(value)}, at most ${percent(limit)})`,
      });
    }
  };
  const ratio = now.reject_ratio;
  const records = now.documents + now.rejects.total;
  atMost(
    'max_reject_ratio',
    ratio,
    gates.max_reject_ratio,
    `${now.rejects.total} of ${count(records, 'record')} ${now.rejects.total === 1 ? 'is' : 'are'} rejected`,
  );
  if (now.documents < gates.min_documents) {
    const { min_documents: limit } = gates;
    const message = `${count(now.documents, 'document')}, at least ${limit} expected`;
    failures.push({ gate: 'min_documents', limit, value: now.documents, message });
  }
  if (!compared) return failures;
  const { documents, kept_share: kept, confidence } = compared;
  if (documents[0] >= gates.compared_documents) {
    atMost(
      'max_document_drop',
      drop(documents),
      gates.max_document_drop,
      'there are fewer documents than last time',
    );
    atMost('max_kept_drop', drop(kept), gates.max_kept_drop, 'less of the text is kept than last time');
    if (confidence[0] !== null && confidence[1] !== null) {
      const pair = [confidence[0], confidence[1]] as const;
      atMost(
        'max_confidence_drop',
        drop(pair),
        gates.max_confidence_drop,
        'confidence is lower than last time',
      );
    }
  }
  for (const { site, kept_share } of compared.moved_sites) {
    if (!Object.hasOwn(now.sites, site)) continue;
    atMost(
      'max_site_kept_drop',
      drop(kept_share),
      gates.max_site_kept_drop,
      `less of ${site} is kept than last time`,
    );
  }
  return failures;
}

/** How much of the first figure is gone in the second, in [0, 1]. */
function drop([last, now]: readonly [number, number]): number {
  return last <= 0 ? 0 : Math.max(0, Number((1 - now / last).toFixed(4)));
}

function percent(value: number): string {
  return `${Number((value * 100).toFixed(1))} %`;
}
