/** The bytes end inside the prefix. */
export const CUT = -2;

export const LONGEST_PREFIX = 512; // bytes of a time and a log stream's name

/**
 * Lines of logs exported or followed from CloudWatch Logs have a time, and the stream's name, before the record:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/S3Export.html
 * @returns the position of the record's brace, -1 if the line has no such prefix, or {@link CUT}
 */
export function behindLinePrefix(b: Uint8Array, p: number, end: number): number {
  const first = b[p] as number;
  if (p < end && (first < 0x30 || first > 0x39)) return -1; // as of most lines
  const shape = "0000-00-00T00:00:00";
  for (let i = 0; i < shape.length; i++) {
    if (p + i >= end) return CUT;
    const c = b[p + i] as number;
    const isDigit = c >= 0x30 && c <= 0x39;
    if (shape[i] === "0" ? !isDigit : c !== shape.charCodeAt(i)) return -1;
  }
  let isOfTime = true;
  for (let q = p + shape.length; q < p + LONGEST_PREFIX; q++) {
    if (q >= end) return CUT;
    // a quote directly after the time shows that a record was cut in its time, and that its rest follows
    if (isOfTime && b[q] === 0x22) return -1;
    isOfTime &&= (b[q] as number) > 0x20;
    if (b[q] === 0x7b) return q;
    if (b[q] === 0x0a) return -1;
  }
  return -1;
}
