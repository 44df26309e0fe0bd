/** Separate AWS files for a test, never the user's. */

import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const names = ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "HOME", "AWS_EC2_METADATA_DISABLED", "AWS_PROFILE"];

/** For each test of a `describe`. */
export function awsFiles(config: string, credentials = staticProfile): { folder: () => string } {
  let folder = "";
  const before = new Map<string, string | undefined>();
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "cloudtrail-aws-"));
    writeFileSync(path.join(folder, "config"), config.replaceAll("{folder}", folder));
    writeFileSync(path.join(folder, "credentials"), credentials);
    for (const name of names) before.set(name, process.env[name]);
    process.env["AWS_CONFIG_FILE"] = path.join(folder, "config");
    process.env["AWS_SHARED_CREDENTIALS_FILE"] = path.join(folder, "credentials");
    process.env["HOME"] = folder; // sign-ins are stored in it
    process.env["AWS_EC2_METADATA_DISABLED"] = "true";
    delete process.env["AWS_PROFILE"];
  });
  afterEach(() => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    rmSync(folder, { recursive: true, force: true });
  });
  return { folder: () => folder };
}

/** AWS's documented example key. */
const staticProfile = `[dev]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
`;

/** A sign-in of IAM Identity Center as the AWS CLI stores it. */
export function signedIn(folder: string, session: string, expiresAt: Date): void {
  const cache = path.join(folder, ".aws", "sso", "cache");
  mkdirSync(cache, { recursive: true });
  const name = createHash("sha1").update(session).digest("hex");
  writeFileSync(
    path.join(cache, `${name}.json`),
    JSON.stringify({ accessToken: "example", expiresAt: expiresAt.toISOString(), region: "us-east-1" }),
  );
}
