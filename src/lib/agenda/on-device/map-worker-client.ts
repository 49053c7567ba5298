import { readerOver } from '../../social-map/remote-map-reader.ts';
import type { MapReader } from '../../social-map/map-reader.ts';
import type { WorkerReply, WorkerRequest } from './map-worker.ts';

export interface MapWorker {
  readonly reader: MapReader;
  /** Brings the map up to date in the background. */
  refresh(): void;
}

/** Starts the map's worker. `onmap` hears whether a map is there, at the start and whenever it changed. */
export function startMapWorker(onmap: (present: boolean) => void): MapWorker {
  const worker = new Worker(new URL('./map-worker.ts', import.meta.url), {
    type: 'module',
    name: 'binnenzak-kaart'
  });
  const waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>();
  const send = (request: WorkerRequest) => worker.postMessage(request);
  let last = 0;

  worker.addEventListener('message', ({ data }: MessageEvent<WorkerReply>) => {
    if (data.kind === 'map') return onmap(data.present);
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.kind === 'answer') asked?.resolve(data.answer);
    else asked?.reject(new Error(data.message));
  });
  worker.addEventListener('error', (event) => {
    for (const { reject } of waiting.values()) reject(new Error(event.message));
    waiting.clear();
  });

  return {
    reader: readerOver(
      (method, question) =>
        new Promise((resolve, reject) => {
          const id = ++last;
          waiting.set(id, { resolve, reject });
          send({ kind: 'ask', id, method, question });
        })
    ),
    refresh: () => send({ kind: 'refresh' })
  };
}
