/** All pieces, when some were taken already. @param failure comes behind those */
export async function* again(
  first: Iterable<Uint8Array>,
  iterator: AsyncIterator<Uint8Array>,
  failure?: Error,
): AsyncGenerator<Uint8Array> {
  try {
    yield* first;
    if (failure) throw failure;
    yield* { [Symbol.asyncIterator]: () => iterator };
  } finally {
    await iterator.return?.();
  }
}

/** The next piece. A failure behind good pieces is to be told when these were taken. */
export async function step(iterator: AsyncIterator<Uint8Array>): Promise<Uint8Array | Error | undefined> {
  try {
    const { done, value } = await iterator.next();
    return done ? undefined : value;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
