/** The command line options that make a config, the same for every command that cleans. */
import type { Command } from 'commander';
import { type Config, loadConfig } from '../config/config.js';

export interface ConfigFlags {
  readonly config?: string;
  readonly set?: readonly string[];
  readonly stages?: string;
}

/** Adds `--config`, `--set` and `--stages` to a command. */
export function addConfigOptions(command: Command): Command {
  return command
    .option('--config <file>', 'read this config instead of config/pipeline.yaml')
    .option(
      '--set <key=value>',
      'override one option, such as read.text_field=body',
      (value: string, before: string[] = []) => [...before, value],
    )
    .option('--stages <names>', 'run these stages instead, in this order, separated by commas ("" for none)');
}

/** The config that the flags ask for; throws a UserError. `more` are overrides from other flags. */
export function configFrom(flags: ConfigFlags, more: readonly string[] = []): Promise<Config> {
  return loadConfig({
    file: flags.config,
    set: [...(flags.set ?? []), ...more],
    stages: flags.stages
      ?.split(',')
      .map((s) => s.trim())
      .filter((s) => s !== ''),
  });
}
