// Undoes everything that a run starts or makes when the run ends: by itself, by an error, or by a signal.

/** @type {Set<() => void>} */
const undos = new Set();

/**
 * @param {() => void} undo must be synchronous, because nobody waits for it
 * @returns {() => void} undoes now, and only once
 */
export function atEnd(undo) {
  const once = () => {
    if (undos.delete(once)) undo();
  };
  undos.add(once);
  return once;
}

process.on("exit", () => {
  // in reverse order: a server stops before its folder is removed
  for (const undo of [...undos].reverse()) {
    try {
      undo();
    } catch {
      // the rest must still be undone
    }
  }
});

const signals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };
for (const [signal, number] of Object.entries(signals)) process.on(signal, () => process.exit(128 + number));

// npm forwards a signal to the shell between us, which may end without this process: ending with the parent leaves no
// orphan
const parent = process.ppid;
if (process.env.npm_lifecycle_event) {
  setInterval(() => process.ppid === parent || process.exit(143), 250).unref();
}
