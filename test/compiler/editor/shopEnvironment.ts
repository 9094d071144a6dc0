import { readFileSync } from "node:fs";
import { parseSchemaFiles, schemaEnvironment } from "../../../compiler/index.js";
import { library } from "../../../runtime/index.js";

const schema = parseSchemaFiles(
  new Map([["main.fsl", readFileSync("examples/shop/schema/main.fsl", "utf8")]]),
);
if (!schema.ok) throw new Error("the shop's schema does not parse");

export const shopEnvironment = schemaEnvironment(schema.items, library);
