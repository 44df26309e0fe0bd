import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";

const root = path.join(__dirname, "../../..");
const folder = path.join(root, "samples");

interface Sample {
  name: string;
  text: string;
  records: Record<string, unknown>[];
}

function sample(name: string): Sample {
  const bytes = fs.readFileSync(path.join(folder, name));
  const text = (name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  return { name, text, records: (JSON.parse(text) as { Records: Record<string, unknown>[] }).Records };
}

const names = fs.readdirSync(folder).filter((name) => !name.endsWith(".md"));

/** Strings anywhere in a value. */
function strings(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...strings(inner)]);
}

const missing = (wanted: string[], present: Iterable<unknown>) => {
  const has = new Set(present);
  return wanted.filter((one) => !has.has(one));
};

describe("samples", () => {
  it("are what scripts/make-samples.mjs writes", () => {
    execFileSync(process.execPath, [path.join(root, "scripts/make-samples.mjs"), "--check"], { stdio: "pipe" });
  });

  it("are a compressed log of one line, a log of many lines and the Cognito log", () => {
    assert.deepEqual(names.sort(), [
      "111122223333_CloudTrail_us-east-1_20260302T1010Z_EXAMPLEsample001.json.gz",
      "cognito-signin.json",
      "trail-pretty.json",
    ]);
    assert.equal(sample(names[0]!).text.includes("\n"), false);
    assert.ok(sample("trail-pretty.json").text.split("\n").length > 500);
  });

  it("carry an event ID of their own in every record, across all files", () => {
    const ids = names.flatMap((name) => sample(name).records.map((record) => record["eventID"] as string));
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(
      ids.filter((id) => !/^5a3e1e00-000[1-9]-4000-8000-\d{12}$/.test(id)),
      [],
    );
  });

  for (const name of names) {
    describe(name, () => {
      const { records } = sample(name);
      const all = [...new Set(records.flatMap(strings))];

      it("names only accounts set aside for examples", () => {
        const accounts = all.flatMap((one) => one.match(/(?<![\w-])\d{12}(?![\w-])/g) ?? []);
        assert.deepEqual(
          [...new Set(accounts)].filter((one) => !["111122223333", "123456789012"].includes(one)),
          [],
        );
        assert.deepEqual([...new Set(records.map((record) => record["recipientAccountId"]))], ["111122223333"]);
      });

      it("holds only keys and ids that end in EXAMPLE", () => {
        const ids = all.flatMap((one) => one.match(/\b(?:AKIA|ASIA|AIDA|AROA|ABIA|ACCA)[A-Z0-9]{8,}\b/g) ?? []);
        assert.deepEqual(
          ids.filter((id) => !/EXAMPLE$/.test(id)),
          [],
        );
        assert.deepEqual(
          ids.filter((id) => id.length !== (/^A[KS]IA/.test(id) ? 20 : 21)),
          [],
        );
      });

      it("comes from documentation addresses or from AWS services", () => {
        const from = records.map((record) => record["sourceIPAddress"]).filter((one) => one !== undefined);
        const known = /^(192\.0\.2\.\d+|198\.51\.100\.\d+|203\.0\.113\.\d+|[a-z0-9-]+\.amazonaws\.com|AWS Internal)$/;
        assert.deepEqual(
          from.filter((one) => !known.test(String(one))),
          [],
        );
      });

      it("says synthetic-sample wherever a person or program called", () => {
        const agents = records.map((record) => record["userAgent"]).filter((one) => one !== undefined);
        const known = /synthetic-sample|^[a-z0-9-]+\.amazonaws\.com$|^AWS Internal$/;
        assert.deepEqual(
          agents.filter((one) => !known.test(String(one))),
          [],
        );
      });
    });
  }

  it("the compressed log shows every kind of identity", () => {
    const { records } = sample(names[0]!);
    assert.ok(records.length >= 120 && records.length <= 200);
    const types = records.map((record) => (record["userIdentity"] as { type?: string } | undefined)?.type);
    const wanted = [
      "IAMUser",
      "AssumedRole",
      "Root",
      "AWSService",
      "AWSAccount",
      "IdentityCenterUser",
      "FederatedUser",
    ];
    assert.deepEqual(missing([...wanted, "SAMLUser", "WebIdentityUser", "Unknown"], types), []);
    assert.ok(types.includes(undefined));
    const codes = ["AccessDenied", "AccessDeniedException", "Client.UnauthorizedOperation", "VpceAccessDenied"];
    assert.deepEqual(
      missing(
        codes,
        records.map((record) => record["errorCode"]),
      ),
      [],
    );
  });

  it("the compressed log issues a key that later calls carry", () => {
    const { records } = sample(names[0]!);
    const issued = records.filter((record) => record["eventName"] === "AssumeRole").flatMap(strings);
    const key = issued.find((one) => one.startsWith("ASIADEPLOY"));
    assert.ok(key);
    const calls = records.filter((record) => (record["userIdentity"] as { accessKeyId?: string })?.accessKeyId === key);
    assert.ok(calls.length > 10);
  });

  it("the Cognito log shows every way a sign-in ends", () => {
    const { records, text } = sample("cognito-signin.json");
    const signIns = records.filter((record) =>
      /^(InitiateAuth|RespondToAuthChallenge)$/.test(String(record["eventName"])),
    );
    const ends = signIns.map((record) => record["errorMessage"] ?? record["errorCode"] ?? "ok");
    assert.deepEqual(
      missing(["ok", "Incorrect username or password.", "Password attempts exceeded", "User is disabled."], ends),
      [],
    );
    const codes = [
      "UserNotConfirmedException",
      "PasswordResetRequiredException",
      "UserNotFoundException",
      "UserLambdaValidationException",
      "TooManyRequestsException",
    ];
    assert.deepEqual(
      missing(
        codes,
        signIns.map((record) => record["errorCode"]),
      ),
      [],
    );
    assert.ok(ends.some((end) => String(end).startsWith("Unable to verify secret hash for client ")));
    assert.ok(signIns.some((record) => record["errorCode"] && record["additionalEventData"] === undefined));
    const events = ["Login_GET", "Token_POST", "login_POST", "Signup_POST", "signup_POST", "CreateIdentityPool"];
    const calls = [...events, "GetId", "GetCredentialsForIdentity", "ListRecords", "UpdateRecords", "CreateUserPool"];
    assert.deepEqual(
      missing(
        [...calls, "AdminCreateUser", "AdminDisableUser"],
        records.map((r) => r["eventName"]),
      ),
      [],
    );
    assert.ok(text.includes('"status": 200.0'));
    assert.equal(new Set(text.match(/eu-west-1_EXAMPLE\w+/g)).size, 2);
  });
});
