import { Banner } from "#components/ui/banner.tsx";

/** Says so when visitors may not reach this server at the address in the code; nothing while all is well. */
export function AddressNote({ address, isGuessed }: { address: string; isGuessed: boolean }) {
  if (isGuessed) {
    return (
      <Banner tone="warning" title={`Your visitors must be able to open ${address}`}>
        This server does not know its public address, so the code has the one that you use yourself. Set the
        environment variable PUBLIC_URL, such as https://app.example.com, and start the server again.
      </Banner>
    );
  }
  if (address.startsWith("https:")) return null;
  return (
    <Banner tone="warning" title="A site with https cannot use this code">
      Browsers load nothing from {address} into a page with https. Put this server behind https, and set
      PUBLIC_URL to that address.
    </Banner>
  );
}
