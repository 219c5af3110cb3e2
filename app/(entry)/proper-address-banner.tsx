import { Banner } from "#components/ui/banner.tsx";

/** For a visitor who came by another address than the public one. */
export function ProperAddressBanner({ address }: { address: string | null }) {
  if (!address) return null;
  return (
    <Banner tone="warning" title="Use the public address" className="mb-4">
      Signing in works at{" "}
      <a href={address} className="underline">
        {address}
      </a>
    </Banner>
  );
}
