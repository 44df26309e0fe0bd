/** What a person does in a text editor, in addition to the driver's methods. */
import type { VsCode } from "./driver";

/** The first visible line that contains the text. */
export function word(code: VsCode, text: string) {
  return code.page.locator(".editor-group-container.active .view-line span span", { hasText: text }).first();
}

/** Scrolls to a text of the document as a person does: by searching for it. */
export async function find(code: VsCode, text: string): Promise<void> {
  await code.page.locator(".editor-group-container.active .view-lines").click();
  await code.press("Control+Home");
  await code.press("Control+f");
  const input = code.page.locator(".find-widget textarea.input").first();
  await input.fill(text);
  await code.press("Enter");
  await code.press("Escape");
}

/** Takes a screenshot after VS Code has faded in. */
export async function picture(code: VsCode, name: string): Promise<void> {
  await code.page.evaluate(
    "Promise.all(document.getAnimations().filter((one) => one.effect.getComputedTiming().iterations !== Infinity).map((one) => one.finished.catch(() => {})))",
  );
  await code.screenshot(name);
}
