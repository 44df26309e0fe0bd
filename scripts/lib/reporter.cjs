// Mocha's usual report, followed by the line that the runners check: "N passed, N failed, N skipped".
const { reporters, Runner } = require("mocha");

module.exports = class ClosingLine extends reporters.Spec {
  /** @param {import("mocha").Runner} runner @param {import("mocha").MochaOptions} options */
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      reporters.Base.consoleLog(`${passes} passed, ${failures} failed, ${pending} skipped`);
    });
  }
};
