/** Lets in a few at a time and the others in order of arrival. Cancelled ones leave at once. */
export class Gate {
  #inside = 0;
  #waiting: { isCancelled: () => boolean; go: () => void }[] = [];

  constructor(private readonly most: number) {}

  /** Resolves when there is room, or when cancelled. @returns a function to call at the end */
  async enter(isCancelled: () => boolean): Promise<() => void> {
    if (this.#inside >= this.most && !isCancelled())
      await new Promise<void>((go) => this.#waiting.push({ isCancelled, go }));
    else this.#inside++;
    return () => {
      this.#inside--;
      this.#admit();
    };
  }

  /** Checks whether a waiting caller was cancelled. */
  look(): void {
    const gone = this.#waiting.filter(({ isCancelled }) => isCancelled());
    if (gone.length === 0) return;
    this.#waiting = this.#waiting.filter((one) => !gone.includes(one));
    for (const { go } of gone) {
      this.#inside++; // for the moment until it leaves again
      go();
    }
  }

  #admit(): void {
    while (this.#inside < this.most) {
      const next = this.#waiting.shift();
      if (!next) return;
      this.#inside++;
      next.go();
    }
  }
}
