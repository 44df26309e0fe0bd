/** What must never leave this computer, and answers that must not fill it: the SDK with a real HTTP server. */
import assert from "node:assert/strict";
import { appendFileSync } from "node:fs";
import type http from "node:http";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { CognitoDirectory } from "../../src/aws/cognito";
import type { Answer } from "../../src/aws/userDirectory";
import type { Sub } from "../../src/core/events/cognito";
import type { Pool } from "../../src/core/lookup/pools";
import { awsFiles, signedIn } from "../support/awsFiles";
import { type CognitoServer, cognitoServer, type Reply, user } from "../support/cognitoServer";

const sub = "87a42a58-6051-7076-79e2-fe9208b6ae3c" as Sub;
const never = new AbortController().signal;

const config = `[profile sso]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = ReadOnly
[sso-session corp]
sso_start_url = https://example.awsapps.com/start
sso_region = us-east-1
[profile role]
role_arn = arn:aws:iam::123456789012:role/Support
source_profile = keys
[profile web]
role_arn = arn:aws:iam::123456789012:role/Support
web_identity_token_file = {folder}/credentials
[profile process]
credential_process = echo '{"Version":1,"AccessKeyId":"AKIAI44QH8DHBEXAMPLE","SecretAccessKey":"example","SessionToken":"example-token"}'
`;
const key = `aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
`;
const credentials = `[keys]
${key}[session]
${key}aws_session_token = example-token
`;

