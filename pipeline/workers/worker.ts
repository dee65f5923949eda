/** A worker thread: loads the stages once, then works on the batches it is given. */
import { move, transferableSymbol, valueSymbol, workerData } from 'piscina';
import { createProcess } from './process.js';
import { WATCH, type WatchedTask, type WorkerData } from './protocol.js';

const { config, stageNames } = workerData as WorkerData;

let watch: Int32Array = new Int32Array(WATCH.size);
const work = await createProcess(config, {
  record(item, position) {
    watch[WATCH.item] = item;
    watch[WATCH.position] = position;
    watch[WATCH.stage] = 0;
    watch[WATCH.ticks]!++;
  },
  stage(name) {
    watch[WATCH.stage] = stageNames.indexOf(name);
  },
});

/** The buffers of the result change hands; nothing is copied. */
export default (task: WatchedTask): unknown => {
  watch = task.watch;
  const result = work(task);
  const { files, lengths } = result.rows;
  const buffers = [...files.values(), ...lengths.values()].map((array) => array.buffer);
  return move({ [transferableSymbol]: buffers, [valueSymbol]: result } as never);
};
