import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Bytes of uploaded pictures and files. */
export interface Blobs {
  put(key: string, bytes: Uint8Array): void;
  get(key: string): Uint8Array | null;
  clear(): void;
}

export const memoryBlobs = (): Blobs => {
  const blobs = new Map<string, Uint8Array>();
  return {
    put: (key, bytes) => void blobs.set(key, bytes),
    get: (key) => blobs.get(key) ?? null,
    clear: () => blobs.clear(),
  };
};

/** One file per key under `dir`; written beside and renamed, so that a kill leaves no half file under a known key. */
export const directoryBlobs = (dir: string): Blobs => {
  mkdirSync(dir, { recursive: true });
  return {
    put: (key, bytes) => {
      writeFileSync(join(dir, `${key}.new`), bytes);
      renameSync(join(dir, `${key}.new`), join(dir, key));
    },
    get: (key) => {
      try {
        return readFileSync(join(dir, key));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
        throw error;
      }
    },
    clear: () => {
      rmSync(dir, { recursive: true, force: true });
      mkdirSync(dir, { recursive: true });
    },
  };
};
