/** The emulator cognito-local in its own process and folder, with two pools and their users. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export interface CognitoLocal {
  endpoint: string;
  customers: string;
  staff: string;
  /** Their subs. */
  maria: string;
  kenji: string;
  /** Of the staff. */
  sofia: string;
  /** Was a customer. */
  deleted: string;
  stop(): Promise<void>;
}

/** @param root of the repository */
export async function cognitoLocal(root: string): Promise<CognitoLocal> {
  const folder = mkdtempSync(path.join(tmpdir(), "cognito-local-"));
  const script = path.join(root, "node_modules/cognito-local/lib/bin/start.js");
  const child = spawn(process.execPath, [script], {
    cwd: folder, // it keeps its pools below
    env: { ...process.env, PORT: "0", ELECTRON_RUN_AS_NODE: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const endpoint = await new Promise<string>((resolve, reject) => {
    let said = "";
    const listen = (chunk: Buffer): void => {
      said += String(chunk);
      const found = /running on (http:\/\/[\d.]+:\d+)/.exec(said)?.[1];
      if (found) resolve(found);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.once("exit", (code) => reject(new Error(`cognito-local ended with ${code}:\n${said}`)));
  });

  const call = (operation: string, question: object) => cognito(endpoint, operation, question);
  const poolNamed = async (PoolName: string): Promise<string> => {
    const { UserPool } = (await call("CreateUserPool", { PoolName })) as { UserPool: { Id: string } };
    return UserPool.Id;
  };
  const userNamed = async (UserPoolId: string, name: string): Promise<string> => {
    const made = await call("AdminCreateUser", {
      UserPoolId,
      Username: `${name}@example.com`,
      MessageAction: "SUPPRESS",
      UserAttributes: [
        { Name: "email", Value: `${name}@example.com` },
        { Name: "email_verified", Value: "true" },
        { Name: "custom:plan", Value: "gold" },
      ],
    });
    const { User } = made as { User: { Attributes: { Name: string; Value: string }[] } };
    return User.Attributes.find(({ Name }) => Name === "sub")?.Value ?? "";
  };

  const customers = await poolNamed("customers");
  const staff = await poolNamed("staff");
  const users = {
    maria: await userNamed(customers, "maria"),
    kenji: await userNamed(customers, "kenji"),
    sofia: await userNamed(staff, "sofia"),
    deleted: await userNamed(customers, "gone"),
  };
  await call("AdminDeleteUser", { UserPoolId: customers, Username: users.deleted });
  return {
    endpoint,
    customers,
    staff,
    ...users,
    stop: async () => {
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function cognito(endpoint: string, operation: string, question: object): Promise<unknown> {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(question),
  });
  if (!response.ok) throw new Error(`${operation}: ${await response.text()}`);
  return response.json();
}
