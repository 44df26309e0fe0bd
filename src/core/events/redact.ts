/**
 * Replaces the secrets in a record's JSON and leaves every other character as it is. Values that AWS already hid stay:
 * that they were hidden is information. Log text is written by strangers, so there is no recursion at any nesting.
 */

import { decoded, textTokens } from "../scan/textTokens";

/** Compared without case, "_" and "-". `accessKeyId` is not a secret: it is how calls are followed. */
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

/** What holds inside an open object or list. */
interface Inside {
  /** It belongs to a call's parameters or answer. */
  scoped: boolean;
  /** It belongs to a secret's value. */
  secret: boolean;
}

/** @param marker replaces each secret; the caller chooses its words */
export function redactRecord(text: string, marker: string): Redacted {
  const open: Inside[] = [];
  let out = "";
  let copied = 0;
  let removed = 0;
  let key: string | undefined; // whose value comes next

  for (const { on, start, end, key: said } of textTokens(text)) {
    const around = open.at(-1);
    switch (on) {
      case "open": {
        const scoped = around?.scoped === true;
        open.push({
          scoped: scoped || (key !== undefined && scopes.has(key)),
          secret: around?.secret === true || (scoped && key !== undefined && isSecret(key)),
        });
        key = undefined;
        break;
      }
      case "close":
        open.pop();
        key = undefined;
        break;
      case "key":
        key = said ?? text.slice(start + 1, end - 1);
        break;
      case "value": {
        const better = replacement(text.slice(start, end), key, around, marker);
        if (better !== undefined) {
          out += text.slice(copied, start) + better.text;
          copied = end;
          removed += better.removed;
        }
        key = undefined;
        break;
      }
    }
  }
  return { text: out + text.slice(copied), removed };
}

/** The replacement for a value; undefined if the value stays. */
function replacement(
  token: string,
  key: string | undefined,
  around: Inside | undefined,
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

/**
 * For a string that contains JSON, as some services record their parameters: undefined if there is nothing to replace
 * in it.
 */
function redactInside(token: string, marker: string): Redacted | undefined {
  if (!/^"\s*(?:\\[nrt])*\s*[{[]/.test(token)) return undefined;
  const text = decoded(token) ?? token.slice(1, -1);
  const inner = redactRecord(`{"requestParameters":${text}}`, marker);
  if (inner.removed === 0) return undefined;
  return { text: JSON.stringify(inner.text.slice('{"requestParameters":'.length, -1)), removed: inner.removed };
}
