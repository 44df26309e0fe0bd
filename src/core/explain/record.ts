/** The entry point of this folder: explains what stands at an offset in a record. */
import * as l10n from "@vscode/l10n";
import { cognitoSources } from "../events/cognito";
import type { Origin } from "../events/values";
import { placeOf } from "../lookup/place";
import type { Operation } from "./api/model";
import { operationOf, operationPage, operationWords } from "./api/operation";
import type { ApiTexts } from "./api/texts";
import { explainError, explainOperation, explainParameter } from "./cognito";
import { type Context, type ExplainOptions, textOf } from "./context";
import { linkTo, type Page } from "./docs";
import type { Explanation, Link } from "./explanation";
import { isObject, type Json, parsedRecord, textAt, valueAt } from "./facts";
import { errorPage } from "./fields/errors";
import { notesOf } from "./fields/field";
import { fieldAt } from "./fields/find";
import { containerAfter, type Token, tokenAt } from "./hovered";
import { oneLine } from "./oneLine/oneLine";
import { ownWords } from "./operations";
import { isServicesOwn, notKnown, servicesOwn } from "./place";
import { sentences } from "./say";
import { hiddenHere } from "./values/hidden";
import { laidOut, type Nested, nestedIn } from "./values/nested";
import { serviceName } from "./values/service";
import { valueHere } from "./values/value";

export interface Explained {
  /** The whole event in a sentence: who did what to what, or tried to. */
  head: string;
  explanation: Explanation;
  /** Position of the key or value in the record's text; end is exclusive. */
  start: number;
  end: number;
  /** The ID of a Cognito user, if the place holds one. The user can be looked up. */
  sub?: string;
}

export interface RecordOptions extends ExplainOptions {
  /** AWS's own texts about the record's service, if there are any. */
  texts?: ApiTexts | undefined;
  /** What the record was made from, if it is not the whole record. */
  origin?: Origin | undefined;
}

/** Undefined on brackets and between tokens, and if the text is not a record. */
export function explainAt(recordText: string, offset: number, options: RecordOptions): Explained | undefined {
  const token = tokenAt(recordText, offset);
  const record = token && parsedRecord(recordText);
  if (!token || !record) return undefined;
  const path = token.path.map((step) => (typeof step === "number" ? "[]" : step));
  while (path.at(-1) === "[]") path.pop();
  const key = path.at(-1);
  if (key === undefined) return undefined;
  const context: Context = { record, path, key, value: valueAt(record, token.path), options };
  const json = jsonAt(context, recordText, token);
  const explanation = { ...tidy(explain(context, options.texts)), ...(json ? { json } : {}) };
  const isSub = placeOf(token.path, textOf(context)) === "sub";
  const sub = isSub ? { sub: textOf(context) } : {};
  return { head: oneLine(record, options.origin), explanation, start: token.start, end: token.end, ...sub };
}

/** For a string that is JSON, or a policy that the record has as an object. */
function jsonAt({ value, key }: Context, recordText: string, token: Token): Nested | undefined {
  if (typeof value === "string") return nestedIn(value);
  if (token.on !== "key" || !(isObject(value) && (/policy|document/i.test(key) || "Statement" in value)))
    return undefined;
  return laidOut(containerAfter(recordText, token.end));
}

/** Uses the most specific explanation: a hidden value, Cognito's own words, our tables, then the value's form. */
function explain(context: Context, texts: ApiTexts | undefined): Explanation {
  const operation = operationOf(context.record, texts);
  const found = fromCognito(context, operation) ?? fromTables(context, operation);
  const hidden = typeof context.value === "string" ? hiddenHere(context.value) : undefined;
  const here = hidden ?? found.here ?? valueHere(context);
  return here === undefined ? found : { ...found, here };
}

function fromCognito({ record, path, value }: Context, operation: Operation | undefined): Explanation | undefined {
  const source = textAt(record, "eventSource");
  if (!cognitoSources.has(source)) return undefined;
  const name = textAt(record, "eventName");
  switch (path.join(".")) {
    case "eventName":
      return withWords(explainOperation(source, name), operation, record);
    case "errorCode":
    case "errorMessage":
      return explainError(
        source,
        name,
        textAt(record, "errorCode"),
        textAt(record, "errorMessage"),
        textAt(record, "additionalEventData", "sub"),
      );
    default:
      return isServicesOwn(path) ? explainParameter(source, name, path, value, operation) : undefined;
  }
}

/** For Cognito's operations, AWS's text follows our own sentence. */
function withWords(
  own: Explanation | undefined,
  operation: Operation | undefined,
  record: Json,
): Explanation | undefined {
  return own && operation ? { ...own, what: [...operationWords(operation, record), ...own.what] } : own;
}

function fromTables(context: Context, operation: Operation | undefined): Explanation {
  const { record, path } = context;
  const field = fieldAt(path);
  if (!field) return isServicesOwn(path) ? servicesOwn(context, operation) : notKnown(context);
  const isName = path.join(".") === "eventName";
  const here = isName ? operationHere(record) : field.here?.(context);
  const notes = notesOf(field, context);
  return {
    ...(here === undefined ? {} : { here }),
    what: [...(isName && operation ? operationWords(operation, record) : []), field.what(context)],
    links: [fieldPage(record, path, field.page, operation)],
    ...(notes.length === 0 ? {} : { notes }),
  };
}

function operationHere(record: Json): string | undefined {
  const [name, source] = [textAt(record, "eventName"), textAt(record, "eventSource")];
  if (name === "" || source === "") return undefined;
  return sentences(l10n.t("{0} of {1}.", name, serviceName(source)), ownWords(source, name));
}

/** AWS's page about a field of a record. */
export function fieldPage(record: Json, path: readonly string[], page: Page, operation: Operation | undefined): Link {
  switch (path.join(".")) {
    case "eventName":
    case "requestParameters":
    case "responseElements":
      if (textAt(record, "eventType") !== "AwsApiCall") return linkTo(page);
      return operationPage(record, operation);
    case "errorCode":
    case "errorMessage":
      return linkTo(errorPage(record));
    default:
      return linkTo(page);
  }
}

const LONGEST = 400; // characters of an explanation; log text in it can be of any length

function tidy(explanation: Explanation): Explanation {
  const { here, notes = [] } = explanation;
  if (here === undefined || here.length <= LONGEST) return explanation;
  const cut = here.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, "");
  return {
    ...explanation,
    here: `${cut}…`,
    notes: [...notes, l10n.t("… cut off, {0} characters in all", String(here.length))],
  };
}
