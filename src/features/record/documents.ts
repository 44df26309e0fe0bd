import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { EventRow } from "../../core/events/row";
import type { Engine } from "../../engine/engine";
import { documentOf } from "../../logSource";
import type { OwnDocuments } from "../../ui/ownDocuments";
import { signalOf } from "../../ui/progress";
import { recordUri } from "../../ui/recordUri";
import { isCancelled, note } from "../../ui/report";
import { contentAt, contentOf } from "./content";

/** The documents that show one record each. */
export class RecordDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  /**
   * Texts of documents that are about to be opened: if the user cancels while the text is being found, no document
   * opens.
   */
  readonly #prepared = new Map<string, string>();
  /** Open documents that only say why they do not show their record. */
  readonly #without = new Set<string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly engine: Engine,
    private readonly own: OwnDocuments,
  ) {}

  async open(row: EventRow): Promise<vscode.TextDocument> {
    const uri = recordUri(row);
    const key = uri.toString();
    const isOpen = documentOf(uri) !== undefined;
    if (isOpen && !this.#without.has(key)) return vscode.workspace.openTextDocument(uri);
    const content = await contentOf(this.engine, row);
    if (content !== undefined) this.#prepared.set(key, content);
    await this.own.remember(uri, vscode.Uri.parse(row.uri));
    if (isOpen) this.#changed.fire(uri);
    return vscode.workspace.openTextDocument(uri);
  }

  async provideTextDocumentContent(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    const key = uri.toString();
    const prepared = this.#prepared.get(key);
    this.#prepared.delete(key);
    this.#without.delete(key);
    if (prepared !== undefined) return prepared;
    try {
      const found = await contentAt(this.engine, this.own, uri, signalOf(token));
      if (found.kind === "refused") this.#without.add(key);
      return found.text;
    } catch (error) {
      note(uri.path, error);
      this.#without.add(key);
      return isCancelled(error)
        ? l10n.t("Finding this record was cancelled. Choose the event again.")
        : l10n.t("This record could not be read.");
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
