type Asks = (href: string) => boolean;

const asking = new Set<Asks>();

/** Has `asks` decide before the app goes to another page: it answers whether it holds that up. Answers with how to stop. */
export function holdLeaving(asks: Asks): () => void {
  asking.add(asks);
  return () => void asking.delete(asks);
}

/** Goes to a page of the app, unless what is on this one has to be asked about first. */
export function leaveFor(href: string, go: (href: string) => void): void {
  if (![...asking].some((asks) => asks(href))) go(href);
}
