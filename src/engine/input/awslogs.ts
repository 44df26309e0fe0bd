/**
 * The event with which CloudWatch Logs calls a Lambda function: `{"awslogs":{"data":"…"}}`, its message compressed and written as
 * base64. What is read is the messages inside, one after another.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-cloudwatchlogs.html
 */
import zlib from "node:zlib";
import { DamagedGzip } from "./damaged";

const LONGEST = 64 * 1024 * 1024; // bytes of one message, packed or not; CloudWatch Logs sends at most 1 MB
const HEAD = 256;

const beginning = /^\s*\[?\s*\{\s*"awslogs"\s*:\s*\{/;
const wrapper = /\{\s*"awslogs"\s*:\s*\{\s*"data"\s*:\s*"([^"]*)"\s*\}\s*\}/g;
/** What may stand between two of them. */
const between = /^[\s,[\]]*$/;

export function holdsAwslogs(head: Uint8Array): boolean {
  return beginning.test(Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, HEAD)).toString("latin1"));
}

/** Content as it is, or what is in its wrappers. */
export async function* unpacked(pieces: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isPacked: boolean | undefined;
  let text = "";
  for await (const piece of pieces) {
    isPacked ??= holdsAwslogs(piece);
    if (!isPacked) {
      yield piece;
      continue;
    }
    text += Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString("latin1");
    if (text.length > LONGEST) throw new DamagedGzip("broken");
    if (!text.includes("}")) continue;
    const { messages, rest } = taken(text);
    text = rest;
    yield* messages;
  }
  // what is no wrapper is read as it stands, and so is said to be none
  if (!between.test(text)) yield Buffer.from(text, "latin1");
}

function taken(text: string): { messages: Uint8Array[]; rest: string } {
  const messages: Uint8Array[] = [];
  let end = 0;
  for (const found of text.matchAll(wrapper)) {
    const before = text.slice(end, found.index);
    if (!between.test(before)) messages.push(Buffer.from(before, "latin1"));
    messages.push(message(found[1] as string) ?? Buffer.from(found[0], "latin1"), newline);
    end = found.index + found[0].length;
  }
  return { messages, rest: text.slice(end) };
}

/** Undefined when it cannot be unpacked. */
function message(data: string): Uint8Array | undefined {
  try {
    return zlib.gunzipSync(Buffer.from(data.replaceAll("\\/", "/"), "base64"), { maxOutputLength: LONGEST });
  } catch {
    return undefined; // damaged, or far larger than any that CloudWatch Logs sends
  }
}

const newline = Buffer.from("\n");
