export { explainError } from "./errors";
export { explainOperation } from "./operations";
export { explainParameter } from "./parameters";
