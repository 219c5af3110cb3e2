import { expect, it } from "vitest";
import { signAws } from "./aws-signature.ts";

const key = {
  accessKeyId: "AKIDEXAMPLE",
  secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  region: "us-east-1",
  service: "service",
};

// The cases "get-vanilla" and "post-vanilla" of AWS's own test suite for Signature Version 4.
it.each([
  ["GET", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"],
  ["POST", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"],
])("signs a %s as AWS does", (method, signature) => {
  const request = { method, url: "https://example.amazonaws.com/", headers: {}, body: "" };
  expect(signAws(request, key, Date.UTC(2015, 7, 30, 12, 36)).authorization).toBe(
    `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=${signature}`,
  );
});
