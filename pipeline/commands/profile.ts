/** `winnow profile`: counts the lines of a corpus by site, for `deboilerplate.profile`. */
import { renameSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { reader } from '../../stages/index.js';
import { FEWEST_PAGES, ProfileCounter, siteOf } from '../../text/profile.js';
import { UserError } from '../errors.js';
import { isReject, type Reject } from '../input.js';
import { count, printable } from '../report/printable.js';
import { addConfigOptions, type ConfigFlags, configFrom } from './config-flags.js';

interface ProfileFlags extends ConfigFlags {
  readonly out: string;
}

export function register(program: Command): void {
  const command = program
    .command('profile')
    .description('count the lines that repeat across the pages of each site, for deboilerplate.profile')
    .argument('<input...>', 'files, folders, globs, or - for standard input')
    .requiredOption('--out <file>', 'the profile')
    .action(profile);
  addConfigOptions(command);
}

async function profile(inputs: string[], flags: ProfileFlags): Promise<void> {
  const config = await configFrom(flags);
  const parse = await reader.loadParse();
  const counter = new ProfileCounter();
  const seen: Pages = { pages: 0, withoutAddress: 0, rejects: 0 };
  let first: Reject | null = null;
  for await (const item of reader.cut(inputs, config.read, config.run.batch_bytes)) {
    for (const record of isReject(item) ? [item] : parse(item, config.read)) {
      if (isReject(record)) {
        seen.rejects++;
        first ??= record;
        continue;
      }
      seen.pages++;
      if (record.origin.url === null) seen.withoutAddress++;
      counter.addPage(
        siteOf(record.origin.url, record.origin.path),
        record.blocks.map((block) => block.text),
      );
    }
  }
  if (seen.pages === 0) throw nothingRead(inputs, first);
  const { profile, lines } = counter.finish();
  const temporary = `${flags.out}.${process.pid}.tmp`;
  writeFileSync(temporary, `${JSON.stringify(profile)}\n`);
  renameSync(temporary, flags.out);
  console.error(printable(`${flags.out}: ${describe(seen, Object.keys(profile.sites).length, lines)}`));
}

function nothingRead(inputs: readonly string[], first: Reject | null): UserError {
  const why = first === null ? 'no page in it' : `${first.source}: ${first.reason}: ${first.detail}`;
  return new UserError(printable(`nothing to read: ${inputs.join(', ')} (${why})`));
}

/** What was looked at. */
interface Pages {
  pages: number;
  withoutAddress: number;
  rejects: number;
}

/** What there is to say of a profile, in one line: above all, where it is of no use. */
function describe({ pages, withoutAddress, rejects }: Pages, sites: number, lines: number): string {
  const found =
    lines === 0
      ? `no use: of ${count(pages, 'page')}, no line is on ${FEWEST_PAGES} of one site`
      : `${count(lines, 'line')} of ${count(sites, 'site')}, from ${count(pages, 'page')}`;
  const folders = `; ${withoutAddress.toLocaleString('en')} without an address (url), which count for the folder of their file`;
  return found + (withoutAddress > 0 ? folders : '') + (rejects > 0 ? `; ${count(rejects, 'reject')}` : '');
}
