import { useStdin, useStdout } from "ink";
import { useEffect, useRef } from "react";
import { type Key, KeyDecoder } from "./editing/keys.js";

const PASTES_MARKED = "\u001b[?2004h";
const PASTES_UNMARKED = "\u001b[?2004l";

/** Hands over every key. Ink's own reader does not tell backspace from delete, nor pastes from keys. */
export function useKeys(onKey: (key: Key) => void): void {
  const { stdin, setRawMode } = useStdin();
  const { stdout } = useStdout();
  const handler = useRef(onKey);
  handler.current = onKey;
  useEffect(() => {
    const decoder = new KeyDecoder();
    const read = (chunk: string | Buffer): void => {
      for (const key of decoder.push(String(chunk))) handler.current(key);
    };
    setRawMode(true);
    stdin.on("data", read);
    if (stdout.isTTY) stdout.write(PASTES_MARKED);
    return () => {
      if (stdout.isTTY) stdout.write(PASTES_UNMARKED);
      stdin.off("data", read);
      setRawMode(false);
    };
  }, [stdin, stdout, setRawMode]);
}
