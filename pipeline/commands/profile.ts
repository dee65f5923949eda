/** `winnow profile`: counts the lines of a corpus by site, for `deboilerplate.profile`. */
import { renameSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { reader } from '../../stages/index.js';
import { ProfileCounter, siteOf } from '../../text/profile.js';
import { isReject } from '../input.js';
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
  for await (const item of reader.cut(inputs, config.read, config.run.batch_bytes)) {
    for (const record of isReject(item) ? [item] : parse(item, config.read)) {
      if (isReject(record)) continue;
      counter.addPage(
        siteOf(record.origin.url, record.origin.path),
        record.blocks.map((block) => block.text),
      );
    }
  }
  const temporary = `${flags.out}.${process.pid}.tmp`;
  writeFileSync(temporary, counter.toString());
  renameSync(temporary, flags.out);
}
