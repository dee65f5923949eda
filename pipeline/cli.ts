#!/usr/bin/env node
/**
 * The program. To add a command, write a function `register(program: Command)` in a file of its own that adds it to
 * commander's, and list it in COMMANDS. Its action throws a UserError for what the user can mend, and may set
 * `process.exitCode`.
 */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command, CommanderError } from 'commander';
import { EXIT, messageOf, UserError } from './errors.js';
import { printable, printableLines } from './report/printable.js';
import { version } from './resources.js';

type Register = (program: Command) => void;

/** Each is loaded when it is asked for, and all of them for a list of what there is. */
const COMMANDS: Readonly<Record<string, () => Promise<{ readonly register: Register }>>> = {
  run: () => import('./commands/run.js'),
  explain: () => import('./commands/explain.js'),
  verify: () => import('./commands/verify.js'),
  profile: () => import('./commands/profile.js'),
  stages: () => import('./commands/stages.js'),
};

async function createProgram(command = ''): Promise<Command> {
  const program = new Command('winnow')
    .description('Cleans scraped text: titles, headings, paragraphs and other stories apart, nothing lost.')
    .version(version)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(printableLines(text)) })
    .showSuggestionAfterError();
  const wanted = Object.hasOwn(COMMANDS, command) ? [command] : Object.keys(COMMANDS);
  for (const name of wanted) (await COMMANDS[name]!()).register(program);
  return program;
}

/** Runs the program; `args` are what follows its name. Sets the exit code. */
export async function main(args: readonly string[]): Promise<void> {
  try {
    const program = await createProgram(args[0]);
    await program.parseAsync([...args], { from: 'user' });
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

/** The reader of a pipe may stop early, as head does, which is no failure; any other has one line. */
function onOutputError(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  console.error(printableLines(`winnow: standard output: ${error.message}`));
  process.exitCode = EXIT.internal;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.stdout.on('error', onOutputError);
  await main(process.argv.slice(2));
}
