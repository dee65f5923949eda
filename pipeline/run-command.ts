/** `winnow run`: from input files to an output folder. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { reader, writer } from '../stages/index.js';
import { addConfigOptions, type ConfigFlags, configFrom } from './config-options.js';
import { createProcess } from './process.js';

interface RunFlags extends ConfigFlags {
  readonly out: string;
  readonly workers?: string;
}

export function registerRun(program: Command): void {
  const command = program
    .command('run')
    .description('clean the inputs and write the results to a folder')
    .argument('<input...>', 'files, folders, globs, or - for standard input')
    .requiredOption('--out <folder>', 'where the results go; - writes the documents to standard output')
    .option('--workers <n>', 'worker threads; 0 works in the main thread')
    .action(run);
  addConfigOptions(command);
}

async function run(inputs: readonly string[], flags: RunFlags): Promise<void> {
  const config = await configFrom(flags, flags.workers === undefined ? [] : [`run.workers=${flags.workers}`]);
  const process = await createProcess(config);
  const files = new Map([...writer.headers(config.write)].map(([name, head]) => [name, [Buffer.from(head)]]));
  for await (const item of reader.cut(inputs, config.read, config.run.batch_bytes)) {
    const { rows } = process({ items: [item], limit: Number.POSITIVE_INFINITY, skips: [] });
    for (const [name, bytes] of rows.files) files.get(name)!.push(Buffer.from(bytes));
  }
  mkdirSync(flags.out, { recursive: true });
  for (const [name, parts] of files) writeFileSync(join(flags.out, name), Buffer.concat(parts));
}
