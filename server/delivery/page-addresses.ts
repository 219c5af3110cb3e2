/** A picture that this app keeps. Other addresses without a host are of the shop's site. */
const UPLOADED = /^\/images\/[0-9a-f]{64}\.\w+$/;
/** An address without a host is one of the shop, whichever that is: the browser knows. */
const ANY_SHOP = "https://shop.invalid";
/** What a reason tells of an address that cannot be used. */
export const ADDRESS_SHOWN_MAX_CHARS = 100;

/** Whether the shop's pages can lead there: http(s), or a place on the shop's own site. Empty is that very site. */
export function isPageAddress(text: string): boolean {
  const url = URL.parse(text, ANY_SHOP);
  return url !== null && /^https?:$/.test(url.protocol);
}

/** Where a picture is loaded from by a page of the shop. */
export function pictureAddress(address: string, publicUrl: string): string {
  return UPLOADED.test(address) ? publicUrl + address : address;
}
