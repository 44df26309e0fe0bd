/** Lets in a few at a time, the others in the order they came; whoever was taken back goes at once. */
export class Gate {
  #inside = 0;
  #waiting: { isCancelled: () => boolean; go: () => void }[] = [];

  constructor(private readonly most: number) {}

  /** Resolves when there is room, or when it is no longer wanted. @returns to be called at the end */
  async enter(isCancelled: () => boolean): Promise<() => void> {
    if (this.#inside >= this.most && !isCancelled())
      await new Promise<void>((go) => this.#waiting.push({ isCancelled, go }));
    else this.#inside++;
    return () => {
      this.#inside--;
      this.#admit();
    };
  }

  /** Somebody may have been taken back. */
  look(): void {
    const gone = this.#waiting.filter(({ isCancelled }) => isCancelled());
    if (gone.length === 0) return;
    this.#waiting = this.#waiting.filter((one) => !gone.includes(one));
    for (const { go } of gone) {
      this.#inside++; // for the moment it takes to leave again
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
