// npm test: types, lint, tests. `npm test -- --accept` rewrites golden cases whose output changed; other arguments go to vitest.
import { spawnSync } from "node:child_process";

const args = process.argv.slice(2);
const accept = args.includes("--accept");
const rest = args.filter((each) => each !== "--accept");

function run(command, parameters, env = {}) {
  const result = spawnSync(command, parameters, { stdio: "inherit", env: { ...process.env, ...env } });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

if (accept) {
  run("vitest", ["run", "test/cases.test.ts", ...rest], { COPPICE_ACCEPT: "1" });
} else {
  run("tsc", ["-p", "tsconfig.json"]);
  run("biome", ["check", "--error-on-warnings", "."]);
  run("vitest", ["run", ...rest]);
}
