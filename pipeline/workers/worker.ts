/** A worker thread: loads the stages once, then works on the batches it is given. */
import { workerData } from 'piscina';
import { type BatchResult, createProcess } from './process.js';
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

/** The result is copied: in a thread that ever handed a buffer over, V8 asks at each access to any whether it is still there. */
export default (task: WatchedTask): BatchResult => {
  watch = task.watch;
  return work(task);
};
