export { Analyzer, type AnalyzerContext, type AnalyzerError, type AnalyzerSpan } from "./analyzer.js";
export type { CompletionItem } from "./completionItem.js";
export { type DescribedEnvironment, type DescribedType, readEnvironment } from "./environment.js";
export { type CompletionOptions, completionsAt } from "./queryCompletions.js";
export { schemaCompletionsAt } from "./schemaCompletions.js";
export { type CalledSignature, signatureAt } from "./signatureAt.js";
