/** Shared by the host tests: logs to open, and waiting for VS Code. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import * as vscode from "vscode";
import type { PublicApi } from "../../src/api";

export async function theApi(): Promise<PublicApi> {
  const extension = vscode.extensions.getExtension<PublicApi>("cloudtrail-inspector.cloudtrail-inspector");
  assert.ok(extension, "the extension is installed");
  return extension.activate();
}

type Json = { [key: string]: unknown };

/** An invented record: call number n, n seconds after noon. */
export function record(n: number, more: Json = {}): Json {
  return {
    eventVersion: "1.11",
    userIdentity: {
      type: "IAMUser",
      principalId: "AIDACKCEVSQ6C2EXAMPLE",
      arn: "arn:aws:iam::123456789012:user/Alice",
      accountId: "123456789012",
      accessKeyId: "AKIAIOSFODNN7EXAMPLE",
      userName: "Alice",
    },
    eventTime: `2025-03-02T12:${String(Math.floor(n / 60) % 60).padStart(2, "0")}:${String(n % 60).padStart(2, "0")}Z`,
    eventSource: "s3.amazonaws.com",
    eventName: "GetBucketAcl",
    awsRegion: "us-east-1",
    sourceIPAddress: "192.0.2.10",
    userAgent: "aws-cli/2.0 🙂",
    requestParameters: { bucketName: "amzn-s3-demo-bucket" },
    responseElements: null,
    eventID: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
    eventType: "AwsApiCall",
    recipientAccountId: "123456789012",
    ...more,
  };
}

export function records(count: number, more: Json = {}): Json[] {
  return Array.from({ length: count }, (_, n) => record(n, more));
}

export const oneLine = (list: Json[]) => JSON.stringify({ Records: list });
export const manyLines = (list: Json[], eol = "\n") =>
  JSON.stringify({ Records: list }, undefined, 2).replaceAll("\n", eol);
export const jsonLines = (list: Json[]) => list.map((one) => `${JSON.stringify(one)}\n`).join("");

/** A separate folder for each test, and nothing open before and after. */
export function freshFolder(): { write(name: string, content: string | Uint8Array): vscode.Uri } {
  let folder = "";
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "cloudtrail-"));
    await closeEverything();
  });
  afterEach(async () => {
    await closeEverything();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    write: (name, content) => {
      const file = path.join(folder, name);
      writeFileSync(file, content);
      return vscode.Uri.file(file);
    },
  };
}

export function gzipped(text: string): Uint8Array {
  return gzipSync(text);
}

async function closeEverything(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    // VS Code's own settings are unsaved for a moment while it writes them: they belong to no test and must not be
    // blocked
    if (!document.isDirty || document.uri.path.endsWith("/User/settings.json")) continue;
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  await until("no tab is left", () => vscode.window.tabGroups.all.every(({ tabs }) => tabs.length === 0));
  await (await theApi()).close();
}

export async function closeTabsOf(uri: vscode.Uri): Promise<void> {
  const mine = () =>
    vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(({ input }) => {
        const hasUri = input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom;
        return hasUri && input.uri.toString() === uri.toString();
      });
  await until("its tabs are there", () => mine().length > 0);
  await vscode.window.tabGroups.close(mine());
  await until("its tabs are closed", () => mine().length === 0);
}

export async function show(uri: vscode.Uri, column = vscode.ViewColumn.One): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(uri, { preview: false, viewColumn: column });
}

/** Waits on a condition, never on a time. */
export async function until<T>(what: string, condition: () => T | Promise<T>): Promise<NonNullable<T>> {
  const limit = Date.now() + 20_000;
  for (;;) {
    const met = await condition();
    if (met) return met;
    if (Date.now() > limit) throw new Error(`waited in vain: ${what}\n${await state()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The current state, for a failing test's message. */
async function state(): Promise<string> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) =>
    group.tabs.map(({ label, isDirty }) => ({ label, isDirty })),
  );
  return JSON.stringify({ tabs, coverage: await (await theApi()).coverage() }, undefined, 1);
}

/** For "nothing happens": longer than the pause after an edit, the slowest thing that we do. */
export function aWhile(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1000));
}

export async function eventCount(): Promise<number> {
  return (await (await theApi()).coverage()).events;
}

export async function openLogs(): Promise<string[]> {
  return (await (await theApi()).coverage()).logs.map(({ uri }) => uri);
}
