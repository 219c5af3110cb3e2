import { Banner } from "#components/ui/banner.tsx";

/** Says so when another program may not reach this server at the address that is shown; nothing while all is well. */
export function ReachNote({
  name,
  address,
  isGuessed,
  needsHttps = false,
}: {
  name: string;
  address: string;
  /** The server was not told its public address, so the reader's own is shown. */
  isGuessed: boolean;
  /** It sends to nothing else. */
  needsHttps?: boolean;
}) {
  if (isGuessed) {
    return (
      <Banner tone="warning" title={`${name} must be able to open ${address}`}>
        This server does not know its public address, so the steps have the one that you use yourself. Set the
        environment variable PUBLIC_URL, such as https://app.example.com, and start the server again.
      </Banner>
    );
  }
  if (!needsHttps || address.startsWith("https:")) return null;
  return (
    <Banner tone="warning" title={`${name} does not send to an address without https`}>
      Put this server behind https, and set PUBLIC_URL to that address.
    </Banner>
  );
}
