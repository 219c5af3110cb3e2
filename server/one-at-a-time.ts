/** Lets pieces of work follow each other, in the order in which they came. */
export class OneAtATime {
  #last: Promise<unknown> = Promise.resolve();

  run<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(work);
    // The next one goes on also after one that failed.
    this.#last = turn.catch(() => {});
    return turn;
  }
}
