/** `winnow verify`: does an output match its inputs. */
import type { Command } from 'commander';
import { EXIT } from '../errors.js';
import { count, printable } from '../report/printable.js';
import { Difference } from '../verify/records.js';
import { verify } from '../verify/verify.js';

export function register(program: Command): void {
  program
    .command('verify')
    .description('prove that an output is that of its inputs: records, hashes, spans and counts')
    .argument('<folder>', 'the output of a run')
    .argument('<input...>', 'the inputs of that run, as they were given to it')
    .action(run);
}

async function run(folder: string, inputs: readonly string[]): Promise<void> {
  try {
    const { documents, stories, rejects } = await verify(folder, inputs);
    const found = [
      count(documents, 'document'),
      count(stories, 'story', 'stories'),
      count(rejects, 'reject'),
    ];
    console.log(`${folder} is true: ${found.join(', ')}`);
  } catch (error) {
    if (!(error instanceof Difference)) throw error;
    console.error(`winnow: ${printable(error.message)}`);
    process.exitCode = EXIT.difference;
  }
}
