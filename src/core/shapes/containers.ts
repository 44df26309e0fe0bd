/** Keys under which an object holds a list of records. */
export const containerKeys: readonly string[] = ["Records"];
