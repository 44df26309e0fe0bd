/** The text of an open document as UTF-8; another thread sends it in slices. */
export class TextFeed {
  /** UTF-16 code units taken so far. */
  taken = 0;
  #slices: string[] = [];
  #ended = false;
  #wake: (() => void) | undefined;
  #half = "";

  /** @param acknowledge tells the sender that a slice was used, so that only few wait at a time */
  constructor(private readonly acknowledge: () => void) {}

  push(slice: string): void {
    this.#slices.push(slice);
    this.#wake?.();
  }

  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  /** Makes a waiting reader check whether it was cancelled. */
  wake(): void {
    this.#wake?.();
  }

  async *pieces(isCancelled: () => boolean): AsyncGenerator<Uint8Array> {
    for (;;) {
      const slice = this.#slices.shift();
      if (slice !== undefined) {
        const text = this.#half + slice;
        const last = text.charCodeAt(text.length - 1);
        const isCut = last >= 0xd800 && last < 0xdc00; // half a surrogate pair: the next slice has the rest
        this.#half = isCut ? text.slice(-1) : "";
        this.taken += slice.length;
        const bytes = encoder.encode(isCut ? text.slice(0, -1) : text);
        this.acknowledge();
        yield bytes;
      } else if (this.#ended || isCancelled()) {
        if (this.#half !== "") yield encoder.encode(this.#half);
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        this.#wake = undefined;
      }
    }
  }
}

const encoder = new TextEncoder();
