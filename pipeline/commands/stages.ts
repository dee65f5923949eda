/** `winnow stages`: the stages, their options and defaults. */
import type { Command } from 'commander';
import { renderOptions } from '../config/render-options.js';

export function register(program: Command): void {
  program
    .command('stages')
    .description('print the stages with their options and defaults, in the form of the config')
    .action(() => void process.stdout.write(renderOptions()));
}
