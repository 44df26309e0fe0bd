/**
 * A record's JSON with the secrets in it replaced, every other character left as it is. What AWS hides already stays: that
 * it was hidden is information. Log text is written by strangers: no recursion, whatever the nesting.
 */

import { decoded, endOfScalar } from "../scan/scalars";

/** Compared without case, "_" and "-". `accessKeyId` is no secret: it is how calls are followed. */
const secretKeys = new Set(
  [
    "sessionToken",
    "secretAccessKey",
    "secretKey",
    "secretString",
    "secretBinary",
    "secretHash",
    "clientSecret",
    "secret",
    "password",
    "oldPassword",
    "newPassword",
    "previousPassword",
    "proposedPassword",
    "temporaryPassword",
    "userPassword",
    "masterPassword",
    "masterUserPassword",
    "adminUserPassword",
    "dbPassword",
    "passwordData",
    "privateKey",
    "keyMaterial",
    "plaintext",
    "passphrase",
    "token",
    "tokenValue",
    "accessToken",
    "idToken",
    "refreshToken",
    "authToken",
    "bearerToken",
    "authorizationToken",
    "webIdentityToken",
    "openIdToken",
    "samlAssertion",
    "samlResponse",
  ].map((key) => key.toLowerCase()),
);
const scopes = new Set(["responseElements", "requestParameters"]);
const hidden = /^"(?:HIDDEN_DUE_TO_SECURITY_REASONS|\*+)?"$/;

export interface Redacted {
  text: string;
  /** How many values were replaced. */
  removed: number;
}

/** One open container: is what is in it a call's parameters or answer, and is it a secret's value? */
interface Open {
  object: boolean;
  scoped: boolean;
  secret: boolean;
}

/** @param marker what stands where a secret stood; its words are the caller's */
export function redactRecord(text: string, marker: string): Redacted {
  const open: Open[] = [];
  let out = "";
  let copied = 0;
  let removed = 0;
  let key: string | undefined;
  let keyNext = false;

  for (let at = 0; at < text.length; ) {
    const around = open.at(-1);
    switch (text[at]) {
      case "{":
      case "[": {
        const object = text[at] === "{";
        const scoped = around?.scoped === true;
        open.push({
          object,
          scoped: scoped || (key !== undefined && scopes.has(key)),
          secret: around?.secret === true || (scoped && key !== undefined && isSecret(key)),
        });
        keyNext = object;
        key = undefined;
        at++;
        break;
      }
      case "}":
      case "]":
        open.pop();
        keyNext = false;
        key = undefined;
        at++;
        break;
      case ",":
        keyNext = around?.object === true;
        key = undefined;
        at++;
        break;
      case ":":
      case " ":
      case "\n":
      case "\r":
      case "\t":
        at++;
        break;
      default: {
        const end = endOfScalar(text, at);
        const token = text.slice(at, end);
        if (keyNext) {
          key = decoded(token) ?? token.slice(1, -1);
          keyNext = false;
        } else {
          const better = replacement(token, key, around, marker);
          if (better !== undefined) {
            out += text.slice(copied, at) + better.text;
            copied = end;
            removed += better.removed;
          }
        }
        at = end;
      }
    }
  }
  return { text: out + text.slice(copied), removed };
}

/** What stands in place of a value; undefined when it stays. */
function replacement(
  token: string,
  key: string | undefined,
  around: Open | undefined,
  marker: string,
): Redacted | undefined {
  if (token === "null" || token === "true" || token === "false" || hidden.test(token)) return undefined;
  const scoped = around?.scoped === true;
  if (around?.secret === true || (scoped && key !== undefined && isSecret(key)))
    return { text: JSON.stringify(marker), removed: 1 };
  return scoped || (key !== undefined && scopes.has(key)) ? redactInside(token, marker) : undefined;
}

function isSecret(key: string): boolean {
  return secretKeys.has(key.toLowerCase().replaceAll(/[_-]/g, ""));
}

/** A string that holds JSON again, as some services record their parameters: undefined when there is nothing to replace in it. */
function redactInside(token: string, marker: string): Redacted | undefined {
  if (!/^"\s*(?:\\[nrt])*\s*[{[]/.test(token)) return undefined;
  const text = decoded(token) ?? token.slice(1, -1);
  const inner = redactRecord(`{"requestParameters":${text}}`, marker);
  if (inner.removed === 0) return undefined;
  return { text: JSON.stringify(inner.text.slice('{"requestParameters":'.length, -1)), removed: inner.removed };
}
