import type * as vscode from "vscode";
import { withNotification } from "./dialogs";

const PATIENCE = 400; // ms; work that is done by then should not flash a notification

/** Shows progress with a Cancel button if the work takes long. Cancelling aborts the signal. */
export async function withProgress<T>(
  title: string,
  work: (signal: AbortSignal, tell: (message: string, fraction?: number) => void) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  let show: ((message: string, increment: number) => void) | undefined;
  let latest: { message: string; fraction: number | undefined } | undefined;
  let shown = 0;
  const tell = (message: string, fraction?: number) => {
    latest = { message, fraction };
    const percent = 100 * (fraction ?? 0);
    show?.(message, Math.max(0, percent - shown));
    if (show) shown = Math.max(shown, percent);
  };

  const result = work(abort.signal, tell);
  const timer = setTimeout(() => {
    withNotification(title, async (report, token) => {
      token.onCancellationRequested(() => abort.abort());
      show = report;
      if (latest) tell(latest.message, latest.fraction);
      // the notification only watches; the caller gets the result
      await result.then(ignore, ignore);
    });
  }, PATIENCE);
  try {
    return await result;
  } finally {
    clearTimeout(timer);
  }
}

function ignore(): void {}

/** Converts VS Code's cancellation token into the engine's signal. */
export function signalOf(token: vscode.CancellationToken): AbortSignal {
  const abort = new AbortController();
  if (token.isCancellationRequested) abort.abort();
  else token.onCancellationRequested(() => abort.abort());
  return abort.signal;
}