describe("looking a user up, with care", () => {
  const files = awsFiles(config, credentials);
  let server: CognitoServer | undefined;
  const variables = [
    "AWS_ENDPOINT_URL",
    "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER",
    "AWS_ENDPOINT_URL_STS",
    "AWS_ENDPOINT_URL_SSO",
  ];
  afterEach(async () => {
    for (const name of variables) delete process.env[name];
    await server?.stop();
    server = undefined;
  });

  const found = (): Reply => ({ body: { Users: [user(sub, "maria")] } });
  /** An address of this computer that is not recognized as its own by name or number. */
  const elsewhere = (): string => (server as CognitoServer).endpoint.replace("127.0.0.1", "0.0.0.0");

  async function find(
    { profile = "keys", endpoint }: Partial<Pool>,
    directory = new CognitoDirectory(),
    signal = never,
  ): Promise<Answer> {
    const pool: Pool = { name: "p", userPoolId: "us-east-1_AAA", region: "us-east-1", profile };
    return directory.findBySub(endpoint === undefined ? pool : { ...pool, endpoint }, sub, signal);
  }
  const kindOf = (answer: Answer): string => (answer.kind === "failed" ? answer.failure.kind : answer.kind);
  /** The SDK takes an address only from one profile: the one in AWS_PROFILE. */
  const profileSetting = (lines: string): Partial<Pool> => {
    appendFileSync(path.join(files.folder(), "config"), `[profile session]\n${lines}\n`);
    process.env["AWS_PROFILE"] = "session";
    return { profile: "" };
  };

  describe("sends a session token nowhere without encryption", () => {
    const ways: [way: string, configure: (url: string) => Partial<Pool>][] = [
      ["our setting", (endpoint) => ({ endpoint })],
      [
        "AWS_ENDPOINT_URL",
        (url) => {
          process.env["AWS_ENDPOINT_URL"] = url;
          return {};
        },
      ],
      [
        "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER",
        (url) => {
          process.env["AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER"] = url;
          return {};
        },
      ],
      ["the profile's endpoint_url", (url) => profileSetting(`endpoint_url = ${url}`)],
      [
        "the profile's services",
        (url) =>
          profileSetting(`services = local\n[services local]\ncognito_identity_provider =\n  endpoint_url = ${url}`),
      ],
    ];
    for (const [way, configure] of ways) {
      it(`configured by ${way}`, async () => {
        server = await cognitoServer(found);
        const answer = await find({ profile: "session", ...configure(elsewhere()) });
        assert.deepEqual(answer.kind === "failed" && [answer.failure.kind, answer.failure.message], [
          "insecure",
          elsewhere(),
        ]);
        assert.deepEqual(server.asked, []);
      });

      it(`but to this computer, configured by ${way}`, async () => {
        server = await cognitoServer(found);
        assert.equal(kindOf(await find({ profile: "session", ...configure(server.endpoint) })), "users");
        assert.deepEqual(
          server.asked.map(({ token }) => token),
          ["example-token"],
        );
      });
    }

    for (const profile of ["process", "sso", "role", "web"]) {
      it(`whoever gives it: profile ${profile}`, async () => {
        signedIn(files.folder(), "corp", new Date(Date.now() + 3_600_000));
        server = await cognitoServer(found);
        assert.equal(kindOf(await find({ profile, endpoint: elsewhere() })), "insecure");
        assert.deepEqual(server.asked, []);
      });
    }

    const signIns: [profile: string, variable: string][] = [
      ["role", "AWS_ENDPOINT_URL_STS"],
      ["web", "AWS_ENDPOINT_URL_STS"],
      ["sso", "AWS_ENDPOINT_URL_SSO"],
    ];
    for (const [profile, variable] of signIns) {
      it(`not while signing in either: profile ${profile} with ${variable}`, async () => {
        signedIn(files.folder(), "corp", new Date(Date.now() + 3_600_000));
        server = await cognitoServer(found);
        process.env[variable] = elsewhere();
        assert.equal(kindOf(await find({ profile, endpoint: server.endpoint })), "insecure");
        assert.deepEqual(server.asked, []);
      });
    }

    for (const host of ["localhost", "LOCALHOST", "127.1", "127.0.0.1", "2130706433"]) {
      it(`${host} is this computer`, async () => {
        server = await cognitoServer(found);
        const endpoint = server.endpoint.replace("127.0.0.1", host);
        assert.equal(kindOf(await find({ profile: "session", endpoint })), "users");
      });
    }

    for (const host of ["127.0.0.1.example", "localhost.example", "192.0.2.1", "[2001:db8::1]", "127.example"]) {
      it(`${host} is not`, async () =>
        assert.equal(kindOf(await find({ profile: "session", endpoint: `http://${host}:9` })), "insecure"));
    }

    it("[::1] is this computer: nobody listens there, and that is what is said", async () =>
      assert.equal(kindOf(await find({ profile: "session", endpoint: "http://[::1]:9" })), "unreachable"));
  });

  it("sends keys that need no token: their secret never leaves, a signature holds for one host only", async () => {
    server = await cognitoServer(found);
    assert.equal(kindOf(await find({ profile: "keys", endpoint: elsewhere() })), "users");
    assert.deepEqual(
      server.asked.map(({ token }) => token),
      [undefined],
    );
  });

  it("follows no redirect", async () => {
    const second = await cognitoServer(found);
    try {
      for (const status of [301, 302, 307, 308]) {
        server = await cognitoServer(() => ({ status, headers: { location: second.endpoint }, body: "" }));
        assert.equal(kindOf(await find({ profile: "session", endpoint: server.endpoint })), "wrongAnswer");
        assert.equal(server.asked.length, 1);
        await server.stop();
      }
      assert.deepEqual(second.asked, []);
    } finally {
      await second.stop();
    }
  });

  describe("reads answers up to a bound", () => {
    /** Bytes that were taken from the server. */
    let sent = 0;
    const endless =
      (piece: string) =>
      async (response: http.ServerResponse): Promise<void> => {
        response.on("error", () => undefined);
        while (!response.destroyed) {
          sent += piece.length;
          if (!response.write(piece)) await new Promise((go) => response.once("drain", go)); // never, if it is closed
        }
      };
    const MB = 1024 * 1024;
    const text = "x".repeat(64 * 1024);
    beforeEach(() => {
      sent = 0;
    });

    const answers: [name: string, reply: Reply][] = [
      [
        "one text without end",
        {
          body: (response) => {
            response.write('{"Users":[{"Username":"');
            void endless(text)(response);
          },
        },
      ],
      [
        "a list without end",
        {
          body: (response) => {
            response.write('{"Users":[');
            void endless('{"Username":"a"},'.repeat(4000))(response);
          },
        },
      ],
      [
        "an error without end",
        {
          status: 400,
          body: (response) => {
            response.write('{"__type":"X","message":"');
            void endless(text)(response);
          },
        },
      ],
      ["a server's error without end, each time it is asked", { status: 500, body: endless(text) }],
      ["white space without end", { body: endless(" ".repeat(64 * 1024)) }],
      ["lists in lists without end", { body: endless("[".repeat(64 * 1024)) }],
      ["objects in objects", { body: '{"Users":'.repeat(100_000) }],
    ];
    for (const [name, reply] of answers) {
      it(name, async () => {
        server = await cognitoServer(() => reply);
        assert.equal(kindOf(await find({ endpoint: server.endpoint })), "wrongAnswer");
        assert.ok(sent < 100 * MB, String(sent));
      });
    }

    it("a page of brackets in texts is none of those", async () => {
      server = await cognitoServer(() => ({ body: { Users: [user(sub, '[{"\\'.repeat(1000))] } }));
      assert.equal(kindOf(await find({ endpoint: server.endpoint })), "users");
    });

    it("one that is packed is not unpacked", async () => {
      server = await cognitoServer(() => ({
        headers: { "content-encoding": "gzip" },
        body: (response) => void response.end(gzipSync(Buffer.alloc(50 * MB, " "))),
      }));
      assert.equal(kindOf(await find({ endpoint: server.endpoint })), "wrongAnswer");
    });

    it("one that ends early does not count as complete", async () => {
      server = await cognitoServer(() => ({
        headers: { "content-length": "1000" },
        body: (response) => void response.write('{"Users":[]}', () => response.destroy()),
      }));
      assert.equal(kindOf(await find({ endpoint: server.endpoint })), "unreachable");
    });

    it("one that drips", async () => {
      server = await cognitoServer(() => ({
        body: (response) => {
          const drip = setInterval(() => response.write(" "), 10);
          response.on("close", () => clearInterval(drip));
        },
      }));
      const impatient = new CognitoDirectory({ credentials: 5000, page: 300, pages: 5000 });
      assert.equal(kindOf(await find({ endpoint: server.endpoint }, impatient)), "unreachable");
    });

    it("pages without end, each with another token", async () => {
      server = await cognitoServer((_, count) => ({ body: { Users: [], PaginationToken: String(count) } }));
      assert.equal(kindOf(await find({ endpoint: server.endpoint })), "wrongAnswer");
      assert.equal(server.asked.length, 1001);
    });

    it("large pages without end", async () => {
      const large = "x".repeat(7 * MB);
      server = await cognitoServer((_, count) => {
        sent += large.length;
        return { body: { Users: [], Other: large, PaginationToken: String(count) } };
      });
      assert.equal(kindOf(await find({ endpoint: server.endpoint })), "wrongAnswer");
      assert.ok(sent < 100 * MB, String(sent));
    });

    it("slow pages without end", async () => {
      server = await cognitoServer((_, count) => ({
        body: (response) => {
          setTimeout(() => response.end(JSON.stringify({ Users: [], PaginationToken: String(count) })), 50);
        },
      }));
      const impatient = new CognitoDirectory({ credentials: 5000, page: 5000, pages: 300 });
      assert.equal(kindOf(await find({ endpoint: server.endpoint }, impatient)), "unreachable");
    });

    it("of a sign-in, too", async () => {
      server = await cognitoServer(() => ({ status: 400, body: endless(text) }));
      process.env["AWS_ENDPOINT_URL_STS"] = server.endpoint;
      assert.equal(kindOf(await find({ profile: "role", endpoint: server.endpoint })), "wrongAnswer");
      assert.ok(sent < 100 * MB, String(sent));
    });

    it("one that is cancelled while it comes", async () => {
      const abort = new AbortController();
      server = await cognitoServer(() => ({
        body: (response) => {
          response.write(" ");
          abort.abort();
        },
      }));
      assert.deepEqual(await find({ endpoint: server.endpoint }, new CognitoDirectory(), abort.signal), {
        kind: "cancelled",
      });
    });
  });
});
