interface Uses {
  workflows: { name: string }[];
  savedBlocks: string[];
  inBrand: boolean;
}

/** Why a picture stays: where it is shown, in a sentence. */
export function usedBy({ workflows, savedBlocks, inBrand }: Uses): string {
  const places = [
    ...workflows.map(({ name }) => `the workflow “${name}”`),
    ...savedBlocks.map((name) => `the saved block “${name}”`),
    ...(inBrand ? ["the logo of your emails"] : []),
  ];
  const last = places.at(-1) ?? "something";
  const list = places.length > 1 ? `${places.slice(0, -1).join(", ")} and ${last}` : last;
  return `It is still used by ${list}. Take it out there first.`;
}
