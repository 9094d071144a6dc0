#!/usr/bin/env node
import { runCommandLine } from "./program.js";
import { hostTerminal } from "./terminal/hostTerminal.js";

process.exitCode = await runCommandLine(process.argv.slice(2), hostTerminal());
