import { expect, it } from "vitest";
import { checkImage } from "./image-kind.ts";

/** A JPEG of 32 by 16 pixels that says so after so many parts without content. */
function jpeg(emptyParts: number): Buffer {
  const size = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 16, 0, 32, 1, 1, 0x11, 0, 0xff, 0xd9]);
  const parts = Buffer.alloc(emptyParts * 4, Buffer.from([0xff, 0xe1, 0, 2]));
  return Buffer.concat([Buffer.from([0xff, 0xd8]), parts, size, Buffer.alloc(16)]);
}

it("reads how large a JPEG is from its beginning alone", () => {
  expect(checkImage(jpeg(10))).toEqual({ kind: "image", extension: "jpg", width: 32, height: 16 });
  expect(checkImage(jpeg(1_000_000))).toMatchObject({ kind: "refused", code: "damaged" });
});
