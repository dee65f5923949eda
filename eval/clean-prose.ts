/**
 * Runs mojibake repair over right text, which it must leave alone, and prints every place that it changes:
 *
 *     make eval-prose PROSE='FOLDER...'
 *
 * A folder is one language; every file in it that is UTF-8 (gzipped or not) counts. Right text in many languages comes
 * with Debian's packages: translated help and manual pages. For example
 *
 *     apt-get download libreoffice-help-{de,fr,es,it,pl,ru,cs,sv,nl,tr} manpages-{de,fr,es,it,pl,ru} gnome-user-docs
 *     for deb in *.deb; do dpkg -x $deb prose/${deb%%_*}; done
 *     make eval-prose PROSE='prose/*'
 *
 * Exits with 1 where anything changed.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openResources } from '../pipeline/resources.js';
import { repairText } from '../stages/repair-text/index.js';
import { documentOf } from '../training/documents.js';

const CONTEXT = 30;

const folders = process.argv.slice(2);
if (folders.length === 0) {
  process.stderr.write('usage: make eval-prose PROSE=FOLDERS (one folder a language)\n');
  process.exit(2);
}

const transform = await repairText.create(repairText.options.parse({}), openResources());
let allBytes = 0;
let allChanges = 0;
for (const folder of folders) {
  let bytes = 0;
  let changes = 0;
  for (const path of filesBelow(folder)) {
    const source = readText(path);
    if (source === null) continue;
    bytes += Buffer.byteLength(source);
    for (const { start, end, text } of changesIn(source)) {
      changes++;
      const around = `${source.slice(Math.max(0, start - CONTEXT), start)}[${source.slice(start, end)} -> ${text}]${source.slice(end, end + CONTEXT)}`;
      process.stdout.write(`  ${path}: ${around.replace(/\s+/g, ' ')}\n`);
    }
  }
  process.stdout.write(`${folder}: ${(bytes / 1e6).toFixed(1)} MB, ${changes} changes\n`);
  allBytes += bytes;
  allChanges += changes;
}
process.stdout.write(`all: ${(allBytes / 1e6).toFixed(1)} MB, ${allChanges} changes\n`);
if (allChanges > 0) process.exitCode = 1;

function* filesBelow(folder: string): Generator<string> {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats?.isDirectory()) yield* filesBelow(path);
    else if (stats?.isFile()) yield path;
  }
}

/** The text of a file, or null where it is no UTF-8. */
function readText(path: string): string | null {
  const raw = readFileSync(path);
  const bytes = path.endsWith('.gz') ? gunzipSync(raw) : raw;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

function changesIn(source: string) {
  return transform(documentOf(source)).blocks.flatMap((block) =>
    block.edits.filter((edit) => edit.rule.startsWith('mojibake')),
  );
}
