import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { ColumnName } from "../../core/events/columns";
import { columnWords } from "../../core/events/columnWords";
import type { Filter } from "../../core/events/row";
import { visible } from "../../core/events/visible";

/** The owner of the tree's filter. */
export class TreeFilter implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private failedOnly = false;
  private value: { column: ColumnName; text: string } | undefined;

  get isOn(): boolean {
    return this.failedOnly || this.value !== undefined;
  }

  get isFailedOnly(): boolean {
    return this.failedOnly;
  }

  showFailedOnly(): void {
    this.failedOnly = true;
    this.changed.fire();
  }

  showValue(column: ColumnName, text: string): void {
    this.value = { column, text };
    this.changed.fire();
  }

  showAll(): void {
    this.failedOnly = false;
    this.value = undefined;
    this.changed.fire();
  }

  query(): Filter {
    return {
      ...(this.failedOnly ? { outcome: ["denied", "failed"] } : {}),
      ...(this.value === undefined ? {} : { [this.value.column]: this.value.text }),
    };
  }

  /** A short text for the view's description; undefined if nothing is filtered out. */
  words(): string | undefined {
    const parts = [
      ...(this.failedOnly ? [l10n.t("failed only")] : []),
      ...(this.value === undefined ? [] : [`${columnWords(this.value.column)} ${visible(this.value.text)}`]),
    ];
    return parts.length === 0 ? undefined : parts.join(" · ");
  }

  dispose(): void {
    this.changed.dispose();
  }
}
