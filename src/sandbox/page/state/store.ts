import { useEffect, useState } from "preact/hooks";

export interface Store<T> {
  get: () => T;
  set: (change: (state: T) => T) => void;
  subscribe: (listener: () => void) => () => void;
}

/** One immutable state and its listeners; `set` with the same object tells nobody. */
export function createStore<T>(initial: T): Store<T> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set: (change) => {
      const next = change(state);
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Re-renders only when what `select` answers is another object than before. */
export function useStore<T, S>(store: Store<T>, select: (state: T) => S): S {
  const picked = select(store.get());
  const [, bump] = useState(0);
  useEffect(() => {
    let last = picked;
    const check = () => {
      const now = select(store.get());
      if (Object.is(now, last)) return;
      last = now;
      bump((count) => count + 1);
    };
    // The state may have moved between render and effect.
    check();
    return store.subscribe(check);
  });
  return picked;
}

/** Answers once `ready` is true of the state; false when `timeoutMs` of real time pass first. */
export function until<T>(store: Store<T>, ready: (state: T) => boolean, timeoutMs: number): Promise<boolean> {
  if (ready(store.get())) return Promise.resolve(true);
  return new Promise((resolve) => {
    const stop = store.subscribe(() => {
      if (ready(store.get())) finish(true);
    });
    const timer = setTimeout(() => finish(false), timeoutMs);
    const finish = (met: boolean) => {
      clearTimeout(timer);
      stop();
      resolve(met);
    };
  });
}
