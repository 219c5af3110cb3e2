import { describe, expect, test } from "vitest";
import { addressPolicy, refusedRange } from "./address-guard.ts";

describe("refusedRange", () => {
  test.each([
    ["127.0.0.1", "loopback"],
    ["0.0.0.0", "unspecified"],
    ["10.1.2.3", "private"],
    ["172.31.255.255", "private"],
    ["192.168.0.1", "private"],
    ["169.254.169.254", "linkLocal"],
    ["100.64.0.1", "carrierGradeNat"],
    ["224.0.0.1", "multicast"],
    ["255.255.255.255", "broadcast"],
    ["240.0.0.1", "reserved"],
    ["198.18.0.1", "reserved"],
    ["168.63.129.16", "metadata"],
    ["::1", "loopback"],
    ["::", "unspecified"],
    ["fe80::1", "linkLocal"],
    ["fd00:ec2::254", "uniqueLocal"],
    ["ff02::1", "multicast"],
    ["::ffff:127.0.0.1", "loopback"],
    ["::ffff:a00:1", "private"],
    ["64:ff9b::7f00:1", "loopback"],
    ["64:ff9b::a9fe:a9fe", "linkLocal"],
    ["2002:7f00:1::", "6to4"],
    ["2001::1", "teredo"],
    ["2001:db8::1", "reserved"],
    ["::7f00:1", "reserved"],
    ["4000::1", "reserved"],
    ["not an address", "invalid"],
  ])("%s is %s", (address, range) => {
    expect(refusedRange(address)).toBe(range);
  });

  test.each(["1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"])(
    "%s is on the public internet",
    (address) => {
      expect(refusedRange(address)).toBeNull();
    },
  );
});

describe("addressPolicy", () => {
  test("permits what the owner listed as an address or a range, in either spelling", () => {
    const policy = addressPolicy(["10.0.0.0/8", "127.0.0.1", "fd00::/8"]);
    expect(policy.permits("10.200.0.1")).toBe(true);
    expect(policy.permits("::ffff:10.200.0.1")).toBe(true);
    expect(policy.permits("127.0.0.1")).toBe(true);
    expect(policy.permits("127.0.0.2")).toBe(false);
    expect(policy.permits("fd12::1")).toBe(true);
    expect(policy.permits("fe80::1")).toBe(false);
  });

  test("trusts a host by name, on every port or on one", () => {
    const policy = addressPolicy(["Shop.internal", "hooks.internal:8080", "127.0.0.1:9000", "[::1]:9001"]);
    expect(policy.trusts("shop.INTERNAL", 443)).toBe(true);
    expect(policy.trusts("shop.internal.", 80)).toBe(true);
    expect(policy.trusts("hooks.internal", 8080)).toBe(true);
    expect(policy.trusts("hooks.internal", 80)).toBe(false);
    expect(policy.trusts("127.0.0.1", 9000)).toBe(true);
    expect(policy.trusts("127.0.0.1", 9001)).toBe(false);
    expect(policy.trusts("[::1]", 9001)).toBe(true);
    expect(policy.permits("127.0.0.1")).toBe(false);
    expect(policy.trusts("evil-shop.internal", 443)).toBe(false);
  });
});
