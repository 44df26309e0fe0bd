/** All pieces, after some were already taken. @param failure is thrown after those */
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

/** The next piece. An error after intact pieces is returned, so that it can be reported after they were taken. */
export async function step(iterator: AsyncIterator<Uint8Array>): Promise<Uint8Array | Error | undefined> {
  try {
    const { done, value } = await iterator.next();
    return done ? undefined : value;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
