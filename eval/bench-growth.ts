/** `bench-growth.js NAME`: prints the CPU seconds for one of the hard texts, and for ten times the text, as JSON. */
import { compose } from '../pipeline/compose.js';
import { measure, read, resources, steps } from './bench-measure.js';
import { HARD } from './bench-text.js';

export type Growth = readonly [small: number, large: number];

/** The first ones of a process also compile the program. */
const RUNS = { small: 5, large: 2 };

const transform = await compose(steps, resources);
const make = HARD[process.argv[2]!]!;
/** Each run is measured by itself, behind a full collection: what a large text leaves is not counted with the next run. */
const secondsOf = (text: string, runs: number) =>
  Math.min(...Array.from({ length: runs }, () => measure(() => transform(read(text)), 1)));
const growth: Growth = [secondsOf(make(1), RUNS.small), secondsOf(make(10), RUNS.large)];
console.log(JSON.stringify(growth));
