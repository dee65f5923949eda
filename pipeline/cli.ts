#!/usr/bin/env node
/**
 * The program. To add a command, write a function `(program: Command) => void` in a file of its own that registers it
 * with commander, and list it in COMMANDS. Its action throws a UserError for what the user can mend, and may set
 * `process.exitCode`.
 */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command, CommanderError } from 'commander';
import { registerExplain } from './commands/explain.js';
import { registerProfile } from './commands/profile.js';
import { registerRun } from './commands/run.js';
import { registerStages } from './commands/stages.js';
import { registerVerify } from './commands/verify.js';
import { EXIT, messageOf, UserError } from './errors.js';
import { printable, printableLines } from './report/printable.js';
import { version } from './resources.js';

const COMMANDS: readonly ((program: Command) => void)[] = [
  registerRun,
  registerExplain,
  registerVerify,
  registerProfile,
  registerStages,
];

function createProgram(): Command {
  const program = new Command('winnow')
    .description(
      'Cleans scraped text: titles, headings, paragraphs and trailing stories apart, nothing lost.',
    )
    .version(version)
    .exitOverride()
    .showSuggestionAfterError();
  for (const register of COMMANDS) register(program);
  return program;
}

/** Runs the program; `args` are what follows its name. Sets the exit code. */
export async function main(args: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
    } else if (error instanceof UserError) {
      for (const line of error.message.split('\n')) console.error(`winnow: ${printable(line)}`);
      process.exitCode = error.exitCode;
    } else {
      console.error(printableLines(`winnow: internal error: ${messageOf(error)}`));
      if (error instanceof Error && error.stack) console.error(printableLines(error.stack));
      process.exitCode = EXIT.internal;
    }
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await main(process.argv.slice(2));
}
