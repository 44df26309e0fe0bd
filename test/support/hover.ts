/**
 * The parts behind a hover, separate from those of the extension, so that provideHover itself can be called and timed.
 */
import path from "node:path";
import * as vscode from "vscode";
import { startEngine } from "../../src/engine/client";
import { hoverProvider } from "../../src/features/hover";
import { Logs } from "../../src/logs";
import { People } from "../../src/people";
import { apiTextsIn } from "../../src/ui/apiTexts";
import { distFolder } from "./dist";

const dist = distFolder();

export interface OwnHover {
  logs: Logs;
  hover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined>;
  dispose(): void;
}

export function ownHover(): OwnHover {
  const engine = startEngine(path.join(dist, "engine.js"));
  const logs = new Logs(engine);
  const people = new People();
  const { provideHover } = hoverProvider(engine, logs, people, apiTextsIn(path.join(dist, "api")));
  const never = new vscode.CancellationTokenSource().token;
  return {
    logs,
    hover: async (document, position) => (await provideHover(document, position, never)) ?? undefined,
    dispose: () => {
      logs.dispose();
      people.dispose();
      engine.dispose();
    },
  };
}
